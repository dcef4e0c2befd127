import { isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Applicator, Dialect } from '../dialects/dialect.ts';

export interface Subschema {
  readonly keyword: string;
  readonly applicator: Applicator;
  /** From the schema that holds it: `['properties', 'port']`, `['items']`, `['allOf', '0']`. */
  readonly tokens: readonly string[];
  readonly value: JsonValue;
}

/** Objects and booleans are schemas; whatever else stands in their place is the meta-schema's business. */
export function isSchema(value: JsonValue | undefined): value is JsonObject | boolean {
  return isObject(value) || typeof value === 'boolean';
}

/** The direct subschemas of a schema in the order of its keys, those in definitions too. */
export function subschemasOf(schema: JsonObject, dialect: Dialect): Subschema[] {
  const found: Subschema[] = [];
  for (const keyword of Object.keys(schema)) {
    const applicator = dialect.applicators.get(keyword);
    if (applicator !== undefined) collect(found, keyword, applicator, schema[keyword] as JsonValue);
  }
  return found;
}

function collect(found: Subschema[], keyword: string, applicator: Applicator, value: JsonValue): void {
  const { form } = applicator;
  const add = (tokens: readonly string[], each: JsonValue): void => {
    if (isSchema(each)) found.push({ keyword, applicator, tokens, value: each });
  };
  if (form === 'map' || form === 'map-or-names') {
    if (isObject(value)) for (const key of Object.keys(value)) add([keyword, key], value[key] as JsonValue);
  } else if (isArray(value) && form !== 'schema') {
    for (const [i, each] of value.entries()) add([keyword, String(i)], each);
  } else if (form !== 'list') add([keyword], value);
}
