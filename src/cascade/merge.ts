import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { blankObject } from '../model/blank-object.ts';
import { compareKeys, isIndexKey } from '../model/canonical-json.ts';
import { jsonKind, setMember } from '../model/json.ts';
import { asJson, isLayerArray, isLayerObject, Patch, type LayerObject, type LayerValue } from '../model/layer-value.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import {
  childrenOf,
  childTrace,
  derivedTrace,
  lostBefore,
  type Shadowed,
  type Strategy,
  type Trace,
} from '../model/provenance.ts';
import { JoinedTraces } from './joined-traces.ts';
import { numbered } from './list-trace.ts';
import { mergeByKey, refuseNamesakes } from './merge-by-key.ts';
import { elementUnset, kindChanged, notAnArray, unsetNothing } from './merge-findings.ts';
import { childRules, noRules, strategyOf, type ArrayStrategy, type MergeRules } from './merge-rules.ts';
import { newElements } from './new-elements.ts';

/** A value on its way through a merge, with its provenance where that is recorded. */
export interface Traced {
  readonly value: LayerValue;
  readonly trace: Trace | undefined;
}

type Report = () => Diagnostic;

/** Beside the key of its directive the trace of a `Patch` has this child, for what comes after it. */
const afterKey = 'after';

/**
 * THE merge: one set of rules for values and their provenance. Without recording it computes values alone and only
 * notes in `flagged` that there is something to say; whoever sees the flag merges again with recording and gets the
 * diagnostics with their places. Inputs are never changed; what a layer leaves alone is shared with the input.
 */
export class Merger {
  readonly recording: boolean;
  readonly diagnostics: Diagnostic[] = [];
  flagged = false;
  /** Whether the layer at hand may hold directives; where it cannot, new values are taken as they are. */
  patches = true;
  /** Two parts of one layer are merged, whose directives have not met the layers below: those that find nothing are kept for them. */
  composing = false;
  /** Provenance of the value that the last call returned; undefined without recording. */
  trace: Trace | undefined;

  constructor(recording: boolean) {
    this.recording = recording;
  }

  /** @returns undefined where the layer removes the value */
  merge(base: LayerValue, over: LayerValue, rules: MergeRules, at: Pointer, bt?: Trace, ot?: Trace): LayerValue | undefined {
    if (base instanceof Patch) return this.#compose(base, over, at, bt, ot);
    if (over instanceof Patch) return this.#apply(base, over, rules, at, bt, ot);
    if (isLayerObject(over) && isLayerObject(base)) return this.#objects(base, over, rules, at, bt, ot);
    if (rules.length > 0 && isLayerArray(over) && isLayerArray(base))
      return this.#arrays(base, over, strategyOf(rules), rules, at, bt, ot);
    return this.#replace(base, over, rules, at, bt, ot);
  }

  /** A value that meets nothing inherited: its directives apply to nothing. */
  settle(over: LayerValue, rules: MergeRules, at: Pointer, ot?: Trace): LayerValue | undefined {
    if (typeof over !== 'object' || over === null || (!this.patches && rules.length === 0)) return this.#keep(over, ot);
    if (over instanceof Patch) return this.#settlePatch(over, rules, at, ot);
    return isLayerArray(over) ? this.#settleArray(over, rules, at, ot) : this.#settleObject(over, rules, at, ot);
  }

  /** Says something about the merge; without recording only that there is something. */
  report(make: Report): void {
    this.flagged = true;
    if (this.recording) this.diagnostics.push(make());
  }

  #keep(value: LayerValue, trace: Trace | undefined): LayerValue {
    this.trace = trace;
    return value;
  }

  /** A directive stays one: what comes after it waits until the directive has met a value. */
  #compose(base: Patch, over: LayerValue, at: Pointer, bt?: Trace, ot?: Trace): LayerValue {
    let after: LayerValue | undefined = over;
    let trace = ot;
    if (base.after !== undefined) {
      after = this.merge(base.after, over, noRules, at, bt && afterTrace(bt), ot);
      trace = after === undefined ? ot : this.trace;
    }
    if (bt !== undefined && trace !== undefined) {
      const children = new Map([
        [`$${base.kind}`, operandTrace(bt, base.kind)],
        [afterKey, trace],
      ]);
      this.trace = derivedTrace(bt, { children });
    }
    return new Patch(base.kind, base.operand, after === undefined ? new Patch('unset', null) : after);
  }

  #replace(base: LayerValue, over: LayerValue, rules: MergeRules, at: Pointer, bt?: Trace, ot?: Trace): LayerValue | undefined {
    const [from, to] = [jsonKind(asJson(base)), jsonKind(asJson(over))];
    if (from !== to && from !== 'null' && to !== 'null') this.report(() => kindChanged(base, over, at, bt, ot));
    const value = typeof over === 'object' ? this.settle(over, rules, at, ot) : over;
    if (this.recording) this.trace = shadowing(typeof over === 'object' ? this.trace : ot, 'replace', base, bt);
    return value;
  }

  /** Both in one walk over their keys, which are in order, so that the result's are. */
  #objects(base: LayerObject, over: LayerObject, rules: MergeRules, at: Pointer, bt?: Trace, ot?: Trace): LayerValue {
    const overKeys = orderedKeys(over);
    if (overKeys.length === 0) return this.#keep(base, bt);
    const baseKeys = orderedKeys(base);
    const keys: string[] = [];
    const values: LayerValue[] = [];
    const children = ot === undefined ? undefined : new Map<string, Trace>();
    let sameKeys = true;
    let [i, j] = [0, 0];
    while (i < baseKeys.length || j < overKeys.length) {
      const [left, right] = [baseKeys[i], overKeys[j]];
      const key = (right === undefined || (left !== undefined && left < right) ? left : right) as string;
      let value: LayerValue | undefined;
      if (key !== right) {
        value = base[key] as LayerValue;
        this.trace = bt === undefined ? undefined : childTrace(bt, key);
      } else value = this.#member(key === left ? base[key] : undefined, over[key] as LayerValue, key, rules, at, bt, ot);
      if (key === left) i++;
      if (key === right) j++;
      if (value === undefined) {
        sameKeys = false;
        continue;
      }
      if (key !== left) sameKeys = false;
      keys.push(key);
      values.push(value);
      if (children !== undefined && this.trace !== undefined) children.set(key, this.trace);
    }
    this.trace =
      ot === undefined ? undefined : { origin: ot.origin, strategy: 'merge', lost: lostBefore(ot.lost, bt?.lost), children };
    return sameKeys ? overwritten(base, keys, values) : objectOf(keys, values);
  }

  /** @param before what is inherited under the key; undefined where nothing is */
  #member(
    before: LayerValue | undefined,
    value: LayerValue,
    key: string,
    rules: MergeRules,
    at: Pointer,
    bt?: Trace,
    ot?: Trace,
  ): LayerValue | undefined {
    const below = rules.length === 0 ? noRules : childRules(rules, key);
    const place = this.recording ? childPointer(at, key) : at;
    const overTrace = ot === undefined ? undefined : childTrace(ot, key);
    if (before === undefined) return this.composing ? this.#keep(value, overTrace) : this.settle(value, below, place, overTrace);
    return this.merge(before, value, below, place, bt === undefined ? undefined : childTrace(bt, key), overTrace);
  }

  #arrays(
    base: readonly LayerValue[],
    over: readonly LayerValue[],
    strategy: ArrayStrategy,
    rules: MergeRules,
    at: Pointer,
    bt?: Trace,
    ot?: Trace,
  ): LayerValue | undefined {
    if (strategy === 'replace') return this.#replace(base, over, rules, at, bt, ot);
    if (typeof strategy === 'object') return mergeByKey(this, base, over, strategy.key, rules, at, bt, ot);
    const settled = this.settle(over, rules, at, ot) as readonly LayerValue[];
    return this.#combine(base, settled, strategy, strategy, bt, this.trace);
  }

  /** Two arrays in a row; for union only the elements that are not there yet. */
  #combine(
    base: readonly LayerValue[],
    over: readonly LayerValue[],
    how: 'append' | 'prepend' | 'union',
    strategy: Strategy,
    bt?: Trace,
    ot?: Trace,
  ): readonly LayerValue[] {
    const taken = how === 'union' ? newElements(base, over) : over.map((_, i) => i);
    const [first, second] = how === 'prepend' ? [over, base] : [base, over];
    const added = taken.map((i) => over[i] as LayerValue);
    const result = how === 'prepend' ? [...first, ...second] : [...first, ...added];
    if (ot !== undefined) {
      const fromOver = { trace: ot, length: taken.length, indices: taken, strategy };
      const fromBase = bt === undefined ? [] : [{ trace: bt, length: base.length, strategy: undefined }];
      const children = new JoinedTraces(how === 'prepend' ? [fromOver, ...fromBase] : [...fromBase, fromOver]);
      this.trace = { origin: ot.origin, strategy, lost: lostBefore(ot.lost, bt?.lost), children };
    }
    return result;
  }

  #apply(base: LayerValue, patch: Patch, rules: MergeRules, at: Pointer, bt?: Trace, ot?: Trace): LayerValue | undefined {
    return this.#followed(this.#applyOne(base, patch, rules, at, bt, ot), patch, rules, at, ot);
  }

  #followed(value: LayerValue | undefined, { after }: Patch, rules: MergeRules, at: Pointer, ot?: Trace): LayerValue | undefined {
    if (after === undefined) return value;
    const trace = ot && afterTrace(ot);
    return value === undefined ? this.settle(after, rules, at, trace) : this.merge(value, after, rules, at, this.trace, trace);
  }

  #applyOne(base: LayerValue, patch: Patch, rules: MergeRules, at: Pointer, bt?: Trace, ot?: Trace): LayerValue | undefined {
    const { kind, operand } = patch;
    if (kind === 'unset') return undefined;
    if (kind === 'element-unset') {
      this.report(() => elementUnset(ot));
      return this.#keep(base, bt);
    }
    const settled = this.settle(operand, rules, at, ot && operandTrace(ot, kind));
    if (kind === 'replace' || settled === undefined) {
      if (this.recording) this.trace = shadowing(this.trace, '$replace', base, bt);
      return settled;
    }
    if (!isLayerArray(base)) {
      this.report(() => notAnArray(kind, base, bt, ot));
      return settled;
    }
    const added = settled as readonly LayerValue[];
    const strategy = strategyOf(rules);
    if (typeof strategy === 'object') refuseNamesakes(this, base, added, strategy.key, kind === 'union', bt, this.trace);
    return this.#combine(base, added, kind, `$${kind}`, bt, this.trace);
  }

  #settlePatch(patch: Patch, rules: MergeRules, at: Pointer, ot?: Trace): LayerValue | undefined {
    return this.#followed(this.#settleOne(patch, rules, at, ot), patch, rules, at, ot);
  }

  #settleOne({ kind, operand }: Patch, rules: MergeRules, at: Pointer, ot?: Trace): LayerValue | undefined {
    if (kind === 'unset' || kind === 'element-unset') {
      this.report(() => (kind === 'unset' ? unsetNothing(at, ot) : elementUnset(ot)));
      return undefined;
    }
    const value = this.settle(operand, rules, at, ot && operandTrace(ot, kind));
    if (kind !== 'replace' && isLayerArray(value)) return this.#combine([], value, kind, `$${kind}`, undefined, this.trace);
    if (this.trace !== undefined) this.trace = derivedTrace(this.trace, { strategy: '$replace' });
    return value;
  }

  #settleObject(over: LayerObject, rules: MergeRules, at: Pointer, ot?: Trace): LayerValue {
    let result: Record<string, LayerValue> | undefined;
    let children: Map<string, Trace> | undefined;
    for (const key of Object.keys(over)) {
      const before = over[key] as LayerValue;
      if (typeof before !== 'object' || before === null) continue;
      const trace = ot === undefined ? undefined : childTrace(ot, key);
      const after = this.settle(before, childRules(rules, key), this.recording ? childPointer(at, key) : at, trace);
      if (after === before && this.trace === trace) continue;
      result ??= { ...over };
      if (ot !== undefined) children ??= childrenOf(ot, asJson(over) as never);
      if (after === undefined) {
        delete result[key];
        children?.delete(key);
      } else {
        result[key] = after;
        if (this.trace !== undefined) children?.set(key, this.trace);
      }
    }
    this.trace = children === undefined || ot === undefined ? ot : derivedTrace(ot, { children });
    return result ?? over;
  }

  #settleArray(over: readonly LayerValue[], rules: MergeRules, at: Pointer, ot?: Trace): LayerValue {
    const strategy = strategyOf(rules);
    if (typeof strategy === 'object') return mergeByKey(this, [], over, strategy.key, rules, at, undefined, ot);
    const kept: LayerValue[] = [];
    const traces: Trace[] = [];
    let changed = false;
    for (const [i, before] of over.entries()) {
      const trace = ot === undefined ? undefined : childTrace(ot, i);
      const plain = typeof before !== 'object' || before === null;
      const after = plain
        ? before
        : this.#settleElement(before, childRules(rules, String(i)), this.recording ? childPointer(at, i) : at, trace);
      const afterTrace = plain ? trace : this.trace;
      changed ||= after !== before || afterTrace !== trace;
      if (after === undefined) continue;
      kept.push(after);
      if (afterTrace !== undefined) traces.push(afterTrace);
    }
    this.trace = !changed || ot === undefined ? ot : derivedTrace(ot, { children: numbered(traces) });
    return changed ? kept : over;
  }

  #settleElement(element: LayerValue, rules: MergeRules, at: Pointer, trace?: Trace): LayerValue | undefined {
    if (element instanceof Patch && element.kind === 'unset') {
      this.report(() => elementUnset(trace));
      return undefined;
    }
    return this.settle(element, rules, at, trace);
  }
}

function operandTrace(trace: Trace, kind: string): Trace {
  return trace.children === undefined ? childTrace(trace, `$${kind}`) : (trace.children.get(`$${kind}`) ?? trace);
}

function afterTrace(trace: Trace): Trace {
  return trace.children?.get(afterKey) ?? trace;
}

function shadowing(trace: Trace | undefined, strategy: Strategy, base: LayerValue, bt: Trace | undefined): Trace | undefined {
  if (trace === undefined || bt === undefined) return trace;
  const loser: Shadowed = { value: asJson(base), trace: bt };
  return derivedTrace(trace, { strategy, lost: lostBefore(trace.lost, loser) });
}

/** The keys in code-unit order. They are, unless some are array indices, which the language puts first. */
function orderedKeys(object: LayerObject): string[] {
  const keys = Object.keys(object);
  return keys[0] !== undefined && isIndexKey(keys[0]) ? keys.sort(compareKeys) : keys;
}

/** A copy keeps the shape of the base, which is faster than building the object anew. */
function overwritten(base: LayerObject, keys: readonly string[], values: readonly LayerValue[]): LayerObject {
  const result: Record<string, LayerValue> = { ...base };
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (base[key] !== values[i]) result[key] = values[i] as LayerValue;
  }
  return result;
}

function objectOf(keys: readonly string[], values: readonly LayerValue[]): LayerObject {
  const result = blankObject<LayerValue>(keys);
  for (let i = 0; i < keys.length; i++) setMember(result, keys[i] as string, values[i] as LayerValue);
  return result;
}
