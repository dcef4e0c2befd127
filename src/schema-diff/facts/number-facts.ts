import { isMultiple } from '../containment/decimal.ts';
import { found, seen, withValue, type Found, type Seen } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';

interface Bound {
  readonly limit: number;
  readonly isExclusive: boolean;
  readonly at: Stated;
  readonly keyword: string;
}

interface Ends {
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
}

export function numberFacts(place: Place): Found[] {
  return [...rangeFacts(place), ...stepFacts(place)];
}

function rangeFacts(place: Place): Found[] {
  const [old, now] = [endsOf(place.old), endsOf(place.new)];
  const [lower, upper] = [compare(old.lower, now.lower, 1), compare(old.upper, now.upper, -1)];
  const shifted = lower * upper < 0 && old.lower && old.upper && now.lower && now.upper;
  if (shifted) return [found(place, 'range-shifted', rangeSeen(place.old, old), rangeSeen(place.new, now))];
  return [...boundFacts(place, old.lower, now.lower, 1), ...boundFacts(place, old.upper, now.upper, -1)];
}

function boundFacts(place: Place, old: Bound | undefined, now: Bound | undefined, sense: 1 | -1): Found[] {
  const change = compare(old, now, sense);
  if (change === 0) return [];
  const [before, after] = [boundSeen(place.old, old), boundSeen(place.new, now)];
  if (old?.limit === now?.limit)
    return [found(place, change > 0 ? 'bound-made-exclusive' : 'bound-made-inclusive', before, after)];
  if (sense === 1) return [found(place, change > 0 ? 'minimum-raised' : 'minimum-lowered', before, after)];
  return [found(place, change > 0 ? 'maximum-lowered' : 'maximum-raised', before, after)];
}

/** Positive where the new bound is tighter. */
function compare(old: Bound | undefined, now: Bound | undefined, sense: 1 | -1): number {
  if (old === undefined || now === undefined) return Number(now !== undefined) - Number(old !== undefined);
  if (old.limit !== now.limit) return now.limit > old.limit ? sense : -sense;
  return Number(now.isExclusive) - Number(old.isExclusive);
}

function boundSeen(side: Side, bound: Bound | undefined): Seen {
  if (bound === undefined) return seen(side, undefined, []);
  return withValue(seen(side, bound.at, [bound.keyword]), bound.limit);
}

function rangeSeen(side: Side, { lower, upper }: Ends): Seen {
  return withValue(boundSeen(side, lower), [lower?.limit ?? null, upper?.limit ?? null]);
}

function endsOf(side: Side): Ends {
  return { lower: tightest(side, 'minimum', 'exclusiveMinimum', 1), upper: tightest(side, 'maximum', 'exclusiveMaximum', -1) };
}

/** In draft-04 the second keyword is a flag beside the first, later it is a bound of its own. */
function tightest(side: Side, plain: string, exclusive: string, sense: 1 | -1): Bound | undefined {
  let best: Bound | undefined;
  const offer = (at: Stated, keyword: string, isExclusive: boolean): void => {
    if (typeof at.value !== 'number') return;
    const bound = { limit: at.value, isExclusive, at, keyword };
    if (best === undefined || compare(best, bound, sense) > 0) best = bound;
  };
  for (const at of stated(side, plain)) {
    offer(at, plain, at.conjunct.node.draft === 'draft-04' && at.conjunct.schema[exclusive] === true);
  }
  for (const at of stated(side, exclusive)) offer(at, exclusive, true);
  return best;
}

function stepFacts(place: Place): Found[] {
  const [old, now] = [stated(place.old, 'multipleOf'), stated(place.new, 'multipleOf')];
  const [added, removed] = [now.filter((each) => isNew(each, old)), old.filter((each) => isNew(each, now))];
  const count = Math.max(added.length, removed.length);
  return Array.from({ length: count }, (_, i) => stepFact(place, removed[i], added[i]));
}

function stepFact(place: Place, old: Stated | undefined, now: Stated | undefined): Found {
  const rule =
    old === undefined || divides(old, now)
      ? 'multiple-of-coarsened'
      : now === undefined || divides(now, old)
        ? 'multiple-of-refined'
        : 'multiple-of-changed';
  return found(place, rule, seen(place.old, old, ['multipleOf']), seen(place.new, now, ['multipleOf']));
}

function divides(step: Stated | undefined, of: Stated | undefined): boolean {
  return typeof step?.value === 'number' && typeof of?.value === 'number' && isMultiple(of.value, step.value);
}

function isNew({ value }: Stated, others: readonly Stated[]): boolean {
  return others.every((other) => other.value !== value);
}
