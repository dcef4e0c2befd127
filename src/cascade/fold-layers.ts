import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { deepEqual, isObject, member, type JsonValue } from '../model/json.ts';
import { asJson, isLayerObject, kindWord, Patch, type LayerValue } from '../model/layer-value.ts';
import { formatPointer, valueAt } from '../model/pointer.ts';
import { siteOf, traceAt, type Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import type { LayerDefinition } from './cascade-definition.ts';
import type { MergeRules } from './merge-rules.ts';
import { Merger } from './merge.ts';

/** A layer ready to be merged. */
export interface Layer {
  readonly name: string;
  readonly value: LayerValue;
  readonly trace: Trace | undefined;
  readonly patches: boolean;
  readonly finals: LayerDefinition['finals'];
}

interface Lock {
  readonly tokens: readonly string[];
  readonly layer: string;
  readonly declared: Site;
  readonly trace: Trace | undefined;
}

/** The layers merged so far. A fold can go on from any prefix, and several apps can share one. */
export interface Folded {
  readonly value: JsonValue;
  readonly trace: Trace | undefined;
  readonly locks: readonly Lock[];
  /** There is something to say; said only when recording. */
  readonly flagged: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export function foldLayer(prefix: Folded | undefined, layer: Layer, rules: MergeRules, recording: boolean): Folded {
  const merger = new Merger(recording);
  merger.patches = layer.patches;
  const value = isLayerObject(layer.value) ? mergeLayer(merger, prefix, layer, rules) : refused(merger, prefix, layer);
  const trace = merger.trace;
  const locks = prefix?.locks ?? [];
  for (const lock of locks) checkLock(merger, lock, prefix as Folded, value, layer, trace);
  const known = new Set(layer.finals.length === 0 ? [] : locks.map((lock) => formatPointer(lock.tokens)));
  const added: Lock[] = [];
  for (const { tokens, site } of layer.finals) {
    const pointer = formatPointer(tokens);
    if (!known.has(pointer)) added.push({ tokens, layer: layer.name, declared: site, trace: trace && traceAt(trace, tokens) });
    known.add(pointer);
  }
  return {
    value,
    trace,
    locks: added.length === 0 ? locks : [...locks, ...added],
    flagged: merger.flagged || (prefix?.flagged ?? false),
    diagnostics:
      prefix === undefined || prefix.diagnostics.length === 0
        ? merger.diagnostics
        : [...prefix.diagnostics, ...merger.diagnostics],
  };
}

function mergeLayer(merger: Merger, prefix: Folded | undefined, layer: Layer, rules: MergeRules): JsonValue {
  const merged =
    prefix === undefined
      ? merger.settle(layer.value, rules, '', layer.trace)
      : merger.merge(prefix.value, layer.value, rules, '', prefix.trace, layer.trace);
  return asJson(merged ?? {});
}

function refused(merger: Merger, prefix: Folded | undefined, layer: Layer): JsonValue {
  merger.report(() => notAnObject(layer));
  merger.trace = prefix?.trace ?? layer.trace;
  return prefix?.value ?? {};
}

function notAnObject({ value, trace }: Layer): Diagnostic {
  const site = trace && siteOf(trace.origin);
  if (value instanceof Patch)
    return diagnostic(
      'cascade/directive-at-root',
      { directive: kindWord(value) },
      { site, hint: `Write ${kindWord(value)} at the keys that it is meant for` },
    );
  return diagnostic('cascade/layer-not-object', { kind: kindWord(value) }, { site, hint: 'Write the layer as an object' });
}

/** Untouched parts are shared between the merged values, so that an unchanged place is seen by identity. */
function checkLock(merger: Merger, lock: Lock, prefix: Folded, value: JsonValue, layer: Layer, merged: Trace | undefined): void {
  const before = valueAt(prefix.value, lock.tokens);
  const after = valueAt(value, lock.tokens);
  if (before === after || (before !== undefined && after !== undefined && deepEqual(before, after))) return;
  merger.report(() => finalChanged(lock, placeOfChange(lock.tokens, before, after, merged, layer.trace)));
}

function finalChanged(lock: Lock, site: Site | undefined): Diagnostic {
  const set = lock.trace === undefined ? [] : [{ site: siteOf(lock.trace.origin), message: 'the final value is set here' }];
  return diagnostic(
    'cascade/final-changed',
    { pointer: formatPointer(lock.tokens), layer: lock.layer },
    {
      site,
      related: [...set, { site: lock.declared, message: 'declared final here' }],
      hint: `Remove it from this layer, or change it in ${lock.layer}`,
    },
  );
}

/** The first place below the lock that differs, so that the finding stands at the very line: where the new value is written, or the directive that removes the old one. */
function placeOfChange(
  tokens: readonly string[],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  merged: Trace | undefined,
  layer: Trace | undefined,
): Site | undefined {
  const path = [...tokens];
  let [left, right] = [before, after];
  for (let key = differingKey(left, right); key !== undefined; key = differingKey(left, right)) {
    path.push(key);
    [left, right] = [valueAt(left as JsonValue, [key]), valueAt(right as JsonValue, [key])];
  }
  const trace = right === undefined ? layer : merged;
  return trace && siteOf(traceAt(trace, path).origin);
}

function differingKey(left: JsonValue | undefined, right: JsonValue | undefined): string | undefined {
  if (!isObject(left) || !isObject(right)) return undefined;
  const isOther = (key: string): boolean => {
    const before = member(left, key);
    return before === undefined || !deepEqual(before, right[key] as JsonValue);
  };
  return Object.keys(right).find(isOther) ?? Object.keys(left).find((key) => !Object.hasOwn(right, key));
}
