import type { ArrayKeys } from '../../effective-diff/array-keys.ts';
import { diffValues } from '../../effective-diff/diff-values.ts';
import type { ValueChange } from '../../effective-diff/value-change.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { formatPointer, valueAt } from '../../model/pointer.ts';
import type { LifecycleMark } from '../../schema/annotations/lifecycle-marks.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { mergeKeys } from '../effective/merge-keys.ts';
import { Counterparts } from './counterpart.ts';

/** An app in which data is known. */
export type DataApp = CompiledApp & { readonly data: JsonValue };

/** Something immutable that is not what it was. */
export interface Break {
  readonly mark: LifecycleMark;
  /** Of the immutable value, as people are told it. */
  readonly path: string;
  /** The schema of the base alone says that it is immutable. */
  readonly isOfBase: boolean;
  /** In the whole data: of the immutable value, or of a part of it. */
  readonly change: ValueChange;
}

/**
 * What either version's schema calls immutable and the later version has not, or has otherwise. What is around counts for what is in it.
 * An element of an array, or a member that no schema knows by its name, may go as a whole unless it is immutable itself.
 */
export function immutableBreaks(before: DataApp, after: DataApp): Break[] {
  const counterparts = new Counterparts(before.data, after.data, mergeKeys(before, after));
  const breaks: Break[] = [];
  const broken = new Set<string>();
  for (const { mark, isOfBase } of immutables(before, after)) {
    if (isWithin(mark.tokens, broken)) continue;
    const there = counterparts.of(mark.tokens);
    const value = valueAt(before.data, mark.tokens) as JsonValue;
    const pointer = formatPointer(mark.tokens);
    const found: ValueChange[] = [];
    if (!('missing' in there)) {
      if (!deepEqual(value, there.value))
        found.push(...changesWithin(value, there.value, there.keys, [there.path, pointer, formatPointer(there.tokens)]));
    } else if (there.missing > mark.lastFree)
      found.push({ kind: 'removed', path: there.path, oldPointer: pointer, before: value });
    if (found.length > 0) broken.add(pointer);
    for (const change of found) breaks.push({ mark, path: there.path, isOfBase, change });
  }
  return breaks;
}

interface Immutable {
  readonly mark: LifecycleMark;
  readonly isOfBase: boolean;
}

/** Of both schemas, told by the later one where both say it, with the stricter view of what may go. */
function immutables(before: DataApp, after: DataApp): Immutable[] {
  const marks = new Map<string, Immutable>();
  for (const [schema, isOfBase] of [[after.schema, false] as const, [before.schema, true] as const]) {
    for (const mark of schema?.lifecycleMarks(before.data) ?? []) {
      if (mark.keyword !== 'x-confman-immutable') continue;
      const key = formatPointer(mark.tokens);
      const known = marks.get(key);
      marks.set(key, known === undefined ? { mark, isOfBase } : { ...known, mark: stricter(known.mark, mark) });
    }
  }
  return [...marks.values()].sort((a, b) => a.mark.tokens.length - b.mark.tokens.length);
}

function stricter(mark: LifecycleMark, other: LifecycleMark): LifecycleMark {
  return { ...mark, lastFree: Math.min(mark.lastFree, other.lastFree) };
}

function isWithin(tokens: readonly string[], broken: ReadonlySet<string>): boolean {
  return broken.size > 0 && tokens.some((_, i) => broken.has(formatPointer(tokens.slice(0, i))));
}

/** @param at where the two values are: as it is told, before, and now */
function changesWithin(
  value: JsonValue,
  now: JsonValue,
  keys: ArrayKeys,
  [path, old, place]: readonly [string, string, string],
): ValueChange[] {
  return diffValues(value, now, keys).map((change) => ({
    ...change,
    path: path + change.path,
    ...('oldPointer' in change ? { oldPointer: old + change.oldPointer } : {}),
    ...('newPointer' in change ? { newPointer: place + change.newPointer } : {}),
  }));
}
