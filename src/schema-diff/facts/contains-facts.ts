import { isArray, isObject } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { found, seen, type Found, type Seen } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { childOf, stated, type Side, type Stated } from '../view/side.ts';
import { speaks } from '../view/speaks.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

interface Contains {
  readonly at: Stated;
  readonly nodes: readonly SchemaNode[];
  readonly min: number;
  readonly max: number;
}

/** With several of them (in `allOf`) the first ones are compared, and so on. */
export function containsFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [containsOf(place.old), containsOf(place.new)];
  const count = Math.max(old.length, now.length);
  return Array.from({ length: count }, (_, i) => compare(place, old[i], now[i], comparing)).flat();
}

function compare(place: Place, old: Contains | undefined, now: Contains | undefined, comparing: Comparing): Found[] {
  const [before, after] = [seen(place.old, old?.at, ['contains']), seen(place.new, now?.at, ['contains'])];
  if (old === undefined) return [found(place, 'contains-narrowed', before, after)];
  if (now === undefined) return [found(place, 'contains-widened', before, after)];
  return [...schemaFacts(place, old, now, [before, after], comparing), ...boundFacts(place, old, now)];
}

/** Under a finite maximum an item that counts in addition can be one too many. */
function schemaFacts(place: Place, old: Contains, now: Contains, [before, after]: [Seen, Seen], comparing: Comparing): Found[] {
  const walked = comparing.walk(place, { path: pathTo(place.path, 'Item', false), old: old.nodes, new: now.nodes });
  const isBounded = old.max !== Infinity || now.max !== Infinity;
  const facts = sumUp(place, walked, comparing, {
    narrowed: 'contains-narrowed',
    widened: 'contains-widened',
    old: before,
    new: after,
    takes: 'all',
  });
  const [summary] = facts;
  if (!isBounded || summary === undefined || summary.details === undefined) return facts;
  const others = facts.filter((each) => each.details === undefined);
  return [found(place, 'contains-changed-bounded', before, after, { details: summary.details }), ...others];
}

function boundFacts(place: Place, old: Contains, now: Contains): Found[] {
  const facts: Found[] = [];
  const at = (side: Side, each: Contains, keyword: string): Seen => {
    const isStated = Object.hasOwn(each.at.conjunct.schema, keyword);
    return seen(side, isStated ? { conjunct: each.at.conjunct, value: each.at.conjunct.schema[keyword] ?? null } : undefined, [
      keyword,
    ]);
  };
  const add = (keyword: string, rule: Found['rule']): void => {
    facts.push(found(place, rule, at(place.old, old, keyword), at(place.new, now, keyword)));
  };
  if (old.min !== now.min) add('minContains', now.min > old.min ? 'min-contains-raised' : 'min-contains-lowered');
  if (old.max !== now.max) add('maxContains', now.max < old.max ? 'max-contains-lowered' : 'max-contains-raised');
  return facts;
}

/** One that asks for nothing (`minContains: 0` without a maximum) is none. */
function containsOf(side: Side): Contains[] {
  return stated(side, 'contains').flatMap((at) => {
    if (isArray(at.value) || (!isObject(at.value) && typeof at.value !== 'boolean')) return [];
    const { schema, node } = at.conjunct;
    const counts = speaks(node.draft, 'minContains');
    const { minContains, maxContains } = schema;
    const min = counts && typeof minContains === 'number' ? minContains : 1;
    const max = counts && typeof maxContains === 'number' ? maxContains : Infinity;
    return min <= 0 && max === Infinity ? [] : [{ at, nodes: childOf(side, at.conjunct, ['contains']), min, max }];
  });
}
