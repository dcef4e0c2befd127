import { isArray, type JsonValue } from '../../model/json.ts';
import { found, seen, withValue, type Found, type Seen } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { stated, type Side } from '../view/side.ts';

/** Numbers that are no integers: what `number` has beyond `integer`. */
const fraction = 'fraction';

interface Types {
  readonly kinds: ReadonlySet<string>;
  readonly seen: Seen;
}

export function typeFacts(place: Place): Found[] {
  const [old, now] = [typesOf(place.old), typesOf(place.new)];
  if (old === undefined && now === undefined) return [];
  const [oldSeen, newSeen] = [old?.seen ?? seen(place.old, undefined, []), now?.seen ?? seen(place.new, undefined, [])];
  if (old === undefined) return [found(place, 'type-added', oldSeen, newSeen)];
  if (now === undefined) return [found(place, 'type-removed', oldSeen, newSeen)];
  const rule = ruleOf(without(now.kinds, old.kinds), without(old.kinds, now.kinds));
  return rule === undefined ? [] : [found(place, rule, oldSeen, newSeen)];
}

function ruleOf(added: readonly string[], removed: readonly string[]) {
  if (added.length > 0 && removed.length > 0) return 'type-changed';
  if (added.length > 0) return isNull(added) ? 'nullable-added' : 'type-widened';
  if (removed.length > 0) return isNull(removed) ? 'nullable-removed' : 'type-narrowed';
  return undefined;
}

function isNull(kinds: readonly string[]): boolean {
  return kinds.length === 1 && kinds[0] === 'null';
}

function without(kinds: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...kinds].filter((kind) => !others.has(kind));
}

/** What all statements of `type` allow together. */
export function typesOf(side: Side): Types | undefined {
  const all = stated(side, 'type');
  const [first, ...rest] = all;
  if (first === undefined) return undefined;
  let kinds = kindsOf(first.value);
  for (const { value } of rest) {
    const more = kindsOf(value);
    kinds = new Set([...kinds].filter((kind) => more.has(kind)));
  }
  const whole = seen(side, first, ['type']);
  return { kinds, seen: rest.length === 0 ? whole : withValue(whole, namesOf(kinds)) };
}

export function kindsOf(value: JsonValue): Set<string> {
  const kinds = new Set<string>();
  for (const name of isArray(value) ? value : [value]) {
    if (name === 'number') kinds.add('integer').add(fraction);
    else if (typeof name === 'string') kinds.add(name);
  }
  return kinds;
}

function namesOf(kinds: ReadonlySet<string>): JsonValue {
  const names = [...kinds]
    .filter((kind) => kind !== fraction)
    .map((kind) => (kind === 'integer' && kinds.has(fraction) ? 'number' : kind));
  return names.length === 1 ? (names[0] as string) : names;
}
