import { isObject, member, type JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/pointer.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import { found, lacking, seenSchema, type Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';

/** Definitions that are gone and that nothing in the old document referred to. */
export function definitionFacts(place: Place): Found[] {
  const [old, now] = [place.old.starts[0], place.new.starts[0]];
  if (old === undefined || now === undefined) return [];
  const kept = new Set(namesOf(now).map(([, name]) => name));
  const gone = namesOf(old).filter(([, name]) => !kept.has(name));
  const used = gone.length === 0 ? new Set<string>() : referencesIn(old.schema);
  return gone.flatMap(([keyword, name]) => {
    const node = place.old.world.child(old, [keyword, name]);
    if (node === undefined || used.has(`#${childPointer(childPointer('', keyword), name)}`)) return [];
    return [found(place, 'definition-removed', seenSchema(place.old, node), lacking(place.new), { note: `\`${name}\`` })];
  });
}

function namesOf({ schema }: SchemaNode): [keyword: string, name: string][] {
  if (!isObject(schema)) return [];
  return ['$defs', 'definitions'].flatMap((keyword) => {
    const map = member(schema, keyword);
    return isObject(map) ? Object.keys(map).map((name): [string, string] => [keyword, name]) : [];
  });
}

/** Local references, cut after the name of the definition. */
function referencesIn(schema: JsonValue): Set<string> {
  const used = new Set<string>();
  const waiting: JsonValue[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      if (key === '$ref' && typeof value === 'string') used.add(definitionOf(value));
      waiting.push(value);
    }
  }
  return used;
}

function definitionOf(reference: string): string {
  let text = reference;
  try {
    text = decodeURIComponent(reference);
  } catch {
    // A malformed escape names nothing, as it stands.
  }
  return text.split('/').slice(0, 3).join('/');
}
