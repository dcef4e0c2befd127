import { isObject, type JsonValue } from '../../model/json.ts';

/** The keys of an object; none where the value is something else. */
export function keysOf(value: JsonValue | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
