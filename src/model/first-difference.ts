import { deepEqual, isArray, isObject, member, type JsonValue } from './json.ts';
import { childPointer, type Pointer } from './pointer.ts';

/** The place of the first difference of two values, in the order of the second; undefined where they are equal. */
export function firstDifference(before: JsonValue, after: JsonValue, at: Pointer = ''): Pointer | undefined {
  if (deepEqual(before, after)) return undefined;
  if (isArray(before) && isArray(after)) {
    const first = after.findIndex((item, i) => before[i] === undefined || !deepEqual(before[i], item));
    return first < 0 || before[first] === undefined
      ? at
      : firstDifference(before[first], after[first] as JsonValue, childPointer(at, first));
  }
  if (!isObject(before) || !isObject(after)) return at;
  for (const key of Object.keys(after)) {
    const old = member(before, key);
    const place = childPointer(at, key);
    const found = old === undefined ? place : firstDifference(old, after[key] as JsonValue, place);
    if (found !== undefined) return found;
  }
  return at;
}
