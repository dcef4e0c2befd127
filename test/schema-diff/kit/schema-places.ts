import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';

const single = [
  'not',
  'additionalProperties',
  'additionalItems',
  'items',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const lists = ['allOf', 'anyOf', 'oneOf', 'items', 'prefixItems'];
const maps = ['properties', 'patternProperties', 'dependencies', 'dependentSchemas', 'definitions', '$defs'];

export type Path = readonly string[];

/** Where the schemas of a document are, from the outside in. */
export function schemaPlaces(schema: JsonValue, path: Path = []): Path[] {
  if (!isObject(schema)) return typeof schema === 'boolean' ? [path] : [];
  const places = [path];
  const visit = (value: JsonValue | undefined, ...tokens: string[]): void => {
    if (isObject(value) || typeof value === 'boolean') places.push(...schemaPlaces(value, [...path, ...tokens]));
  };
  for (const keyword of single) visit(schema[keyword], keyword);
  for (const keyword of lists) {
    const list = schema[keyword];
    if (isArray(list)) list.forEach((each, i) => visit(each, keyword, String(i)));
  }
  for (const keyword of maps) {
    const map = schema[keyword];
    if (isObject(map)) for (const key of Object.keys(map)) visit(map[key], keyword, key);
  }
  return places;
}

export function valueAtPath(value: JsonValue, path: Path): JsonValue {
  return path.reduce<JsonValue>((at, token) => (at as Record<string, JsonValue>)[token] as JsonValue, value);
}

/** A copy with another value at a path. */
export function withValueAt(value: JsonValue, [token, ...rest]: Path, changed: JsonValue): JsonValue {
  if (token === undefined) return changed;
  if (isArray(value)) return value.map((each, i) => (String(i) === token ? withValueAt(each, rest, changed) : each));
  const object = value as JsonObject;
  return { ...object, [token]: withValueAt(object[token] as JsonValue, rest, changed) };
}
