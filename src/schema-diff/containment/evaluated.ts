import { isArray, isObject, member, type JsonObject } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { keysOf } from './keys-of.ts';
import { isSince } from './reading.ts';

/** The members that a schema evaluates whatever the value is. */
export interface EvaluatedMembers {
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
}

interface Walk {
  readonly world: SchemaWorld;
  readonly seen: Set<SchemaNode>;
  readonly visit: (schema: JsonObject, node: SchemaNode, isOwn: boolean) => boolean;
}

/** Undefined where it depends on the value: something is evaluated under a condition. */
export function evaluatedMembers(world: SchemaWorld, node: SchemaNode): EvaluatedMembers | undefined {
  const names = new Set<string>();
  const patterns = new Set<string>();
  let all = false;
  const isStatic = walk(world, node, (schema, _, isOwn) => {
    for (const name of keysOf(member(schema, 'properties'))) names.add(name);
    for (const pattern of keysOf(member(schema, 'patternProperties'))) patterns.add(pattern);
    if (Object.hasOwn(schema, 'additionalProperties') || (!isOwn && Object.hasOwn(schema, 'unevaluatedProperties'))) all = true;
    return true;
  });
  return all || isStatic ? { all, names, patterns } : undefined;
}

/** How many elements, from the first; infinite where all. Undefined where it depends on the value. */
export function evaluatedElements(world: SchemaWorld, node: SchemaNode): number | undefined {
  let count = 0;
  const isStatic = walk(world, node, (schema, { draft }, isOwn) => {
    const list = member(schema, draft === '2020-12' ? 'prefixItems' : 'items');
    if (isArray(list)) count = Math.max(count, list.length);
    const hasRest =
      draft !== '2020-12' && isArray(list) ? Object.hasOwn(schema, 'additionalItems') : Object.hasOwn(schema, 'items');
    if (hasRest || (!isOwn && Object.hasOwn(schema, 'unevaluatedItems'))) count = Infinity;
    return draft !== '2020-12' || !Object.hasOwn(schema, 'contains');
  });
  return count === Infinity || isStatic ? count : undefined;
}

/** False where some part of what is evaluated is conditional. */
function walk(world: SchemaWorld, node: SchemaNode, visit: Walk['visit']): boolean {
  return follow({ world, seen: new Set(), visit }, node, true);
}

function follow(state: Walk, node: SchemaNode, isOwn: boolean): boolean {
  const { schema, draft } = node;
  if (!isObject(schema) || state.seen.has(node)) return true;
  state.seen.add(node);
  const standsAlone = !isSince(draft, '2019-09') && typeof member(schema, '$ref') === 'string';
  let isStatic = standsAlone || state.visit(schema, node, isOwn);
  for (const keyword of ['$ref', '$recursiveRef', '$dynamicRef'] as const) {
    if (typeof member(schema, keyword) !== 'string' || !isKnown(keyword, node)) continue;
    const target = state.world.target(node, keyword);
    if (target === undefined || target.isDynamic) isStatic = false;
    else if (!follow(state, target.node, false)) isStatic = false;
  }
  if (standsAlone) return isStatic;
  const all = member(schema, 'allOf');
  if (isArray(all)) for (const i of all.keys()) isStatic = followChild(state, node, ['allOf', String(i)]) && isStatic;
  return isStatic && !hasConditional(state, node, schema);
}

function isKnown(keyword: '$ref' | '$recursiveRef' | '$dynamicRef', { draft }: SchemaNode): boolean {
  return keyword === '$ref' || draft === (keyword === '$recursiveRef' ? '2019-09' : '2020-12');
}

function followChild(state: Walk, node: SchemaNode, tokens: readonly string[]): boolean {
  const child = state.world.child(node, tokens);
  return child === undefined || follow(state, child, false);
}

/** Whether a branch that holds only for some values may evaluate something. */
function hasConditional(state: Walk, node: SchemaNode, schema: JsonObject): boolean {
  const lists = ['anyOf', 'oneOf'].flatMap((keyword) => {
    const list = member(schema, keyword);
    return isArray(list) ? list.map((_, i) => [keyword, String(i)]) : [];
  });
  const maps = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
    keysOf(member(schema, keyword)).map((name) => [keyword, name]),
  );
  const conditions = isSince(node.draft, 'draft-07') ? [['if'], ['then'], ['else']] : [];
  return [...lists, ...maps, ...conditions].some((tokens) => {
    const branch = state.world.child(node, tokens);
    return branch !== undefined && mayEvaluate(branch);
  });
}

const evaluating = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'dependentSchemas',
  'dependencies',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
];

/** An over-estimate. */
function mayEvaluate({ schema }: SchemaNode): boolean {
  return isObject(schema) && evaluating.some((keyword) => Object.hasOwn(schema, keyword));
}
