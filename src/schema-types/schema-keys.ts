import { isArray, isObject, member, type JsonObject } from '../model/json.ts';
import type { ReferenceKeyword, SchemaNode, SchemaWorld } from '../model/schema-world.ts';
import { isEarly, spokenKeywords } from '../model/spoken-keywords.ts';

const referenceKeywords: readonly ReferenceKeyword[] = ['$ref', '$dynamicRef', '$recursiveRef'];

/** How a node's subschemas stand to the value: each list in the order of the keywords. */
export interface SchemaKeys {
  readonly schema: JsonObject;
  /** What applies always: references. One that may lead elsewhere is undefined. */
  readonly references: readonly (SchemaNode | undefined)[];
  readonly allOf: readonly SchemaNode[];
  /** One of each list applies. */
  readonly choices: readonly (readonly SchemaNode[])[];
}

export function schemaKeys(world: SchemaWorld, node: SchemaNode): SchemaKeys {
  const schema = spokenKeywords(node);
  const targets = referenceKeywords.flatMap((keyword) => world.target(node, keyword) ?? []);
  return {
    schema,
    references: targets.map((target) => (target.isDynamic ? undefined : target.node)),
    allOf: listed(world, node, schema, 'allOf'),
    choices: [listed(world, node, schema, 'anyOf'), listed(world, node, schema, 'oneOf'), branches(world, node, schema)].filter(
      (list) => list.length > 0,
    ),
  };
}

/** Where there are both `then` and `else`, one of them holds. */
function branches(world: SchemaWorld, node: SchemaNode, schema: JsonObject): SchemaNode[] {
  const isKnown = node.draft === 'draft-07' || !isEarly(node.draft);
  if (!isKnown || !['if', 'then', 'else'].every((keyword) => Object.hasOwn(schema, keyword))) return [];
  return ['then', 'else'].flatMap((keyword) => world.child(node, [keyword]) ?? []);
}

export function listed(world: SchemaWorld, node: SchemaNode, schema: JsonObject, keyword: string): SchemaNode[] {
  const list = member(schema, keyword);
  return isArray(list) ? list.flatMap((_, i) => world.child(node, [keyword, String(i)]) ?? []) : [];
}

/** The schemas in a map, by their keys. */
export function mapped(
  world: SchemaWorld,
  node: SchemaNode,
  schema: JsonObject,
  keyword: string,
): (readonly [string, SchemaNode])[] {
  const map = member(schema, keyword);
  if (!isObject(map)) return [];
  return Object.keys(map).flatMap((key) => {
    const child = world.child(node, [keyword, key]);
    return child === undefined ? [] : [[key, child] as const];
  });
}

export interface ItemKeys {
  readonly places: readonly SchemaNode[];
  /** Of items without a place: a schema, or whether there may be any. */
  readonly rest: SchemaNode | boolean;
}

export function itemKeys(world: SchemaWorld, node: SchemaNode, schema: JsonObject): ItemKeys {
  const isList = isArray(member(schema, 'items'));
  const list = node.draft === '2020-12' ? 'prefixItems' : isList ? 'items' : undefined;
  const after = list === 'items' ? 'additionalItems' : 'items';
  const rest = world.child(node, [after]);
  return {
    places: list === undefined ? [] : listed(world, node, schema, list),
    rest: rest?.schema === false ? false : (rest ?? true),
  };
}
