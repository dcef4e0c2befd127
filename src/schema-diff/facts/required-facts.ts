import { found, lacking, seen, type Found } from '../view/found.ts';
import { pathTo, type Place } from '../view/place.ts';
import type { Side } from '../view/side.ts';
import { hasDefault, type Declared, type requiredIn } from './property-map.ts';

type Required = ReturnType<typeof requiredIn>;

interface Names {
  readonly old: ReadonlyMap<string, Declared>;
  readonly new: ReadonlyMap<string, Declared>;
  /** Declared old names by the new ones. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly oldRequired: Required;
  readonly newRequired: Required;
}

/** Of names that both versions know, or neither; a new property is told as a whole. */
export function requiredFacts(place: Place, names: Names): Found[] {
  const facts: Found[] = [];
  const wasRequired = (name: string): boolean => names.oldRequired.has(names.renamed.get(name) ?? name);
  const renamedTo = new Map([...names.renamed].map(([now, old]) => [old, now]));
  for (const name of names.newRequired.keys()) {
    const isNew = names.new.has(name) && !names.old.has(names.renamed.get(name) ?? name);
    if (!wasRequired(name) && !isNew) facts.push(addedFact(place, name, names));
  }
  for (const name of names.oldRequired.keys()) {
    const isGone = names.old.has(name) && !names.new.has(renamedTo.get(name) ?? name);
    if (!names.newRequired.has(renamedTo.get(name) ?? name) && !isGone) facts.push(removedFact(place, name, names));
  }
  return facts;
}

function addedFact(place: Place, name: string, { new: now, newRequired }: Names): Found {
  const declared = now.get(name);
  const rule =
    declared === undefined
      ? 'required-undeclared-added'
      : hasDefault(place.new, declared.nodes)
        ? 'required-added-default'
        : 'required-added';
  return found(place, rule, lacking(place.old), seenAt(place.new, newRequired, name), { path: pathTo(place.path, name) });
}

function removedFact(place: Place, name: string, { oldRequired }: Names): Found {
  const path = pathTo(place.path, name);
  return found(place, 'required-removed', seenAt(place.old, oldRequired, name), lacking(place.new), { path });
}

function seenAt(side: Side, required: Required, name: string) {
  const at = required.get(name);
  if (at === undefined) return lacking(side);
  return seen(side, { conjunct: at.conjunct, value: name }, ['required', at.at]);
}
