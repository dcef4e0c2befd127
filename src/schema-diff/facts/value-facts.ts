import { canonicalJson } from '../../model/canonical-json.ts';
import { isArray, type JsonValue } from '../../model/json.ts';
import { showAll } from '../rules/show.ts';
import { found, seen, withValue, type Found, type Seen } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side, type Stated } from '../view/side.ts';

interface Values {
  /** By their canonical text, in the order in which they are written. */
  readonly allowed: ReadonlyMap<string, JsonValue>;
  readonly isConstant: boolean;
  readonly seen: Seen;
}

/** `enum` and `const` in one: a constant is a list of one. */
export function valueFacts(place: Place): Found[] {
  const [old, now] = [valuesOf(place.old), valuesOf(place.new)];
  if (old === undefined && now === undefined) return [];
  const [oldSeen, newSeen] = [old?.seen ?? seen(place.old, undefined, []), now?.seen ?? seen(place.new, undefined, [])];
  if (old === undefined) return [found(place, now?.isConstant === true ? 'const-added' : 'enum-added', oldSeen, newSeen)];
  if (now === undefined) return [found(place, old.isConstant ? 'const-removed' : 'enum-removed', oldSeen, newSeen)];
  const added = missingIn(now, old);
  const removed = missingIn(old, now);
  if (added.length === 0 && removed.length === 0) return sameValues(place, old, now);
  if (old.isConstant && now.isConstant) return [found(place, 'const-changed', oldSeen, newSeen)];
  const facts: Found[] = [];
  if (added.length > 0) facts.push(found(place, 'enum-value-added', oldSeen, newSeen, { note: showAll(added) }));
  if (removed.length > 0) facts.push(found(place, 'enum-value-removed', oldSeen, newSeen, { note: showAll(removed) }));
  return facts;
}

function sameValues(place: Place, old: Values, now: Values): Found[] {
  if (old.isConstant !== now.isConstant) return [found(place, 'const-to-enum', old.seen, now.seen)];
  const keys = [...now.allowed.keys()];
  const isReordered = [...old.allowed.keys()].some((key, i) => key !== keys[i]);
  return isReordered ? [found(place, 'enum-reordered', old.seen, now.seen)] : [];
}

function missingIn(values: Values, others: Values): JsonValue[] {
  return [...values.allowed].filter(([key]) => !others.allowed.has(key)).map(([, value]) => value);
}

function valuesOf(side: Side): Values | undefined {
  const all = [...stated(side, 'const'), ...stated(side, 'enum').filter(({ value }) => isArray(value))];
  const [first, ...rest] = all.map((at) => readValues(side, at));
  if (first === undefined || rest.length === 0) return first;
  const shared = [...first.allowed].filter(([key]) => rest.every(({ allowed: more }) => more.has(key)));
  const allowed = new Map(shared);
  return { allowed, isConstant: first.isConstant, seen: withValue(first.seen, [...allowed.values()]) };
}

function readValues(side: Side, at: Stated): Values {
  const { schema } = at.conjunct;
  const isConstant = Object.hasOwn(schema, 'const') && schema['const'] === at.value;
  const list = isConstant ? [at.value] : (at.value as readonly JsonValue[]);
  const allowed = new Map(list.map((value) => [canonicalJson(value), value]));
  return { allowed, isConstant, seen: seen(side, at, [isConstant ? 'const' : 'enum']) };
}
