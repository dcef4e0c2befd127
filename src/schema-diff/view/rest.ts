import { isObject, member, type JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { childOf, sideOf, type Conjunct, type Side } from './side.ts';
import { speaks } from './speaks.ts';
import { isTrivial } from './trivial.ts';

/** What a schema says of parts that it does not describe: anything, nothing, or what some schemas accept. */
export type Rest =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly nodes: readonly SchemaNode[] }
  | { readonly kind: 'schema'; readonly nodes: readonly SchemaNode[] };

export function restOf(side: Side, nodes: readonly SchemaNode[]): Rest {
  const telling = nodes.filter((node) => !isTrivial(side.world, [node]));
  if (telling.length === 0) return { kind: 'open' };
  return { kind: telling.some((node) => isClosed(side, node)) ? 'closed' : 'schema', nodes: telling };
}

function isClosed(side: Side, node: SchemaNode): boolean {
  return node.schema === false || sideOf(side.world, [node]).isFalse;
}

/** What applies to a name that is not among the `properties` of this version. */
export function restForName(side: Side, name: string): Rest {
  return restOf(
    side,
    side.conjuncts.flatMap((conjunct) => applied(side, conjunct, name)),
  );
}

function applied(side: Side, conjunct: Conjunct, name: string): SchemaNode[] {
  const { schema, node } = conjunct;
  const properties = member(schema, 'properties');
  if (isObject(properties) && Object.hasOwn(properties, name)) return [];
  const matched = matchedBy(side.world, member(schema, 'patternProperties'), name).flatMap((pattern) =>
    childOf(side, conjunct, ['patternProperties', pattern]),
  );
  if (matched.length > 0) return matched;
  const keyword = ['additionalProperties', 'unevaluatedProperties'].find(
    (each) => Object.hasOwn(schema, each) && speaks(node.draft, each),
  );
  return keyword === undefined ? [] : childOf(side, conjunct, [keyword]);
}

function matchedBy({ checks }: SchemaWorld, patterns: JsonValue | undefined, name: string): string[] {
  return isObject(patterns) ? Object.keys(patterns).filter((pattern) => checks.matches(pattern, name) === true) : [];
}
