import { isArray, isObject } from '../../model/json.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { found, lacking, seen, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import { childOf, stated, type Conjunct, type Side } from '../view/side.ts';
import { isTrivial } from '../view/trivial.ts';
import type { Comparing } from '../walk/comparing.ts';
import { sumUp } from './sum-up.ts';

/** What a name's presence asks for; `dependencies` is both keywords in one. */
export function dependentFacts(place: Place, comparing: Comparing): Found[] {
  return [...requirementFacts(place), ...schemaFacts(place, comparing)];
}

interface Requirement {
  readonly names: Set<string>;
  readonly conjunct: Conjunct;
  readonly keyword: string;
}

function requirementFacts(place: Place): Found[] {
  const [old, now] = [requirementsOf(place.old), requirementsOf(place.new)];
  const facts: Found[] = [];
  for (const [name, each] of now) {
    const added = missing(each, old.get(name));
    if (added.length > 0)
      facts.push(
        found(place, 'dependent-required-added', lacking(place.old), seenAt(place.new, name, each, added), { note: show(name) }),
      );
  }
  for (const [name, each] of old) {
    const gone = missing(each, now.get(name));
    if (gone.length > 0)
      facts.push(
        found(place, 'dependent-required-removed', seenAt(place.old, name, each, gone), lacking(place.new), { note: show(name) }),
      );
  }
  return facts;
}

function missing({ names }: Requirement, other: Requirement | undefined): string[] {
  return [...names].filter((name) => other?.names.has(name) !== true);
}

function seenAt(side: Side, name: string, { conjunct, keyword }: Requirement, names: readonly string[]) {
  return seen(side, { conjunct, value: names }, [keyword, name]);
}

function show(name: string): string {
  return `\`${name}\``;
}

function requirementsOf(side: Side): Map<string, Requirement> {
  const found = new Map<string, Requirement>();
  for (const keyword of ['dependentRequired', 'dependencies']) {
    for (const { conjunct, value } of stated(side, keyword)) {
      if (!isObject(value)) continue;
      for (const [name, names] of Object.entries(value)) {
        if (!isArray(names) || names.length === 0) continue;
        const known = found.get(name) ?? { names: new Set(), conjunct, keyword };
        for (const each of names) if (typeof each === 'string' && each !== name) known.names.add(each);
        found.set(name, known);
      }
    }
  }
  return found;
}

interface Dependent {
  readonly nodes: readonly SchemaNode[];
  readonly conjunct: Conjunct;
}

function schemaFacts(place: Place, comparing: Comparing): Found[] {
  const [old, now] = [dependentsOf(place.old), dependentsOf(place.new)];
  const facts: Found[] = [];
  for (const [name, each] of now) facts.push(...dependentFact(place, name, old.get(name), each, comparing));
  for (const [name, each] of old) if (!now.has(name)) facts.push(...dependentFact(place, name, each, undefined, comparing));
  return facts;
}

function dependentFact(
  place: Place,
  name: string,
  old: Dependent | undefined,
  now: Dependent | undefined,
  comparing: Comparing,
): Found[] {
  const note = show(name);
  const [before, after] = [
    seenSchema(place.old, old?.nodes[0], old?.conjunct),
    seenSchema(place.new, now?.nodes[0], now?.conjunct),
  ];
  if (old === undefined) return [found(place, 'dependent-schema-narrowed', before, after, { note })];
  if (now === undefined) return [found(place, 'dependent-schema-widened', before, after, { note })];
  const walked = comparing.walk(place, { path: place.path, old: old.nodes, new: now.nodes });
  const summary = { narrowed: 'dependent-schema-narrowed', widened: 'dependent-schema-widened', takes: 'own' } as const;
  return sumUp(place, walked, comparing, { ...summary, old: before, new: after, note });
}

function dependentsOf(side: Side): Map<string, Dependent> {
  const found = new Map<string, Dependent>();
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    for (const { conjunct, value } of stated(side, keyword)) {
      if (!isObject(value)) continue;
      for (const name of Object.keys(value)) {
        const nodes = childOf(side, conjunct, [keyword, name]);
        if (nodes.length === 0 || isTrivial(side.world, nodes)) continue;
        found.set(name, { nodes: [...(found.get(name)?.nodes ?? []), ...nodes], conjunct });
      }
    }
  }
  return found;
}
