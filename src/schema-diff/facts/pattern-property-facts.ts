import { canonicalJson } from '../../model/canonical-json.ts';
import type { Judgement } from '../change.ts';
import { found, lacking, seenSchema, withValue, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import { childOf, stated, type Side } from '../view/side.ts';
import { restOf } from '../view/rest.ts';
import { isTrivial } from '../view/trivial.ts';
import { escapeToken } from '../../model/pointer.ts';
import type { Comparing } from '../walk/comparing.ts';
import { declaredIn, type Declared } from './property-map.ts';
import { sumUp } from './sum-up.ts';

export function patternPropertyFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [declaredIn(place.old, 'patternProperties'), declaredIn(place.new, 'patternProperties')];
  const kept = [...now].filter(([pattern]) => old.has(pattern));
  const added = new Map([...now].filter(([pattern]) => !old.has(pattern)));
  const removed = new Map([...old].filter(([pattern]) => !now.has(pattern)));
  const facts = kept.flatMap(([pattern, declared]) =>
    keptFacts(place, pattern, old.get(pattern) as Declared, declared, comparing),
  );
  facts.push(...rewritten(place, removed, added));
  for (const [pattern, declared] of added) facts.push(...addedFacts(place, pattern, declared));
  for (const [pattern, declared] of removed) facts.push(...removedFacts(place, pattern, declared));
  return facts;
}

function keptFacts(place: Place, pattern: string, old: Declared, now: Declared, comparing: Comparing): Found[] {
  const path = pathTo(place.path, `<${escapeToken(pattern)}>`, false);
  const walked = comparing.walk(place, { path, old: old.nodes, new: now.nodes });
  return sumUp(place, walked, comparing, {
    narrowed: 'pattern-property-narrowed',
    widened: 'pattern-property-widened',
    old: seenAt(place.old, old),
    new: seenAt(place.new, now),
    note: JSON.stringify(pattern),
    takes: 'plain',
  });
}

function seenAt(side: Side, { nodes, conjunct }: Declared) {
  return seenSchema(side, nodes[0], conjunct);
}

/** The same schema under another pattern; takes both out of the lists. */
function rewritten(place: Place, removed: Map<string, Declared>, added: Map<string, Declared>): Found[] {
  const byText = new Map([...removed].map(([pattern, declared]) => [textOf(declared), pattern]));
  const facts: Found[] = [];
  for (const [pattern, declared] of added) {
    const former = byText.get(textOf(declared));
    const before = former === undefined ? undefined : removed.get(former);
    if (former === undefined || before === undefined) continue;
    removed.delete(former);
    added.delete(pattern);
    const old = withValue(seenAt(place.old, before), former);
    facts.push(found(place, 'pattern-property-key-changed', old, withValue(seenAt(place.new, declared), pattern)));
  }
  return facts;
}

function textOf({ nodes }: Declared): string {
  return canonicalJson(nodes.map(({ schema }) => schema));
}

/** In a closed object a pattern allows names, in an open one it holds them to something. */
function addedFacts(place: Place, pattern: string, declared: Declared): Found[] {
  const isClosed = closes(place.old);
  const isFree = isTrivial(place.new.world, declared.nodes);
  const effect: { backward: Judgement; forward: Judgement } = {
    backward: isFree ? 'safe' : isClosed ? ofDeclared(place.new, pattern) : 'breaks',
    forward: isClosed ? 'breaks' : 'safe',
  };
  const seen = seenAt(place.new, declared);
  return [found(place, 'pattern-property-added', lacking(place.old), seen, { note: JSON.stringify(pattern), ...effect })];
}

function removedFacts(place: Place, pattern: string, declared: Declared): Found[] {
  const isClosed = closes(place.new);
  const isFree = isTrivial(place.old.world, declared.nodes);
  const effect: { backward: Judgement; forward: Judgement } = {
    backward: isClosed ? 'breaks' : 'safe',
    forward: isFree ? 'safe' : isClosed ? ofDeclared(place.old, pattern) : 'breaks',
  };
  const seen = seenAt(place.old, declared);
  return [found(place, 'pattern-property-removed', seen, lacking(place.new), { note: JSON.stringify(pattern), ...effect })];
}

/** A declared name that matches is held to the schema of the pattern as well. */
function ofDeclared(side: Side, pattern: string): Judgement {
  const names = [...declaredIn(side, 'properties').keys()];
  return names.some((name) => side.world.checks.matches(pattern, name) !== false) ? 'unknown' : 'safe';
}

function closes(side: Side): boolean {
  const nodes = stated(side, 'additionalProperties').flatMap(({ conjunct }) => childOf(side, conjunct, ['additionalProperties']));
  return restOf(side, nodes).kind === 'closed';
}
