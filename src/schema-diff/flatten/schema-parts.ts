import { escapeToken } from '../../model/pointer.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import type { Applied } from './applied-schemas.ts';
import { spokenKeywords } from '../../model/spoken-keywords.ts';

/** A part of the values that some schemas describe, with the schemas that speak about it. */
export interface SchemaPart {
  /** In the path. */
  readonly segment: string;
  readonly required: boolean;
  /** Empty for a property that is required and not described. */
  readonly start: readonly Applied[];
}

/** The parts in the order: properties by name, other properties, items. */
export function schemaParts(world: SchemaWorld, applied: readonly Applied[]): SchemaPart[] {
  return [...propertyParts(world, applied), ...itemParts(world, applied)];
}

function propertyParts(world: SchemaWorld, applied: readonly Applied[]): SchemaPart[] {
  const named = new Map<string, Applied[]>();
  const patterns = new Map<string, Applied[]>();
  const others: Applied[] = [];
  for (const each of applied) {
    const schema = spokenKeywords(each.node);
    collectMap(world, each, schema, 'properties', named);
    collectMap(world, each, schema, 'patternProperties', patterns);
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      if (isTelling(member(schema, keyword))) others.push(...childOf(world, each, [keyword]));
    }
  }
  const required = requirements(applied);
  for (const name of required.keys()) if (!named.has(name) && required.get(name)?.has(undefined) === true) named.set(name, []);
  for (const [name, start] of named) start.push(...additionalTo(world, applied, name));
  return [
    ...[...named].map(([name, start]) => ({
      segment: escapeToken(name),
      required: isRequired(required.get(name), start),
      start,
    })),
    ...[...patterns].map(([pattern, start]) => ({ segment: `<${escapeToken(pattern)}>`, required: false, start })),
    ...(others.length > 0 ? [{ segment: '*', required: false, start: others }] : []),
  ];
}

/** A property that one schema names is additional to another that does not; patterns, which are not run here, could match it. */
function additionalTo(world: SchemaWorld, applied: readonly Applied[], name: string): Applied[] {
  return applied.flatMap((each) => {
    const schema = spokenKeywords(each.node);
    const properties = member(schema, 'properties');
    if (Object.hasOwn(schema, 'patternProperties') || (isObject(properties) && Object.hasOwn(properties, name))) return [];
    const value = member(schema, 'additionalProperties');
    return value === false || isTelling(value) ? childOf(world, each, ['additionalProperties']) : [];
  });
}

/** The branches in which a name is required; undefined among them stands for all cases. */
function requirements(applied: readonly Applied[]): Map<string, Set<string | undefined>> {
  const found = new Map<string, Set<string | undefined>>();
  for (const { node, when } of applied) {
    const list = member(spokenKeywords(node), 'required');
    if (!isArray(list)) continue;
    for (const name of list) if (typeof name === 'string') found.set(name, (found.get(name) ?? new Set()).add(when));
  }
  return found;
}

function isRequired(branches: ReadonlySet<string | undefined> | undefined, start: readonly Applied[]): boolean {
  if (branches === undefined) return false;
  return branches.has(undefined) || start.every(({ when }) => when !== undefined && branches.has(when));
}

function collectMap(world: SchemaWorld, from: Applied, schema: JsonObject, keyword: string, into: Map<string, Applied[]>): void {
  const map = member(schema, keyword);
  if (!isObject(map)) return;
  for (const key of Object.keys(map)) {
    const known = into.get(key) ?? [];
    known.push(...childOf(world, from, [keyword, key]));
    into.set(key, known);
  }
}

function itemParts(world: SchemaWorld, applied: readonly Applied[]): SchemaPart[] {
  const views = applied.map((each) => itemView(world, each));
  const count = Math.max(0, ...views.map(({ places }) => places.length));
  const places = Array.from({ length: count }, (_, i) => views.flatMap((view) => view.places[i] ?? view.rest));
  const rest = views.flatMap((view) => view.rest);
  return [
    ...places.map((start, i) => ({ segment: `Item[${i}]`, required: false, start })),
    ...(rest.some(({ node }) => isTelling(node.schema)) ? [{ segment: 'Item', required: false, start: rest }] : []),
  ];
}

interface ItemView {
  readonly places: readonly (readonly Applied[])[];
  /** For items without a place. */
  readonly rest: readonly Applied[];
}

function itemView(world: SchemaWorld, each: Applied): ItemView {
  const schema = spokenKeywords(each.node);
  const { list, after } = itemKeywords(each.node);
  const first = list === undefined ? undefined : member(schema, list);
  const keyword = after.find((name) => Object.hasOwn(schema, name));
  return {
    places: list !== undefined && isArray(first) ? first.map((_, i) => childOf(world, each, [list, String(i)])) : [],
    rest: keyword === undefined ? [] : childOf(world, each, [keyword]),
  };
}

/** The keyword for items with places of their own, and those for all others. */
function itemKeywords({ draft, schema }: SchemaNode): { list: string | undefined; after: readonly string[] } {
  if (draft === '2020-12') return { list: 'prefixItems', after: ['items'] };
  const isList = typeof schema === 'object' && isArray(member(schema, 'items'));
  return isList ? { list: 'items', after: ['additionalItems'] } : { list: undefined, after: ['items'] };
}

/** `true` and `{}` say nothing of what else there may be, and `false` that there is nothing. */
function isTelling(value: JsonValue | undefined): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function childOf(world: SchemaWorld, { node, when }: Applied, tokens: readonly string[]): Applied[] {
  const child = world.child(node, tokens);
  return child === undefined ? [] : [{ node: child, when }];
}
