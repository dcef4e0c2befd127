import { isArray, isObject, member, type JsonObject } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { keysOf } from './keys-of.ts';
import { isSince } from './reading.ts';

export interface EvaluatedMembers {
  /** All of them. */
  all: boolean;
  readonly names: Set<string>;
  readonly patterns: Set<string>;
}

/** What a schema evaluates whatever the value is, and what it may evaluate; the same where nothing depends on the value. */
export interface Evaluated<T> {
  readonly least: T;
  readonly most: T;
  readonly isStatic: boolean;
}

export function evaluatedMembers(world: SchemaWorld, node: SchemaNode): Evaluated<EvaluatedMembers> {
  const [least, most] = [noMembers(), noMembers()];
  const visit: Walk['visit'] = (schema, _, isOwn, isSure) => {
    for (const into of isSure ? [least, most] : [most]) {
      for (const name of keysOf(member(schema, 'properties'))) into.names.add(name);
      for (const pattern of keysOf(member(schema, 'patternProperties'))) into.patterns.add(pattern);
      into.all ||= Object.hasOwn(schema, 'additionalProperties') || (!isOwn && Object.hasOwn(schema, 'unevaluatedProperties'));
    }
  };
  const state = walk(world, node, visit);
  if (state.isLost) most.all = true;
  const isNone = most.names.size === least.names.size && most.patterns.size === least.patterns.size && most.all === least.all;
  return { least, most, isStatic: least.all || isNone };
}

function noMembers(): EvaluatedMembers {
  return { all: false, names: new Set(), patterns: new Set() };
}

/** How many elements, from the first; infinite where all. */
export function evaluatedElements(world: SchemaWorld, node: SchemaNode): Evaluated<number> {
  let [least, most] = [0, 0];
  const visit: Walk['visit'] = (schema, { draft }, isOwn, isSure) => {
    const list = member(schema, draft === '2020-12' ? 'prefixItems' : 'items');
    let count = isArray(list) ? list.length : 0;
    const rest = draft !== '2020-12' && isArray(list) ? 'additionalItems' : 'items';
    if (Object.hasOwn(schema, rest) || (!isOwn && Object.hasOwn(schema, 'unevaluatedItems'))) count = Infinity;
    if (isSure) least = Math.max(least, count);
    // Since 2020-12 elements that "contains" finds are evaluated, wherever they are.
    most = Math.max(most, draft === '2020-12' && Object.hasOwn(schema, 'contains') ? Infinity : count);
  };
  const state = walk(world, node, visit);
  if (state.isLost) most = Infinity;
  return { least, most, isStatic: least === most };
}

interface Walk {
  readonly world: SchemaWorld;
  /** Those that were seen without a condition, and all. */
  readonly sure: Set<SchemaNode>;
  readonly seen: Set<SchemaNode>;
  readonly visit: (schema: JsonObject, node: SchemaNode, isOwn: boolean, isSure: boolean) => void;
  /** Some reference leads nobody knows where. */
  isLost: boolean;
}

function walk(world: SchemaWorld, node: SchemaNode, visit: Walk['visit']): Walk {
  const state: Walk = { world, sure: new Set(), seen: new Set(), visit, isLost: false };
  follow(state, node, true, true);
  return state;
}

function follow(state: Walk, node: SchemaNode, isOwn: boolean, isSure: boolean): void {
  const { schema, draft } = node;
  if (!isObject(schema) || (isSure ? state.sure : state.seen).has(node)) return;
  state.seen.add(node);
  if (isSure) state.sure.add(node);
  const standsAlone = !isSince(draft, '2019-09') && typeof member(schema, '$ref') === 'string';
  if (!standsAlone) state.visit(schema, node, isOwn, isSure);
  for (const keyword of ['$ref', '$recursiveRef', '$dynamicRef'] as const) {
    if (typeof member(schema, keyword) !== 'string' || !isKnown(keyword, node)) continue;
    const target = state.world.target(node, keyword);
    if (target === undefined || target.isDynamic) state.isLost = true;
    else follow(state, target.node, false, isSure);
  }
  if (standsAlone) return;
  for (const [tokens, isConditional] of branchesOf(node, schema)) {
    const branch = state.world.child(node, tokens);
    if (branch !== undefined) follow(state, branch, false, isSure && !isConditional);
  }
}

function isKnown(keyword: '$ref' | '$recursiveRef' | '$dynamicRef', { draft }: SchemaNode): boolean {
  return keyword === '$ref' || draft === (keyword === '$recursiveRef' ? '2019-09' : '2020-12');
}

/** Schemas over the same value, and whether they hold only for some values. */
function branchesOf(node: SchemaNode, schema: JsonObject): (readonly [tokens: readonly string[], isConditional: boolean])[] {
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = member(schema, keyword);
    return isArray(list) ? list.map((_, i) => [[keyword, String(i)], keyword !== 'allOf'] as const) : [];
  });
  const maps = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
    keysOf(member(schema, keyword)).map((name) => [[keyword, name], true] as const),
  );
  const conditions = isSince(node.draft, 'draft-07') ? (['if', 'then', 'else'] as const) : [];
  return [...lists, ...maps, ...conditions.map((keyword) => [[keyword], true] as const)];
}
