import { isArray } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import type { Judgement } from '../change.ts';
import { found, seen, seenSchema, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { restOf, type Rest } from '../view/rest.ts';
import { childOf, stated, type Conjunct, type Side } from '../view/side.ts';
import { isTrivial } from '../view/trivial.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

/** More positions than this are compared as the rest of the list. */
const MAX_POSITIONS = 10_000;

interface Items {
  /** The schemas of each position of its own. */
  readonly positions: readonly (readonly SchemaNode[])[];
  readonly rest: Rest;
  readonly conjunct: Conjunct | undefined;
}

export function itemFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [itemsOf(place.old), itemsOf(place.new)];
  const count = Math.min(MAX_POSITIONS, Math.max(old.positions.length, now.positions.length));
  const positions = Array.from({ length: count }, (_, i) => positionFacts(place, i, old, now, comparing)).flat();
  return [...positions, ...restFacts(place, old, now, comparing), ...uniqueFacts(place)];
}

function positionFacts(place: Place, i: number, old: Items, now: Items, comparing: Comparing): Found[] {
  const [before, after] = [old.positions[i], now.positions[i]];
  const path = pathTo(place.path, `Item[${i}]`, false);
  if (before !== undefined && after !== undefined) return [...comparing.walk(place, { path, old: before, new: after }).found];
  if (after !== undefined) return addedFacts(place, i, after, old, now, comparing);
  return before === undefined ? [] : removedFacts(place, i, before, old, now, comparing);
}

function addedFacts(
  place: Place,
  i: number,
  nodes: readonly SchemaNode[],
  old: Items,
  now: Items,
  comparing: Comparing,
): Found[] {
  const [before, after] = [seenSchema(place.old, undefined), seenSchema(place.new, nodes[0], now.conjunct)];
  const more = { note: String(i) };
  if (old.rest.kind === 'closed') return [found(place, 'tuple-item-added-closed', before, after, more)];
  if (old.rest.kind === 'open' && isTrivial(place.new.world, nodes)) return [];
  const effect = between(old.rest, nodes, comparing, false);
  if (effect.backward === 'safe' && effect.forward === 'safe') return [];
  return [found(place, 'tuple-item-added-open', before, after, { ...more, ...effect })];
}

function removedFacts(
  place: Place,
  i: number,
  nodes: readonly SchemaNode[],
  old: Items,
  now: Items,
  comparing: Comparing,
): Found[] {
  const [before, after] = [seenSchema(place.old, nodes[0], old.conjunct), seenSchema(place.new, undefined)];
  const more = { note: String(i) };
  if (now.rest.kind === 'closed') return [found(place, 'tuple-item-removed-closed', before, after, more)];
  if (now.rest.kind === 'open' && isTrivial(place.old.world, nodes)) return [];
  const effect = between(now.rest, nodes, comparing, true);
  if (effect.backward === 'safe' && effect.forward === 'safe') return [];
  return [found(place, 'tuple-item-removed-open', before, after, { ...more, ...effect })];
}

/** Between the rest of one version and a position of the other. */
function between(
  rest: Rest,
  nodes: readonly SchemaNode[],
  comparing: Comparing,
  isOld: boolean,
): { backward: Judgement; forward: Judgement } {
  if (rest.kind !== 'schema') return isOld ? { backward: 'safe', forward: 'breaks' } : { backward: 'breaks', forward: 'safe' };
  const [general, named] = [rest.nodes[0], nodes[0]];
  if (general === undefined || named === undefined || rest.nodes.length + nodes.length > 2) {
    return { backward: 'unknown', forward: 'unknown' };
  }
  const [old, now] = isOld ? [named, general] : [general, named];
  return { backward: comparing.contained('backward', old, now), forward: comparing.contained('forward', old, now) };
}

function restFacts(place: Place, old: Items, now: Items, comparing: Comparing): Found[] {
  if (old.rest.kind !== 'schema' && old.rest.kind === now.rest.kind) return [];
  const [before, after] = [restSeen(place.old, old), restSeen(place.new, now)];
  if (old.rest.kind === 'schema' && now.rest.kind === 'schema') {
    const part = { path: pathTo(place.path, 'Item', false), old: old.rest.nodes, new: now.rest.nodes };
    return sumUp(place, comparing.walk(place, part), comparing, {
      narrowed: 'items-narrowed',
      widened: 'items-widened',
      changed: 'items-changed',
      old: before,
      new: after,
      takes: 'plain',
    });
  }
  const isTuple = old.positions.length + now.positions.length > 0;
  if (now.rest.kind === 'closed') return [found(place, isTuple ? 'tuple-closed' : 'items-narrowed', before, after)];
  if (old.rest.kind === 'closed') return [found(place, isTuple ? 'tuple-opened' : 'items-widened', before, after)];
  return [found(place, old.rest.kind === 'open' ? 'items-narrowed' : 'items-widened', before, after)];
}

function restSeen(side: Side, { rest, conjunct }: Items) {
  return seenSchema(side, rest.kind === 'open' ? undefined : rest.nodes[0], conjunct);
}

/** Up to 2019-09 a list in `items` is what `prefixItems` is later, and `additionalItems` the rest. */
function itemsOf(side: Side): Items {
  const parts = side.conjuncts.map((conjunct) => ({ conjunct, ...partsOf(side, conjunct) }));
  const telling = parts.filter(({ positions, rest }) => positions.length + rest.length > 0);
  const count = Math.min(MAX_POSITIONS, Math.max(0, ...telling.map(({ positions }) => positions.length)));
  return {
    positions: Array.from({ length: count }, (_, i) =>
      telling.flatMap(({ positions, rest }) => (positions[i] === undefined ? rest : [positions[i]])),
    ),
    rest: restOf(
      side,
      telling.flatMap(({ rest }) => rest),
    ),
    conjunct: telling[0]?.conjunct,
  };
}

function partsOf(side: Side, conjunct: Conjunct): { positions: readonly SchemaNode[]; rest: readonly SchemaNode[] } {
  const { schema, node } = conjunct;
  const isModern = node.draft === '2020-12';
  const keyword = isModern ? 'prefixItems' : 'items';
  const list = schema[keyword];
  if (!isArray(list)) return { positions: [], rest: childOf(side, conjunct, ['items']) };
  return {
    positions: list.flatMap((_, i) => childOf(side, conjunct, [keyword, String(i)])),
    rest: childOf(side, conjunct, [isModern ? 'items' : 'additionalItems']),
  };
}

function uniqueFacts(place: Place): Found[] {
  const keyword = 'uniqueItems';
  const [old, now] = [place.old, place.new].map((side) => stated(side, keyword).find(({ value }) => value === true));
  if ((old === undefined) === (now === undefined)) return [];
  const rule = now === undefined ? 'unique-items-removed' : 'unique-items-added';
  return [found(place, rule, seen(place.old, old, [keyword]), seen(place.new, now, [keyword]))];
}
