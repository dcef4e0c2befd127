import { isArray, member, type JsonObject, type JsonValue } from '../model/json.ts';
import type { JsonType } from './typing.ts';

export const allJsonTypes: readonly JsonType[] = ['string', 'number', 'boolean', 'object', 'array', 'null'];

const objectKeywords = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'required'];
const arrayKeywords = ['items', 'prefixItems'];

/**
 * The types that a schema leaves to its value; undefined for all. One that states none and speaks of properties or items means
 * an object or an array, unless what stands around it says otherwise.
 */
export function jsonTypes(schema: JsonObject, within: ReadonlySet<JsonType> | undefined): ReadonlySet<JsonType> | undefined {
  const stated = statedTypes(schema);
  if (stated !== undefined) return within === undefined ? stated : new Set([...stated].filter((type) => within.has(type)));
  if (within !== undefined) return within;
  const meant: JsonType[] = [];
  if (objectKeywords.some((keyword) => Object.hasOwn(schema, keyword))) meant.push('object');
  if (arrayKeywords.some((keyword) => Object.hasOwn(schema, keyword))) meant.push('array');
  return meant.length === 0 ? undefined : new Set(meant);
}

function statedTypes(schema: JsonObject): ReadonlySet<JsonType> | undefined {
  const type = member(schema, 'type');
  if (type === undefined) return undefined;
  const names = isArray(type) ? type : [type];
  return new Set(names.map((name) => (name === 'integer' ? 'number' : name) as JsonType));
}

export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value as JsonType;
}
