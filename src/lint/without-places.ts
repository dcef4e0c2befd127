import { isObject, setMember, type JsonValue } from '../model/json.ts';

/** A value without some members of its objects; none of the paths leads through another one. */
export function withoutPlaces(value: JsonValue, paths: readonly (readonly string[])[]): JsonValue {
  if (paths.length === 0 || !isObject(value)) return value;
  const below = new Map<string, (readonly string[])[]>();
  for (const [key, ...rest] of paths) if (key !== undefined) below.set(key, [...(below.get(key) ?? []), rest]);
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    const inner = below.get(key);
    if (inner?.some((rest) => rest.length === 0) === true) continue;
    setMember(kept, key, withoutPlaces(value[key] as JsonValue, inner ?? []));
  }
  return kept;
}
