import { compareKeys } from '../../model/canonical-json.ts';
import { deepEqual, isArray, type JsonValue } from '../../model/json.ts';
import type { Judgement } from '../change.ts';
import { found, seen, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';
import type { Side, Stated } from '../view/side.ts';
import { speaks } from '../view/speaks.ts';
import { knownKeywords } from './known-keywords.ts';

const environments = 'x-confman-allowed-environments';

/** Keywords of other tools, of other drafts, and those of confman whose effect is not in the documents that are accepted. */
export function unknownKeywordFacts(place: Place): Found[] {
  const [old, now] = [unknownOf(place.old), unknownOf(place.new)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compareKeys);
  return names.flatMap((name) => {
    const [before, after] = [old.get(name), now.get(name)];
    if (before !== undefined && after !== undefined && deepEqual(before.value, after.value)) return [];
    const effect = name === environments ? environmentEffect(before?.value, after?.value) : {};
    return [
      found(place, 'keyword-unknown-changed', seen(place.old, before, [name]), seen(place.new, after, [name]), {
        note: name,
        ...effect,
      }),
    ];
  });
}

function unknownOf(side: Side): Map<string, Stated> {
  const unknown = new Map<string, Stated>();
  for (const conjunct of side.conjuncts) {
    for (const name of Object.keys(conjunct.schema)) {
      const isKnown = knownKeywords.has(name) && speaks(conjunct.node.draft, name);
      if (!isKnown && !unknown.has(name)) unknown.set(name, { conjunct, value: conjunct.schema[name] as JsonValue });
    }
  }
  return unknown;
}

/** The field may appear in fewer, or in more, environments. */
function environmentEffect(old: JsonValue | undefined, now: JsonValue | undefined): { backward: Judgement; forward: Judgement } {
  return { backward: holds(now, old) ? 'safe' : 'breaks', forward: holds(old, now) ? 'safe' : 'breaks' };
}

function holds(all: JsonValue | undefined, some: JsonValue | undefined): boolean {
  if (all === undefined) return true;
  return isArray(all) && isArray(some) && some.every((each) => all.includes(each));
}
