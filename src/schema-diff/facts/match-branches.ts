import { canonicalJson } from '../../model/canonical-json.ts';
import { isObject, member } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { branchName } from '../flatten/branch-name.ts';
import { sideOf, type Side } from '../view/side.ts';
import { typesOf } from './type-facts.ts';

export interface MatchedBranches {
  readonly pairs: readonly (readonly [old: SchemaNode, now: SchemaNode])[];
  readonly added: readonly SchemaNode[];
  readonly removed: readonly SchemaNode[];
}

/** A text of a schema that is longer is told from others by what follows. */
const longest = 100_000;

/**
 * Which branch of the one version is which of the other: those that are written alike, then those that are called alike (a
 * reference, a title, a constant that tells them apart), then those of the same types, then the rest in their order as long as
 * their types overlap. The order means nothing otherwise. About linear in the number of branches.
 */
export function matchBranches(
  old: Side,
  oldBranches: readonly SchemaNode[],
  now: Side,
  newBranches: readonly SchemaNode[],
): MatchedBranches {
  const left = { old: new Set(oldBranches), new: new Set(newBranches) };
  const pairs: [SchemaNode, SchemaNode][] = [];
  const take = (a: SchemaNode, b: SchemaNode): void => {
    pairs.push([a, b]);
    left.old.delete(a);
    left.new.delete(b);
  };
  for (const keyOf of [textOf, nameOf])
    matchBy(
      (node) => keyOf(node),
      (node) => keyOf(node),
      left,
      take,
    );
  matchBy(
    (node) => typeKey(old, node),
    (node) => typeKey(now, node),
    left,
    take,
  );
  const rest = [...left.old];
  if (rest.length === left.new.size) {
    for (const [i, b] of [...left.new].entries()) {
      const a = rest[i] as SchemaNode;
      if (overlaps(typesAt(old, a), typesAt(now, b))) take(a, b);
    }
  }
  return { pairs, added: [...left.new], removed: [...left.old] };
}

type KeyOf = (node: SchemaNode) => string | undefined;

interface Left {
  readonly old: ReadonlySet<SchemaNode>;
  readonly new: ReadonlySet<SchemaNode>;
}

function matchBy(oldKey: KeyOf, newKey: KeyOf, left: Left, take: (old: SchemaNode, now: SchemaNode) => void): void {
  const waiting = new Map<string, SchemaNode[]>();
  for (const node of [...left.old].reverse()) {
    const key = oldKey(node);
    if (key === undefined) continue;
    const alike = waiting.get(key) ?? [];
    alike.push(node);
    waiting.set(key, alike);
  }
  for (const node of left.new) {
    const key = newKey(node);
    const partner = key === undefined ? undefined : waiting.get(key)?.pop();
    if (partner !== undefined) take(partner, node);
  }
}

function textOf({ schema }: SchemaNode): string | undefined {
  const text = canonicalJson(schema);
  return text.length > longest ? undefined : text;
}

function nameOf({ schema }: SchemaNode): string | undefined {
  if (!isObject(schema)) return undefined;
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') return `$ref ${reference}`;
  return branchName(schema);
}

function typesAt(side: Side, node: SchemaNode): ReadonlySet<string> | undefined {
  return typesOf(sideOf(side.world, [node]))?.kinds;
}

function typeKey(side: Side, node: SchemaNode): string | undefined {
  const types = typesAt(side, node);
  return types === undefined ? undefined : [...types].sort().join(' ');
}

function overlaps(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a === undefined || b === undefined || [...a].some((kind) => b.has(kind));
}
