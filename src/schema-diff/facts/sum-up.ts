import type { Judgement } from '../change.ts';
import { worstOf } from '../effects/worst-of.ts';
import { plainRules } from '../rules/plain-type-rules.ts';
import { rules, type RuleId } from '../rules.ts';
import { found, type Found, type Seen } from '../view/found.ts';
import { pairOf, type Place } from '../view/place.ts';
import type { Comparing, Direction, Walked } from '../walk/comparing.ts';

export interface Summary {
  readonly narrowed: RuleId;
  readonly widened: RuleId;
  /** Where both; without it there is a fact of each. */
  readonly changed?: RuleId;
  readonly old: Seen;
  readonly new: Seen;
  readonly note?: string | undefined;
  /**
   * What is put into one fact: what is said of plain values at the part itself, everything that is said of it, or also what
   * is said of its own parts.
   */
  readonly takes: 'plain' | 'own' | 'all';
  /** What is refused there is accepted here. */
  readonly isInverted?: boolean;
}

/** Puts the facts about a part of a schema into one about the keyword that holds it; the others stay by themselves. */
export function sumUp(place: Place, walked: Walked, comparing: Comparing, summary: Summary): Found[] {
  const isTaken = (each: Found): boolean => takes(summary.takes, each, walked.place);
  const details = walked.found.filter(isTaken);
  const others = walked.found.filter((each) => !isTaken(each));
  if (details.length === 0) return others;
  const judged = {
    backward: judge('backward', details, walked.place, comparing),
    forward: judge('forward', details, walked.place, comparing),
  };
  if (judged.backward === 'safe' && judged.forward === 'safe') return others;
  const turned = summary.isInverted === true ? { backward: judged.forward, forward: judged.backward } : judged;
  return [...summaries(place, summary, details, turned), ...others];
}

function takes(kind: Summary['takes'], fact: Found, part: Place): boolean {
  if (rules[fact.rule].subject !== 'acceptance') return kind === 'all' && rules[fact.rule].subject === 'presence';
  if (kind === 'all') return true;
  return fact.path === part.path && (kind === 'own' || plainRules.has(fact.rule));
}

function judge(direction: Direction, details: readonly Found[], part: Place, comparing: Comparing): Judgement {
  const pair = pairOf(part);
  const proved = pair === undefined ? 'unknown' : comparing.contained(direction, ...pair);
  if (proved !== 'unknown') return proved;
  return worstOf(details.map((each) => each[direction] ?? rules[each.rule][direction]));
}

interface Judged {
  readonly backward: Judgement;
  readonly forward: Judgement;
}

function summaries(place: Place, summary: Summary, details: readonly Found[], { backward, forward }: Judged): Found[] {
  const { narrowed, widened, changed, old, new: now, note } = summary;
  const more = { details, note };
  if (forward === 'safe') return [found(place, narrowed, old, now, { ...more, backward, forward })];
  if (backward === 'safe') return [found(place, widened, old, now, { ...more, backward, forward })];
  if (changed !== undefined) return [found(place, changed, old, now, { ...more, backward, forward })];
  return [
    found(place, narrowed, old, now, { ...more, backward, forward: 'safe' }),
    found(place, widened, old, now, { ...more, backward: 'safe', forward }),
  ];
}
