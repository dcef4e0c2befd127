import type { SchemaNode } from '../../model/schema-world.ts';
import type { RuleId } from '../rules.ts';
import { found, seen, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { restOf, type Rest } from '../view/rest.ts';
import { childOf, stated, type Side } from '../view/side.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

interface RestRow {
  readonly keyword: string;
  readonly segment: string;
  readonly closed: RuleId;
  readonly opened: RuleId;
  readonly narrowed: RuleId;
  readonly widened: RuleId;
  readonly changed?: RuleId;
}

const rows: readonly RestRow[] = [
  {
    keyword: 'additionalProperties',
    segment: '*',
    closed: 'additional-properties-closed',
    opened: 'additional-properties-opened',
    narrowed: 'additional-properties-narrowed',
    widened: 'additional-properties-widened',
    changed: 'additional-properties-changed',
  },
  {
    keyword: 'unevaluatedProperties',
    segment: '*',
    closed: 'unevaluated-properties-closed',
    opened: 'unevaluated-properties-opened',
    narrowed: 'unevaluated-properties-closed',
    widened: 'unevaluated-properties-opened',
  },
  {
    keyword: 'unevaluatedItems',
    segment: 'Item',
    closed: 'unevaluated-items-closed',
    opened: 'unevaluated-items-opened',
    narrowed: 'unevaluated-items-closed',
    widened: 'unevaluated-items-opened',
  },
];

/** What is said of the parts that nothing else describes. */
export function additionalFacts(place: Place, comparing: Comparing): Found[] {
  return rows.flatMap((row) => compareRest(place, row, comparing));
}

function compareRest(place: Place, row: RestRow, comparing: Comparing): Found[] {
  const [oldNodes, newNodes] = [nodesOf(place.old, row.keyword), nodesOf(place.new, row.keyword)];
  const [old, now] = [restOf(place.old, oldNodes), restOf(place.new, newNodes)];
  if (old.kind !== 'schema' && old.kind === now.kind) return [];
  const [before, after] = [seenAt(place.old, row.keyword), seenAt(place.new, row.keyword)];
  if (old.kind === 'schema' && now.kind === 'schema') {
    const part = { path: pathTo(place.path, row.segment, false), old: old.nodes, new: now.nodes };
    return sumUp(place, comparing.walk(place, part), comparing, { ...row, old: before, new: after, takes: 'plain' });
  }
  return [found(place, ruleOf(row, old, now), before, after)];
}

function ruleOf(row: RestRow, old: Rest, now: Rest): RuleId {
  if (now.kind === 'closed') return row.closed;
  if (old.kind === 'closed') return row.opened;
  return old.kind === 'open' ? row.narrowed : row.widened;
}

function nodesOf(side: Side, keyword: string): SchemaNode[] {
  return stated(side, keyword).flatMap(({ conjunct }) => childOf(side, conjunct, [keyword]));
}

function seenAt(side: Side, keyword: string) {
  return seen(side, stated(side, keyword)[0], [keyword]);
}
