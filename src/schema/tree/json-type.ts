import { isArray, isObject, type JsonValue } from '../../model/json.ts';

/** Whether a value is of a type of JSON Schema, by its name. */
export function isOfType(type: string, value: JsonValue): boolean {
  if (type === 'array') return isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'null') return value === null;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
