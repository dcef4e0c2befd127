import { diffValues } from '../../effective-diff/diff-values.ts';
import { splitAdded } from '../../effective-diff/split-added.ts';
import type { ValueChange } from '../../effective-diff/value-change.ts';
import { isObject } from '../../model/json.ts';
import { parsePointer, valueAt } from '../../model/pointer.ts';
import { traceAt, type Trace } from '../../model/provenance.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { mergeKeys } from './merge-keys.ts';

export interface TracedChange {
  readonly change: ValueChange;
  /** Of the new value, where there is one. */
  readonly trace: Trace | undefined;
}

/** Provenance of a part of the new value; undefined where it is not known. */
export type TraceLookUp = (tokens: readonly string[]) => Trace | undefined;

/**
 * What is different in the data of two apps, or of two versions of one. Applied to the data of the first it gives that of the
 * second.
 *
 * @param traceOf asked for values that came or are others
 * @returns undefined where one of them has no data: then nothing is known
 */
export function appChanges(
  before: CompiledApp,
  after: CompiledApp,
  traceOf: TraceLookUp = (tokens) => after.trace && traceAt(after.trace, tokens),
): TracedChange[] | undefined {
  if (before.data === undefined || after.data === undefined) return undefined;
  const { data } = after;
  return diffValues(before.data, data, mergeKeys(before, after)).flatMap((change): TracedChange[] => {
    if (change.kind === 'removed') return [{ change, trace: undefined }];
    const tokens = parsePointer(change.newPointer) ?? [];
    const trace = traceOf(tokens);
    const isMember = change.kind === 'added' && isObject(valueAt(data, tokens.slice(0, -1)));
    return isMember && trace !== undefined ? splitAdded(change, trace) : [{ change, trace }];
  });
}
