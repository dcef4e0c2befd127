import { found, seen, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { restOf } from '../view/rest.ts';
import { childOf, stated, type Side } from '../view/side.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

const keyword = 'propertyNames';

export function nameFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [restFor(place.old), restFor(place.new)];
  if (old.kind === 'open' && now.kind === 'open') return [];
  const [before, after] = [
    seen(place.old, stated(place.old, keyword)[0], [keyword]),
    seen(place.new, stated(place.new, keyword)[0], [keyword]),
  ];
  if (old.kind === 'open') return [found(place, 'property-names-narrowed', before, after)];
  if (now.kind === 'open') return [found(place, 'property-names-widened', before, after)];
  const walked = comparing.walk(place, { path: pathTo(place.path, '(names)', false), old: old.nodes, new: now.nodes });
  const summary = { narrowed: 'property-names-narrowed', widened: 'property-names-widened', takes: 'all' } as const;
  return sumUp(place, walked, comparing, { ...summary, old: before, new: after }).filter(({ path }) => path === place.path);
}

function restFor(side: Side) {
  return restOf(
    side,
    stated(side, keyword).flatMap(({ conjunct }) => childOf(side, conjunct, [keyword])),
  );
}
