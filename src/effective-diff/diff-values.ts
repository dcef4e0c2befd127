import { compareKeys } from '../model/canonical-json.ts';
import { deepEqual, isArray, isObject, member, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import type { ArrayKeys } from './array-keys.ts';
import { elementNames } from './element-names.ts';
import { longestIncreasing } from './longest-increasing.ts';
import type { ValueChange } from './value-change.ts';

/** A place in both values. */
interface Place {
  readonly path: string;
  readonly old: Pointer;
  readonly now: Pointer;
}

/**
 * Everything that makes the second value of the first. Members of objects are told apart by their keys, elements of arrays
 * by what names them where they are merged by key. Of other arrays what they begin and end with in common stays.
 */
export function diffValues(before: JsonValue, after: JsonValue, keys: ArrayKeys): ValueChange[] {
  const changes: ValueChange[] = [];
  diffAt(before, after, keys, { path: '', old: '', now: '' }, changes);
  return changes;
}

function diffAt(before: JsonValue, after: JsonValue, keys: ArrayKeys, at: Place, changes: ValueChange[]): void {
  if (deepEqual(before, after)) return;
  if (isObject(before) && isObject(after)) return diffObjects(before, after, keys, at, changes);
  if (isArray(before) && isArray(after) && diffArrays(before, after, keys, at, changes)) return;
  changes.push({ kind: 'changed', path: at.path, oldPointer: at.old, newPointer: at.now, before, after });
}

function diffObjects(before: JsonObject, after: JsonObject, keys: ArrayKeys, at: Place, changes: ValueChange[]): void {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of [...names].sort(compareKeys)) {
    const [old, now] = [member(before, name), member(after, name)];
    if (old !== undefined && now !== undefined && deepEqual(old, now)) continue;
    const place = {
      path: childPointer(at.path, name),
      old: childPointer(at.old, name),
      now: childPointer(at.now, name),
    };
    if (old === undefined) changes.push({ kind: 'added', path: place.path, newPointer: place.now, after: now as JsonValue });
    else if (now === undefined) changes.push({ kind: 'removed', path: place.path, oldPointer: place.old, before: old });
    else diffAt(old, now, keys.child(name), place, changes);
  }
}

/** @returns false where nothing better can be said than that it is another array */
function diffArrays(before: JsonArray, after: JsonArray, keys: ArrayKeys, at: Place, changes: ValueChange[]): boolean {
  const old = keys.key === undefined ? undefined : elementNames(before, keys.key);
  const now = keys.key === undefined ? undefined : elementNames(after, keys.key);
  if (old === undefined || now === undefined) return diffPlaces(before, after, keys, at, changes);
  const stayed = [...now].filter(([name]) => old.has(name));
  const still = longestIncreasing(stayed.map(([name]) => old.get(name) as number));
  const moved = new Set(stayed.filter((_, place) => !still.has(place)).map(([name]) => name));
  for (const [name, i] of old) {
    if (now.has(name)) continue;
    const oldPointer = childPointer(at.old, i);
    changes.push({ kind: 'removed', path: at.path + name, oldPointer, before: before[i] as JsonValue });
  }
  for (const [name, i] of now) {
    const from = old.get(name);
    const [path, newPointer] = [at.path + name, childPointer(at.now, i)];
    if (from === undefined) {
      changes.push({ kind: 'added', path, newPointer, after: after[i] as JsonValue });
      continue;
    }
    const oldPointer = childPointer(at.old, from);
    if (moved.has(name)) changes.push({ kind: 'moved', path, oldPointer, newPointer });
    const place = { path, old: oldPointer, now: newPointer };
    diffAt(before[from] as JsonValue, after[i] as JsonValue, keys.child(String(i)), place, changes);
  }
  return true;
}

/** What lies between the common beginning and the common end: added, removed, or as many elements as before. */
function diffPlaces(before: JsonArray, after: JsonArray, keys: ArrayKeys, at: Place, changes: ValueChange[]): boolean {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && deepEqual(before[start] as JsonValue, after[start] as JsonValue)) start += 1;
  let end = 0;
  const isSame = (): boolean => deepEqual(before.at(-1 - end) as JsonValue, after.at(-1 - end) as JsonValue);
  while (end < shorter - start && isSame()) end += 1;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old.length > 0 && now.length > 0 && !isElementwise(old, now)) return false;
  for (let i = start; i < start + Math.max(old.length, now.length); i++) {
    const place = { path: childPointer(at.path, i), old: childPointer(at.old, i), now: childPointer(at.now, i) };
    const [from, to] = [before[i] as JsonValue, after[i] as JsonValue];
    if (old.length === 0) changes.push({ kind: 'added', path: place.path, newPointer: place.now, after: to });
    else if (now.length === 0) changes.push({ kind: 'removed', path: place.path, oldPointer: place.old, before: from });
    else diffAt(from, to, keys.child(String(i)), place, changes);
  }
  return true;
}

/** One scalar for another, or objects for as many objects: more scalars are told better as one list for another. */
function isElementwise(old: JsonArray, now: JsonArray): boolean {
  if (old.length !== now.length) return false;
  return old.length === 1 || old.every((element, i) => isObject(element) && isObject(now[i]));
}
