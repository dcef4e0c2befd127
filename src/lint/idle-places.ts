import { deepEqual, isObject, member, type JsonValue } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Place } from './place.ts';
import { isPlainObject, plainMembers } from './plain-members.ts';

/** A place of a layer that could as well be left out. */
export interface IdlePlace extends Place {
  /** Nothing is there before the layer and nothing after it: something is removed that nobody has said. */
  readonly isUnset: boolean;
}

/**
 * The members of a layer without which the merge has the same result: what is there before the layer is there after it.
 * That holds for any strategy and any directive, since the members of an object merge each for itself; elements of arrays
 * do not, and are not looked at. What lies in such a member is told too.
 *
 * @param raw the document of the layer, without `$schema` and `_id`
 * @param before what the layers before it merge to
 */
export function idlePlaces(raw: JsonValue, before: JsonValue, after: JsonValue): IdlePlace[] {
  const found: IdlePlace[] = [];
  walk(raw, before, after, { written: [], lands: [] }, found);
  return found;
}

/** Whether one of these places is idle in another merge, too. */
export function isIdle({ lands }: Place, before: JsonValue, after: JsonValue): boolean {
  return isSame(valueAt(before, lands), valueAt(after, lands));
}

function walk(raw: JsonValue, before: JsonValue | undefined, after: JsonValue | undefined, at: Place, found: IdlePlace[]): void {
  if (!isPlainObject(raw)) return;
  for (const { written, lands, value } of plainMembers(raw)) {
    const [left, right] = [memberOf(before, lands), memberOf(after, lands)];
    const place = { written: [...at.written, written], lands: [...at.lands, lands] };
    if (isSame(left, right)) found.push({ ...place, isUnset: left === undefined });
    walk(value, left, right, place, found);
  }
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) ? member(value, key) : undefined;
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && deepEqual(a, b));
}
