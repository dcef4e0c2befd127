import { list } from '../../diagnostics/code-row.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { formatWords } from './format-words.ts';
import { oneOfThese, showValue } from './show-value.ts';

const MAX_DEPTH = 3;

const annotations: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples', 'deprecated', '$comment']);

/** What a schema accepts, as a noun phrase: `an integer from 1 to 10`, `an object with "host" and "port"`. */
export function describeSchema(schema: JsonValue, depth = 0): string {
  if (!isObject(schema)) return schema === false ? 'nothing' : 'any value';
  if (depth > MAX_DEPTH) return 'another value';
  return describeValues(schema) ?? describeName(schema) ?? describeChoice(schema, depth) ?? describeTypes(schema, depth);
}

function describeValues(schema: JsonObject): string | undefined {
  const constant = member(schema, 'const');
  if (constant !== undefined) return showValue(constant);
  const values = member(schema, 'enum');
  return isArray(values) ? oneOfThese(values.map(showValue), 6) : undefined;
}

/** The title, or the last word of a reference. */
function describeName(schema: JsonObject): string | undefined {
  const title = member(schema, 'title');
  if (typeof title === 'string' && title !== '') return title.slice(0, 60);
  const reference = member(schema, '$ref');
  const name = typeof reference === 'string' ? reference.split(/[/#]/).findLast((part) => part !== '') : undefined;
  return name === undefined ? undefined : `a value of ${JSON.stringify(name.slice(0, 60))}`;
}

function describeChoice(schema: JsonObject, depth: number): string | undefined {
  const branches = member(schema, 'anyOf') ?? member(schema, 'oneOf');
  if (!isArray(branches) || branches.length === 0) return undefined;
  return oneOfThese([...new Set(branches.map((branch) => describeSchema(branch, depth + 1)))], 4);
}

function describeTypes(schema: JsonObject, depth: number): string {
  const type = member(schema, 'type');
  const types = isArray(type) ? type : [type ?? impliedType(schema)];
  return oneOfThese(types.map((each) => describeType(each, schema, depth)));
}

function impliedType(schema: JsonObject): string | undefined {
  const has = (...keywords: string[]): boolean => keywords.some((keyword) => Object.hasOwn(schema, keyword));
  if (has('properties', 'required', 'patternProperties', 'additionalProperties', 'minProperties')) return 'object';
  if (has('items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems')) return 'array';
  if (has('pattern', 'minLength', 'maxLength')) return 'string';
  return has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf') ? 'number' : undefined;
}

function describeType(type: JsonValue | undefined, schema: JsonObject, depth: number): string {
  switch (type) {
    case 'string':
      return describeText(schema);
    case 'integer':
      return `an integer${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return describeArray(schema, depth);
    case 'object':
      return describeObject(schema);
    default:
      return Object.keys(schema).every((keyword) => annotations.has(keyword)) ? 'any value' : 'a value that meets further rules';
  }
}

function describeText(schema: JsonObject): string {
  const { format, pattern, minLength, maxLength } = schema;
  if (typeof format === 'string') return formatWords(format).noun;
  if (typeof pattern === 'string') return `a string that matches ${pattern.slice(0, 60)}`;
  if (minLength === undefined && maxLength === undefined) return 'a string';
  if (maxLength === undefined)
    return minLength === 1 ? 'a string that is not empty' : `a string of ${String(minLength)} or more characters`;
  return `a string of ${minLength === undefined ? 'at most' : `${String(minLength)} to`} ${String(maxLength)} characters`;
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): string {
  if (typeof minimum === 'number' && typeof maximum === 'number') return ` from ${minimum} to ${maximum}`;
  if (typeof minimum === 'number') return exclusiveMinimum === true ? ` above ${minimum}` : ` of at least ${minimum}`;
  if (typeof maximum === 'number') return exclusiveMaximum === true ? ` below ${maximum}` : ` of at most ${maximum}`;
  if (typeof exclusiveMinimum === 'number') return ` above ${exclusiveMinimum}`;
  return typeof exclusiveMaximum === 'number' ? ` below ${exclusiveMaximum}` : '';
}

function describeArray(schema: JsonObject, depth: number): string {
  const items = member(schema, 'items');
  return isObject(items) ? `an array${ofItems(describeSchema(items, depth + 1))}` : 'an array';
}

/** ` of objects with "host"`, and where a plural takes more than an s: `, each item a string that is not empty`. */
function ofItems(item: string): string {
  if (item === 'any value') return '';
  const [, noun, rest = ''] = /^an? (string|integer|number|object|array)( .*|$)/s.exec(item) ?? [];
  return noun === undefined || /^ that (?:is|matches) /.test(rest) ? `, each item ${item}` : ` of ${noun}s${rest}`;
}

function describeObject(schema: JsonObject): string {
  const tags = constantsOf(schema);
  if (tags.length > 0) return `an object with ${tags.join(' and ')}`;
  const required = member(schema, 'required');
  if (isArray(required) && required.length > 0) return `an object with ${list(required.map(String), 4)}`;
  const properties = member(schema, 'properties');
  const names = isObject(properties) ? Object.keys(properties) : [];
  return names.length === 0 ? 'an object' : `an object that may have ${list(names, 4)}`;
}

/** `"kind": "web"` for each property that has only one value. */
function constantsOf(schema: JsonObject): string[] {
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return [];
  return Object.keys(properties).flatMap((name) => {
    const property = properties[name];
    const values = isObject(property) ? (member(property, 'const') ?? soleOf(member(property, 'enum'))) : undefined;
    return values === undefined ? [] : [`${JSON.stringify(name)}: ${showValue(values)}`];
  });
}

function soleOf(values: JsonValue | undefined): JsonValue | undefined {
  return isArray(values) && values.length === 1 ? values[0] : undefined;
}
