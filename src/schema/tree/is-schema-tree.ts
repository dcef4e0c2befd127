import { isObject, member, type JsonValue } from '../../model/json.ts';

/** Tells a schema tree from a JSON Schema, also a tree with errors: the first is spelt with capitals. */
export function isSchemaTree(value: JsonValue): boolean {
  if (!isObject(value) || Object.hasOwn(value, 'type')) return false;
  return typeof member(value, 'Type') === 'string' || Array.isArray(member(value, 'Properties'));
}
