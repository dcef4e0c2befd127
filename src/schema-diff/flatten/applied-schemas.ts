import { isArray, isObject, member, type JsonObject } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { branchName } from './branch-name.ts';
import { referenceKeywords } from './facts-of.ts';
import { isEarly, spokenKeywords } from '../../model/spoken-keywords.ts';

/** A schema that speaks about a value, always or in one branch only. */
export interface Applied {
  readonly node: SchemaNode;
  /** The branch; undefined where it always applies. */
  readonly when: string | undefined;
}

const alternatives = ['anyOf', 'oneOf'] as const;
const conditions = ['then', 'else'] as const;
const dependents = ['dependentSchemas', 'dependencies'] as const;

/** Branches of branches of branches are named no further. */
const MAX_NAME = 120;

/**
 * Every schema that speaks about a value, each once: those that some apply through references, `allOf` and branches. One that
 * always applies is listed so, even where a branch names it too, and before all that do not.
 *
 * @param spend called once for each; ends the search where it says false
 */
export function appliedSchemas(world: SchemaWorld, start: readonly Applied[], spend: () => boolean): Applied[] {
  const found = new Map<SchemaNode, Applied>();
  const always = start.filter(({ when }) => when === undefined);
  const sometimes = start.filter(({ when }) => when !== undefined);
  const queue = [...always];
  for (let i = 0; i < queue.length || sometimes.length > 0; i++) {
    if (i === queue.length) queue.push(...sometimes.splice(0, sometimes.length));
    const each = queue[i] as Applied;
    if (found.has(each.node)) continue;
    if (!spend()) break;
    found.set(each.node, each);
    const schema = spokenKeywords(each.node);
    queue.push(...unconditional(world, each, schema));
    sometimes.push(...conditional(world, each, schema));
  }
  return [...found.values()];
}

function unconditional(world: SchemaWorld, { node, when }: Applied, schema: JsonObject): Applied[] {
  const targets = referenceKeywords.flatMap((keyword) => world.target(node, keyword) ?? []);
  const nodes = [
    ...targets.filter(({ isDynamic }) => !isDynamic).map((each) => each.node),
    ...parts(world, node, schema, 'allOf'),
  ];
  return nodes.map((each) => ({ node: each, when }));
}

function conditional(world: SchemaWorld, applied: Applied, schema: JsonObject): Applied[] {
  const { node } = applied;
  const found = alternatives.flatMap((keyword) =>
    parts(world, node, schema, keyword).map((each, i) => branch(each, applied, branchName(each.schema) ?? `${keyword} ${i + 1}`)),
  );
  if (node.draft !== 'draft-04' && node.draft !== 'draft-06' && Object.hasOwn(schema, 'if')) {
    for (const keyword of conditions) {
      const child = world.child(node, [keyword]);
      if (child !== undefined) found.push(branch(child, applied, keyword));
    }
  }
  for (const keyword of dependents) {
    if (keyword === 'dependentSchemas' && isEarly(node.draft)) continue;
    const map = member(schema, keyword);
    if (!isObject(map)) continue;
    for (const name of Object.keys(map)) {
      const child = world.child(node, [keyword, name]);
      if (child !== undefined) found.push(branch(child, applied, `with ${JSON.stringify(name)}`));
    }
  }
  return found;
}

function branch(node: SchemaNode, { when }: Applied, name: string): Applied {
  const whole = when === undefined ? name : `${when}, ${name}`;
  return { node, when: whole.length > MAX_NAME ? (when ?? name.slice(0, MAX_NAME)) : whole };
}

function parts(world: SchemaWorld, node: SchemaNode, schema: JsonObject, keyword: string): SchemaNode[] {
  const list = member(schema, keyword);
  return isArray(list) ? list.flatMap((_, i) => world.child(node, [keyword, String(i)]) ?? []) : [];
}
