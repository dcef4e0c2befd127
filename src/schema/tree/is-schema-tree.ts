import { isObject, member, type JsonValue } from '../../model/json.ts';
import { dialectOf } from '../dialects/dialects.ts';

const attributes = ['Type', 'Properties', 'ItemSchema', 'AllowedValues'] as const;

/** Tells a schema tree from a JSON Schema, also a tree with errors: the first is spelt with capitals. */
export function isSchemaTree(value: JsonValue): boolean {
  if (!isObject(value) || Object.hasOwn(value, 'type')) return false;
  const stated = member(value, '$schema');
  const isJsonSchema = typeof stated === 'string' && dialectOf(stated) !== undefined;
  return !isJsonSchema && attributes.some((attribute) => Object.hasOwn(value, attribute));
}
