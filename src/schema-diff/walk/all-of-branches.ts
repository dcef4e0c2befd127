import { canonicalJson } from '../../model/canonical-json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { rules } from '../rules.ts';
import { found, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import type { Side } from '../view/side.ts';

/**
 * Puts what came or went with a whole branch of `allOf` into one fact. What the branch says of parts of the value stays by
 * itself, and so does everything where only one version has an `allOf`: then it was wrapped, or unwrapped.
 */
export function sumUpBranches(place: Place, facts: readonly Found[]): readonly Found[] {
  const [old, now] = [branchesOf(place.old), branchesOf(place.new)];
  if (old.size === 0 || now.size === 0) return facts;
  const added = unmatched(now, old);
  const removed = unmatched(old, now);
  if (added.size === 0 && removed.size === 0) return facts;
  const taken = new Map<SchemaNode, Found[]>();
  const rest = facts.filter((fact) => {
    const branch = branchOf(fact, place, added, removed);
    if (branch !== undefined) taken.set(branch, [...(taken.get(branch) ?? []), fact]);
    return branch === undefined;
  });
  const sums = [...taken].map(([branch, details]) => {
    if (added.has(branch))
      return found(place, 'all-of-branch-added', seenSchema(place.old, undefined), seenSchema(place.new, branch), { details });
    return found(place, 'all-of-branch-removed', seenSchema(place.old, branch), seenSchema(place.new, undefined), { details });
  });
  return [...rest, ...sums];
}

function branchesOf({ conjuncts }: Side): Set<SchemaNode> {
  return new Set(conjuncts.flatMap(({ branch }) => (branch === undefined ? [] : [branch])));
}

/** By what is written; as many as there are more than in the other version. */
function unmatched(branches: ReadonlySet<SchemaNode>, others: ReadonlySet<SchemaNode>): Set<SchemaNode> {
  if (branches.size <= others.size) return new Set();
  const texts = new Set([...others].map(({ schema }) => canonicalJson(schema)));
  const left = [...branches].filter(({ schema }) => !texts.has(canonicalJson(schema)));
  return left.length === branches.size - others.size ? new Set(left) : new Set();
}

/** The new branch that brought the fact, or the old one that it went with; a fact that both versions have a side of stays. */
function branchOf(
  fact: Found,
  place: Place,
  added: ReadonlySet<SchemaNode>,
  removed: ReadonlySet<SchemaNode>,
): SchemaNode | undefined {
  if (fact.path !== place.path || fact.place !== place || rules[fact.rule].subject !== 'acceptance') return undefined;
  const { oldBranch, newBranch } = fact;
  if (fact.old.value === undefined && newBranch !== undefined && added.has(newBranch)) return newBranch;
  return fact.new.value === undefined && oldBranch !== undefined && removed.has(oldBranch) ? oldBranch : undefined;
}
