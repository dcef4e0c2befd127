import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import type { Random } from './random.ts';
import type { RandomSchemas } from './random-schema.ts';
import { schemaPlaces, valueAtPath, withValueAt } from './schema-places.ts';

const structural = new Set(['$schema', '$ref', '$defs', 'definitions', 'then', 'else', 'minContains', 'maxContains']);

/** A schema document with one thing changed, as people change schemas: a bound, a keyword, a list, a whole subschema. */
export function mutateSchema(document: JsonObject, random: Random, schemas: RandomSchemas): JsonObject {
  const places = schemaPlaces(document).filter((path) => path.length > 0 || !Object.hasOwn(document, '$ref'));
  const inside = places.filter(([keyword]) => keyword !== '$defs' && keyword !== 'definitions');
  const path = random.pick(inside.length > 0 && random.chance(0.8) ? inside : places);
  const schema = valueAtPath(document, path);
  return withValueAt(document, path, mutated(schema, path.length === 0, random, schemas)) as JsonObject;
}

function mutated(schema: JsonValue, isRoot: boolean, random: Random, schemas: RandomSchemas): JsonValue {
  if (!isObject(schema)) return schemas.plain(1);
  const keywords = Object.keys(schema).filter((keyword) => !structural.has(keyword));
  const dice = random.next();
  if (dice < 0.25 && !isRoot) return schemas.plain(1);
  if (dice < 0.45 && keywords.length > 0) return without(schema, random.pick(keywords));
  if (dice < 0.6 || keywords.length === 0) {
    const more = schemas.plain(1);
    return isObject(more) && !Object.hasOwn(more, '$ref') ? { ...more, ...schema } : schema;
  }
  const keyword = random.pick(keywords);
  return { ...schema, [keyword]: tweaked(keyword, schema[keyword] as JsonValue, random, schemas) };
}

function without(schema: JsonObject, keyword: string): JsonObject {
  const { [keyword]: _, ...rest } = schema;
  // A flag of draft-04 stands beside its bound.
  if (keyword === 'minimum' && typeof rest['exclusiveMinimum'] === 'boolean')
    delete (rest as Record<string, JsonValue>)['exclusiveMinimum'];
  if (keyword === 'maximum' && typeof rest['exclusiveMaximum'] === 'boolean')
    delete (rest as Record<string, JsonValue>)['exclusiveMaximum'];
  return rest;
}

function tweaked(keyword: string, value: JsonValue, random: Random, schemas: RandomSchemas): JsonValue {
  if (keyword === 'multipleOf') return random.pick([1, 2, 3, 0.5, 0.1, 6]);
  if (typeof value === 'number')
    return Math.max(keyword.startsWith('m') && keyword.length > 7 ? 0 : -9, value + random.pick([-1, 1]));
  if (keyword === 'type') return random.pick(['string', 'integer', 'number', 'object', 'array']);
  if (keyword === 'required' || keyword === 'enum') return changedList(value, random);
  if (keyword === 'properties' && isObject(value)) {
    const name = random.pick(['a', 'b', 'c', 'kind', 'd']);
    return Object.hasOwn(value, name) && random.chance(0.5) ? without(value, name) : { ...value, [name]: schemas.plain(1) };
  }
  if ((keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf') && isArray(value)) {
    if (value.length > 1 && random.chance(0.5)) return value.slice(1);
    return [...value, schemas.plain(1)];
  }
  return value;
}

function changedList(value: JsonValue, random: Random): JsonValue {
  const list = isArray(value) ? value : [];
  if (list.length > 1 && random.chance(0.5)) return list.slice(1);
  const added = random.pick<JsonValue>(['a', 'b', 'c', 'd', 'new']);
  return list.includes(added) ? list : [...list, added];
}
