import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialects } from '../dialects/dialects.ts';

type Open = Record<string, JsonValue>;

const latest = dialects['2020-12'];

/**
 * One schema of any draft in the keywords of 2020-12, meaning the same. What its own draft does not know, and 2020-12 would take
 * for a rule, goes. Its subschemas are not looked at.
 */
export function toLatest(schema: JsonObject, dialect: Dialect): JsonObject {
  if (dialect.draft === '2020-12') return schema;
  const known = Object.entries(schema).filter(([keyword]) => isKnown(keyword, dialect));
  const result: Open = Object.fromEntries(known);
  if (dialect.draft === 'draft-04') openBounds(result);
  placeItems(result, schema);
  splitDependencies(result);
  if (dialect.draft === '2019-09') hideContains(result);
  return result;
}

function isKnown(keyword: string, dialect: Dialect): boolean {
  const isRule = latest.assertions.has(keyword) || latest.applicators.has(keyword);
  return !isRule || dialect.assertions.has(keyword) || dialect.applicators.has(keyword);
}

/** In draft-04 `exclusiveMinimum` is a flag of `minimum`. */
function openBounds(schema: Open): void {
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const isOpen = schema[exclusive] === true;
    delete schema[exclusive];
    if (!isOpen || schema[bound] === undefined) continue;
    schema[exclusive] = schema[bound];
    delete schema[bound];
  }
}

function placeItems(result: Open, { items, additionalItems }: JsonObject): void {
  delete result['additionalItems'];
  if (!isArray(items)) return;
  delete result['items'];
  if (items.length > 0) result['prefixItems'] = items;
  if (additionalItems !== undefined) result['items'] = additionalItems;
}

function splitDependencies(schema: Open): void {
  const { dependencies } = schema;
  delete schema['dependencies'];
  if (!isObject(dependencies)) return;
  const parts: [string, Open][] = [
    ['dependentRequired', {}],
    ['dependentSchemas', {}],
  ];
  for (const [name, value] of Object.entries(dependencies)) (parts[isArray(value) ? 0 : 1] as [string, Open])[1][name] = value;
  for (const [keyword, map] of parts) if (Object.keys(map).length > 0) addRule(schema, keyword, map);
}

/** In 2019-09 an item that `contains` found is not evaluated by that; behind `not` it is not either. */
function hideContains(schema: Open): void {
  const contains = member(schema, 'contains');
  if (contains === undefined) return;
  const { minContains, maxContains } = schema;
  for (const keyword of ['contains', 'minContains', 'maxContains']) delete schema[keyword];
  const rule = {
    contains,
    ...(minContains === undefined ? {} : { minContains }),
    ...(maxContains === undefined ? {} : { maxContains }),
  };
  addRule(schema, 'not', { not: rule });
}

/** Beside one that is there already it needs a place of its own. */
export function addRule(schema: Open, keyword: string, value: JsonValue): void {
  if (!Object.hasOwn(schema, keyword)) schema[keyword] = value;
  else schema['allOf'] = [...(isArray(schema['allOf']) ? schema['allOf'] : []), { [keyword]: value }];
}
