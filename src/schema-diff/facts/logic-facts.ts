import type { RuleId } from '../rules.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { childOf, stated, type Side, type Stated } from '../view/side.ts';
import { isTrivial } from '../view/trivial.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

/** `not`, and `if` with its branches. */
export function logicFacts(place: Place, comparing: Comparing): Found[] {
  return [...negationFacts(place, comparing), ...conditionFacts(place, comparing)];
}

function negationFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [stated(place.old, 'not'), stated(place.new, 'not')];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, i) => {
    const rules = { narrowed: 'not-widened', widened: 'not-narrowed', takes: 'all', isInverted: true } as const;
    return compare(place, 'not', old[i], now[i], rules, comparing);
  }).flat();
}

interface Rules {
  readonly narrowed: RuleId;
  readonly widened: RuleId;
  readonly takes: 'own' | 'all';
  readonly isInverted?: boolean;
  readonly note?: string;
}

function compare(
  place: Place,
  keyword: string,
  old: Stated | undefined,
  now: Stated | undefined,
  rules: Rules,
  comparing: Comparing,
): Found[] {
  const [before, after] = [seen(place.old, old, [keyword]), seen(place.new, now, [keyword])];
  const { note } = rules;
  if (old === undefined) return now === undefined ? [] : [found(place, rules.narrowed, before, after, { note })];
  if (now === undefined) return [found(place, rules.widened, before, after, { note })];
  const [oldNodes, newNodes] = [childOf(place.old, old.conjunct, [keyword]), childOf(place.new, now.conjunct, [keyword])];
  const isTwisted = place.isTwisted || rules.isInverted === true;
  const walked = comparing.walk(place, { path: place.path, old: oldNodes, new: newNodes, isTwisted });
  return sumUp(place, walked, comparing, { ...rules, old: before, new: after });
}

interface Condition {
  readonly at: Stated;
  readonly then: Stated | undefined;
  readonly else: Stated | undefined;
}

function conditionFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [conditionsOf(place.old), conditionsOf(place.new)];
  const facts: Found[] = [];
  for (let i = 0; i < Math.max(old.length, now.length); i += 1) {
    const [before, after] = [old[i], now[i]];
    if (isTelling(before) && isTelling(after)) facts.push(...ifFacts(place, before.at, after.at, comparing));
    for (const keyword of ['then', 'else'] as const) {
      const rules = { narrowed: 'then-narrowed', widened: 'then-widened', takes: 'own', note: keyword } as const;
      facts.push(...compare(place, keyword, before?.[keyword], after?.[keyword], rules, comparing));
    }
  }
  return facts;
}

function isTelling(condition: Condition | undefined): condition is Condition {
  return condition !== undefined && (condition.then !== undefined || condition.else !== undefined);
}

function ifFacts(place: Place, old: Stated, now: Stated, comparing: Comparing): Found[] {
  const part = {
    path: place.path,
    old: childOf(place.old, old.conjunct, ['if']),
    new: childOf(place.new, now.conjunct, ['if']),
    isTwisted: true,
  };
  const [before, after] = [seen(place.old, old, ['if']), seen(place.new, now, ['if'])];
  const summary = { narrowed: 'if-changed', widened: 'if-changed', changed: 'if-changed', takes: 'all' } as const;
  return sumUp(place, comparing.walk(place, part), comparing, { ...summary, old: before, new: after }).map((each) =>
    each.rule === 'if-changed' && each.details !== undefined ? { ...each, backward: undefined, forward: undefined } : each,
  );
}

/** Without `if` neither branch says anything. */
function conditionsOf(side: Side): Condition[] {
  return stated(side, 'if').map((at) => ({ at, then: branchOf(side, at, 'then'), else: branchOf(side, at, 'else') }));
}

function branchOf(side: Side, { conjunct }: Stated, keyword: string): Stated | undefined {
  const nodes = childOf(side, conjunct, [keyword]);
  const value = conjunct.schema[keyword];
  return value === undefined || nodes.length === 0 || isTrivial(side.world, nodes) ? undefined : { conjunct, value };
}
