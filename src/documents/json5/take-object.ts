import { blankObject } from '../../model/blank-object.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Cursor } from './cursor.ts';
import { isBefore, type KnownKey } from './key-cache.ts';

/** Up to so many members are sorted in place. */
const SMALL = 32;
/** With more members an object is worth a look for its shape. */
const FEW = 16;

/**
 * The object of the members from `base` on, its keys in code-unit order, which costs a comparison for each key where
 * they are in order already. Sorting brings duplicates together; the reading has then failed.
 */
export function takeObject(cursor: Cursor, base: number): JsonObject {
  const { keys, values, top } = cursor;
  cursor.top = base;
  if (cursor.failed) return {};
  for (let i = base + 1; i < top; i++) {
    if (isBefore(keys[i - 1] as KnownKey, keys[i] as KnownKey)) continue;
    if (top - base > SMALL) return takeSorted(cursor, base, top);
    if (!insert(keys, values, base, i)) cursor.failed = true;
  }
  const object: Record<string, JsonValue> = top - base > FEW ? blankOf(keys, base, top) : {};
  for (let i = base; i < top; i++) object[(keys[i] as KnownKey).name] = values[i] as JsonValue;
  return object;
}

function blankOf(keys: readonly KnownKey[], base: number, top: number): Record<string, JsonValue> {
  const names: string[] = [];
  for (let i = base; i < top; i++) names.push((keys[i] as KnownKey).name);
  return blankObject(names);
}

/** One step of insertion sort. False for a duplicate. */
function insert(keys: KnownKey[], values: JsonValue[], base: number, from: number): boolean {
  const key = keys[from] as KnownKey;
  const value = values[from] as JsonValue;
  let at = from;
  while (at > base && isBefore(key, keys[at - 1] as KnownKey)) {
    keys[at] = keys[at - 1] as KnownKey;
    values[at] = values[at - 1] as JsonValue;
    at--;
  }
  keys[at] = key;
  values[at] = value;
  return at === base || (keys[at - 1] as KnownKey).name !== key.name;
}

function takeSorted(cursor: Cursor, base: number, top: number): JsonObject {
  const { keys, values } = cursor;
  const order = Array.from({ length: top - base }, (_, i) => base + i);
  order.sort((a, b) => (isBefore(keys[a] as KnownKey, keys[b] as KnownKey) ? -1 : 1));
  const object = blankObject<JsonValue>(order.map((i) => (keys[i] as KnownKey).name));
  let previous: string | undefined;
  for (const i of order) {
    const { name } = keys[i] as KnownKey;
    if (name === previous) cursor.failed = true;
    previous = name;
    object[name] = values[i] as JsonValue;
  }
  return object;
}
