import { isArray } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { branchName } from '../flatten/branch-name.ts';
import { rules, type RuleId } from '../rules.ts';
import { found, seen, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { childOf, sideOf, stated, type Side, type Stated } from '../view/side.ts';
import type { Comparing, Direction } from '../walk/comparing.ts';
import { matchBranches } from './match-branches.ts';
import { sumUp } from './sum-up.ts';
import { typesOf } from './type-facts.ts';

type Keyword = 'anyOf' | 'oneOf';

interface Group {
  readonly at: Stated;
  readonly branches: readonly SchemaNode[];
}

/** `anyOf` and `oneOf`; `allOf` is taken apart where the place is looked at. */
export function combinatorFacts(place: Place, comparing: Comparing): Found[] {
  return (['anyOf', 'oneOf'] as const).flatMap((keyword) => {
    const [old, now] = [groupsOf(place.old, keyword), groupsOf(place.new, keyword)];
    const count = Math.max(old.length, now.length);
    return Array.from({ length: count }, (_, i) => groupFacts(place, keyword, old[i], now[i], comparing)).flat();
  });
}

function groupsOf(side: Side, keyword: Keyword): Group[] {
  return stated(side, keyword).flatMap((at) =>
    isArray(at.value) ? [{ at, branches: at.value.flatMap((_, i) => childOf(side, at.conjunct, [keyword, String(i)])) }] : [],
  );
}

function groupFacts(
  place: Place,
  keyword: Keyword,
  old: Group | undefined,
  now: Group | undefined,
  comparing: Comparing,
): Found[] {
  if (old === undefined || now === undefined) {
    const note = ` (${keyword} ${old === undefined ? 'is new' : 'is gone'})`;
    return [
      found(place, 'combinator-rewritten', seen(place.old, old?.at, [keyword]), seen(place.new, now?.at, [keyword]), { note }),
    ];
  }
  const { pairs, added, removed } = matchBranches(place.old, old.branches, place.new, now.branches);
  return [
    ...pairs.flatMap(([before, after]) => branchFacts(place, keyword, [before, old], [after, now], comparing)),
    ...added.map((node) =>
      found(
        place,
        addedRule(keyword, node, now, place),
        seenSchema(place.old, undefined),
        seenSchema(place.new, node, now.at.conjunct),
        { note: nameOf(node) },
      ),
    ),
    ...removed.map((node) =>
      found(place, removedRule(keyword), seenSchema(place.old, node, old.at.conjunct), seenSchema(place.new, undefined), {
        note: nameOf(node),
      }),
    ),
  ];
}

function branchFacts(
  place: Place,
  keyword: Keyword,
  [before, old]: [SchemaNode, Group],
  [after, now]: [SchemaNode, Group],
  comparing: Comparing,
): Found[] {
  const isTwisted = keyword === 'oneOf' || place.isTwisted;
  const walked = comparing.walk(place, { path: place.path, old: [before], new: [after], isTwisted });
  const facts = sumUp(place, walked, comparing, {
    narrowed: 'any-of-branch-narrowed',
    widened: 'any-of-branch-widened',
    old: seenSchema(place.old, before, old.at.conjunct),
    new: seenSchema(place.new, after, now.at.conjunct),
    note: nameOf(after),
    takes: 'own',
  });
  return keyword === 'anyOf'
    ? facts
    : [...asOneOf(place, facts), ...overlapFacts(place, facts, [before, old], [after, now], comparing)];
}

/** What is said of the parts of a branch does not tell that its values match another branch now, or no longer. */
function overlapFacts(
  place: Place,
  facts: readonly Found[],
  [before, old]: [SchemaNode, Group],
  [after, now]: [SchemaNode, Group],
  comparing: Comparing,
): Found[] {
  if (facts.length === 0 || facts.some((each) => isSummary(each, place))) return [];
  const effect = { backward: overlap('backward', place, facts, comparing), forward: overlap('forward', place, facts, comparing) };
  if (effect.backward === 'safe' && effect.forward === 'safe') return [];
  const [oldSeen, newSeen] = [seenSchema(place.old, before, old.at.conjunct), seenSchema(place.new, after, now.at.conjunct)];
  return [found(place, 'one-of-branch-changed', oldSeen, newSeen, { note: nameOf(after), ...effect })];
}

function overlap(direction: Direction, place: Place, facts: readonly Found[], comparing: Comparing): 'breaks' | 'safe' {
  if (facts.some((each) => (each[direction] ?? rules[each.rule][direction]) === 'breaks')) return 'safe';
  return comparing.proof(place, direction) === 'breaks' ? 'breaks' : 'safe';
}

/** What a branch of `oneOf` loses, the whole may win. */
function asOneOf(place: Place, facts: readonly Found[]): Found[] {
  const first = facts.find((each) => isSummary(each, place));
  if (first === undefined) return [...facts];
  const summary: Found = { ...first, rule: 'one-of-branch-changed', backward: undefined, forward: undefined };
  return [summary, ...facts.filter((each) => !isSummary(each, place))];
}

function addedRule(keyword: Keyword, node: SchemaNode, { branches }: Group, place: Place): RuleId {
  if (keyword === 'anyOf') return 'any-of-branch-added';
  return isApart(node, branches, place.new) ? 'one-of-branch-added-disjoint' : 'one-of-branch-added-overlap';
}

function removedRule(keyword: Keyword): RuleId {
  return keyword === 'anyOf' ? 'any-of-branch-removed' : 'one-of-branch-removed';
}

/** Of other types than all other branches. */
function isApart(node: SchemaNode, branches: readonly SchemaNode[], { world }: Side): boolean {
  const own = typesOf(sideOf(world, [node]))?.kinds;
  if (own === undefined) return false;
  return branches.every((other) => {
    if (other === node) return true;
    const kinds = typesOf(sideOf(world, [other]))?.kinds;
    return kinds !== undefined && [...kinds].every((kind) => !own.has(kind));
  });
}

function nameOf({ schema }: SchemaNode): string {
  const name = branchName(schema);
  return name === undefined ? '' : ` (${name})`;
}

/** Of this combinator, and not of another one further in. */
function isSummary({ rule, details, place: at }: Found, place: Place): boolean {
  return at === place && details !== undefined && rule.startsWith('any-of-branch-');
}
