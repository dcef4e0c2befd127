import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { deepEqual } from '../model/json.ts';
import { asJson, isLayerObject, Patch, type LayerValue } from '../model/layer-value.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import { childTrace, siteOf, type Trace } from '../model/provenance.ts';
import { listTrace } from './list-trace.ts';
import type { Merger, Traced } from './merge.ts';
import { childRules, type MergeRules } from './merge-rules.ts';

/** Elements with an equal key merge, new ones are added at the end, those with `$unset` are removed. */
export function mergeByKey(
  merger: Merger,
  base: readonly LayerValue[],
  over: readonly LayerValue[],
  key: string,
  rules: MergeRules,
  at: Pointer,
  bt?: Trace,
  ot?: Trace,
): readonly LayerValue[] {
  const elements = new Map<string, Traced>();
  for (const [i, value] of base.entries()) {
    const trace = bt === undefined ? undefined : childTrace(bt, i);
    elements.set(keyOf(value, key) ?? `#${i}`, { value, trace });
  }
  const seen = new Map<string, Trace | undefined>();
  for (const [i, value] of over.entries()) {
    const trace = ot === undefined ? undefined : childTrace(ot, i);
    const name = elementKey(merger, value, key, seen, trace);
    if (name === undefined) continue;
    const place = merger.recording ? childPointer(at, i) : at;
    const merged = mergeElement(merger, elements.get(name), value, childRules(rules, String(i)), place, trace);
    if (merged === undefined) elements.delete(name);
    else elements.set(name, merged);
  }
  const kept = [...elements.values()];
  merger.trace =
    ot === undefined
      ? undefined
      : listTrace(
          ot,
          'byKey',
          kept.flatMap((each) => each.trace ?? []),
          bt,
        );
  return kept.map((each) => each.value);
}

function mergeElement(
  merger: Merger,
  base: Traced | undefined,
  value: LayerValue,
  rules: MergeRules,
  at: Pointer,
  trace?: Trace,
): Traced | undefined {
  if (value instanceof Patch) {
    if (base === undefined) {
      merger.report(() =>
        diagnostic(
          'cascade/unset-without-effect',
          { pointer: at },
          { site: trace && siteOf(trace.origin), hint: 'Remove the element, or correct its key' },
        ),
      );
    }
    return undefined;
  }
  const merged =
    base === undefined ? merger.settle(value, rules, at, trace) : merger.merge(base.value, value, rules, at, base.trace, trace);
  return merged === undefined ? undefined : { value: merged, trace: merger.trace };
}

/** The element's key as text; undefined, with a report, where it has none or one that was there before. */
function elementKey(
  merger: Merger,
  value: LayerValue,
  key: string,
  seen: Map<string, Trace | undefined>,
  trace?: Trace,
): string | undefined {
  const name = keyOf(value, key);
  if (name === undefined) {
    merger.report(() =>
      diagnostic('cascade/key-missing', { key }, { site: trace && siteOf(trace.origin), hint: `Add "${key}" to the element` }),
    );
    return undefined;
  }
  if (seen.has(name)) {
    merger.report(() => repeated(key, name, seen.get(name), trace));
    return undefined;
  }
  seen.set(name, trace);
  return name;
}

/**
 * A directive adds elements to an array that is merged by key: none of them may have a namesake there.
 *
 * @param union an element that is there already, as it is, is not added and so is none
 */
export function refuseNamesakes(
  merger: Merger,
  base: readonly LayerValue[],
  added: readonly LayerValue[],
  key: string,
  union: boolean,
  bt?: Trace,
  at?: Trace,
): void {
  const known = new Map(base.map((value, i) => [keyOf(value, key), i]));
  for (const [i, value] of added.entries()) {
    const name = keyOf(value, key);
    const first = name === undefined ? undefined : known.get(name);
    if (name === undefined || first === undefined) continue;
    if (union && deepEqual(asJson(base[first] as LayerValue), asJson(value))) continue;
    merger.report(() => repeated(key, name, bt && childTrace(bt, first), at && childTrace(at, i)));
  }
}

function repeated(key: string, name: string, first: Trace | undefined, trace: Trace | undefined): Diagnostic {
  return diagnostic(
    'cascade/key-repeated',
    { key, value: name },
    {
      site: trace && siteOf(trace.origin),
      related: first === undefined ? [] : [{ site: siteOf(first.origin), message: 'the first one is here' }],
      hint: 'Merge the two elements, or rename one',
    },
  );
}

function keyOf(value: LayerValue, key: string): string | undefined {
  const element = value instanceof Patch && value.kind === 'element-unset' ? value.operand : value;
  if (!isLayerObject(element) || !Object.hasOwn(element, key)) return undefined;
  const name = element[key] as LayerValue;
  return typeof name === 'object' ? undefined : canonicalJson(asJson(name));
}
