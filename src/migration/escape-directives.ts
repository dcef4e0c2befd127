import { isArray, isObject, setMember, type JsonValue } from '../model/json.ts';

/** A value as it is written in a document: `$x` as `$$x`. */
export function escapeDirectives(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(escapeDirectives);
  if (!isObject(value)) return value;
  const object: Record<string, JsonValue> = {};
  for (const key of Object.keys(value))
    setMember(object, key.startsWith('$') ? `$${key}` : key, escapeDirectives(value[key] as JsonValue));
  return object;
}
