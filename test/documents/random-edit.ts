import type { Edit } from '../../src/documents/edit.ts';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { formatPointer, parsePointer } from '../../src/model/pointer.ts';
import type { Random } from './random.ts';

/** Every container of a value, by its tokens. */
function containers(value: JsonValue, tokens: readonly string[] = []): (readonly string[])[] {
  if (isArray(value)) return [tokens, ...value.flatMap((item, i) => containers(item, [...tokens, String(i)]))];
  if (!isObject(value)) return [];
  return [tokens, ...Object.entries(value).flatMap(([name, item]) => containers(item, [...tokens, name]))];
}

export function at(value: JsonValue, tokens: readonly string[]): JsonValue {
  return tokens.reduce<JsonValue>((inner, token) => (inner as Record<string, JsonValue>)[token] as JsonValue, value);
}

export function randomEdit(value: JsonValue, random: Random, name: string, added: JsonValue): Edit | undefined {
  const places = containers(value);
  if (places.length === 0) return { op: 'set', pointer: '', value: added };
  const tokens = random.pick(places);
  const container = at(value, tokens);
  const keys = isArray(container) ? Object.keys(container) : Object.keys(container as object);
  const existing = keys.length === 0 ? undefined : random.pick(keys);
  const op = random.pick(['set', 'remove', 'insert'] as const);
  if (op === 'remove' && existing === undefined) return undefined;
  if (op === 'remove') return { op, pointer: formatPointer([...tokens, existing as string]) };
  if (isArray(container) && op === 'insert')
    return { op, pointer: formatPointer([...tokens, String(random.below(keys.length + 1))]), value: added };
  const token = isArray(container) ? (existing ?? '-') : random.chance(50) ? (existing ?? name) : name;
  return { op, pointer: formatPointer([...tokens, token]), value: added };
}

/** JSON Patch as the specification has it, on plain data. */
export function patched(value: JsonValue, { op, pointer, value: added = null }: Edit): JsonValue {
  const copy = structuredClone(value);
  const tokens = parsePointer(pointer) ?? [];
  const last = tokens.pop();
  if (last === undefined) return added;
  const parent = at(copy, tokens) as JsonValue[] | Record<string, JsonValue>;
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (op === 'remove') parent.splice(index, 1);
    else parent.splice(index, op === 'set' && last !== '-' ? 1 : 0, added);
  } else if (op === 'remove') delete parent[last];
  else Object.assign(parent, { [last]: added });
  return copy;
}
