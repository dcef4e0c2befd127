import { compareKeys } from '../model/canonical-json.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Cursor } from './cursor.ts';

const SMALL = 24;

/**
 * The object of the members from `base` on, its keys in code-unit order, which costs a comparison for each key where
 * they are in order already. Sorting brings duplicates together; the reading has then failed.
 */
export function takeObject(cursor: Cursor, base: number): JsonObject {
  const { top } = cursor;
  cursor.top = base;
  if (cursor.failed) return {};
  if (top - base > SMALL) return takeLarge(cursor, base, top);
  const { keys, values } = cursor;
  for (let i = base + 1; i < top; i++) {
    if (!((keys[i - 1] as string) < (keys[i] as string)) && !insert(keys, values, base, i)) cursor.failed = true;
  }
  const object: Record<string, JsonValue> = {};
  if (!cursor.failed) for (let i = base; i < top; i++) object[keys[i] as string] = values[i] as JsonValue;
  return object;
}

/** One step of insertion sort. False for a duplicate. */
function insert(keys: string[], values: JsonValue[], base: number, from: number): boolean {
  const key = keys[from] as string;
  const value = values[from] as JsonValue;
  let at = from;
  while (at > base && key < (keys[at - 1] as string)) {
    keys[at] = keys[at - 1] as string;
    values[at] = values[at - 1] as JsonValue;
    at--;
  }
  keys[at] = key;
  values[at] = value;
  return at === base || keys[at - 1] !== key;
}

function takeLarge(cursor: Cursor, base: number, top: number): JsonObject {
  const members = cursor.keys.slice(base, top).map((key, i) => ({ key, value: cursor.values[base + i] as JsonValue }));
  members.sort((a, b) => compareKeys(a.key, b.key));
  const object: Record<string, JsonValue> = {};
  let previous: string | undefined;
  for (const { key, value } of members) {
    if (key === previous) cursor.failed = true;
    if (cursor.failed) return {};
    previous = key;
    object[key] = value;
  }
  return object;
}
