import type { Judgement } from '../change.ts';
import type { RuleId } from '../rules.ts';
import { found, seenSchema, withValue, lacking, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { restForName, type Rest } from '../view/rest.ts';
import { sideOf, type Side } from '../view/side.ts';
import { isTrivial } from '../view/trivial.ts';
import type { Comparing } from '../walk/comparing.ts';
import { isDeprecated } from './annotation-facts.ts';
import { declaredIn, formerNames, hasDefault, requiredIn, type Declared } from './property-map.ts';
import { requiredFacts } from './required-facts.ts';

/** Properties that came, went, got another name, or changed, and whether they have to be there. */
export function propertyFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [declaredIn(place.old, 'properties'), declaredIn(place.new, 'properties')];
  const [oldRequired, newRequired] = [requiredIn(place.old), requiredIn(place.new)];
  const facts: Found[] = [];
  const renamed = renames(place.new, old, now);
  const gone = new Set(renamed.values());
  for (const [name, declared] of now) {
    const former = renamed.get(name);
    const before = old.get(former ?? name);
    const required = newRequired.has(name) && !oldRequired.has(name);
    if (before === undefined) facts.push(...addedFacts(place, name, declared, required, comparing));
    else if (former === undefined) facts.push(...keptFacts(place, name, before, declared, comparing));
    else facts.push(...renamedFacts(place, former, name, before, declared, comparing));
  }
  for (const [name, declared] of old) {
    if (!now.has(name) && !gone.has(name)) facts.push(...removedFacts(place, name, declared, oldRequired.has(name), comparing));
  }
  return [...facts, ...requiredFacts(place, { old, new: now, renamed, oldRequired, newRequired })];
}

/** New names by declared old ones that are gone; a name is taken over once. */
function renames(side: Side, old: ReadonlyMap<string, Declared>, now: ReadonlyMap<string, Declared>): Map<string, string> {
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const [name, { nodes }] of now) {
    if (old.has(name)) continue;
    const former = formerNames(side, nodes).find((each) => old.has(each) && !now.has(each) && !taken.has(each));
    if (former === undefined) continue;
    renamed.set(name, former);
    taken.add(former);
  }
  return renamed;
}

function keptFacts(place: Place, name: string, old: Declared, now: Declared, comparing: Comparing): Found[] {
  const path = pathTo(place.path, name);
  const walked = comparing.walk(place, { path, old: old.nodes, new: now.nodes });
  if (walked.place.old.isFalse || !walked.place.new.isFalse) return [...walked.found];
  const forbidden = found(walked.place, 'property-forbidden', ...seenBoth(place, old, now));
  return [forbidden, ...walked.found.filter(({ rule }) => rule !== 'schema-closed')];
}

function seenBoth(place: Place, old: Declared | undefined, now: Declared | undefined) {
  return [seenSchema(place.old, old?.nodes[0], old?.conjunct), seenSchema(place.new, now?.nodes[0], now?.conjunct)] as const;
}

function renamedFacts(place: Place, former: string, name: string, old: Declared, now: Declared, comparing: Comparing): Found[] {
  const path = pathTo(place.path, name);
  const [before, after] = seenBoth(place, old, now);
  const renamed = found(place, 'property-renamed', withValue(before, former), withValue(after, name), { path });
  return [renamed, ...comparing.walk(place, { path, old: old.nodes, new: now.nodes }).found];
}

function addedFacts(place: Place, name: string, declared: Declared, isRequired: boolean, comparing: Comparing): Found[] {
  const { nodes } = declared;
  const rest = restForName(place.old, name);
  if (sideOf(place.new.world, nodes).isFalse) return forbiddenFacts(place, name, declared, rest);
  const [backward, forward] = [
    heldTo(rest, nodes, comparing, 'backward', place),
    heldTo(rest, nodes, comparing, 'forward', place),
  ];
  const path = pathTo(place.path, name);
  const [before, after] = seenBoth(place, undefined, declared);
  if (isRequired) {
    const rule = hasDefault(place.new, nodes) ? 'property-added-required-default' : 'property-added-required';
    return [found(place, rule, before, after, { path, forward })];
  }
  return [found(place, addedRule(rest, backward, forward), before, after, { path, backward, forward })];
}

function addedRule(rest: Rest, backward: Judgement, forward: Judgement): RuleId {
  if (rest.kind === 'closed') return 'property-added-closed';
  if (backward === 'safe') return 'property-added-covered';
  return rest.kind === 'open' || forward === 'safe' ? 'property-added-open' : 'property-added-conflicting';
}

function forbiddenFacts(place: Place, name: string, declared: Declared, rest: Rest): Found[] {
  if (rest.kind === 'closed') return [];
  return [found(place, 'property-forbidden', ...seenBoth(place, undefined, declared), { path: pathTo(place.path, name) })];
}

/**
 * Between what a version said of a name in general and what the other says of it by name.
 *
 * @param direction from the general to the named: `backward` asks whether all that was accepted before is accepted by name
 */
function heldTo(
  rest: Rest,
  nodes: readonly Place['old']['starts'][number][],
  comparing: Comparing,
  direction: 'backward' | 'forward',
  place: Place,
): Judgement {
  if (rest.kind === 'closed') return direction === 'backward' ? 'safe' : 'breaks';
  if (rest.kind === 'open') {
    return direction === 'forward' || isTrivial(place.new.world, nodes) ? 'safe' : 'breaks';
  }
  const [general, named] = [rest.nodes[0], nodes[0]];
  if (general === undefined || named === undefined || rest.nodes.length + nodes.length > 2) return 'unknown';
  return comparing.contained(direction, general, named);
}

function removedFacts(place: Place, name: string, declared: Declared, wasRequired: boolean, comparing: Comparing): Found[] {
  const before = sideOf(place.old.world, declared.nodes);
  const rest = restForName(place.new, name);
  if (before.isFalse && rest.kind === 'closed') return [];
  const effect = removedEffect(rest, declared, comparing, place);
  const rule = isDeprecated(before)
    ? 'property-removed-deprecated'
    : rest.kind === 'closed'
      ? 'property-removed-closed'
      : 'property-removed-open';
  const [old, now] = [seenSchema(place.old, declared.nodes[0], declared.conjunct), lacking(place.new)];
  const forward = wasRequired ? 'breaks' : effect.forward;
  return [found(place, rule, old, now, { path: pathTo(place.path, name), ...effect, forward })];
}

function removedEffect(
  rest: Rest,
  { nodes }: Declared,
  comparing: Comparing,
  place: Place,
): { backward: Judgement; forward: Judgement } {
  if (rest.kind === 'closed') return { backward: 'breaks', forward: 'safe' };
  if (rest.kind === 'open') return { backward: 'safe', forward: isTrivial(place.old.world, nodes) ? 'safe' : 'breaks' };
  const [general, named] = [rest.nodes[0], nodes[0]];
  if (general === undefined || named === undefined || rest.nodes.length + nodes.length > 2) {
    return { backward: 'unknown', forward: 'unknown' };
  }
  return { backward: comparing.contained('backward', named, general), forward: comparing.contained('forward', named, general) };
}
