import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { childPointer, type Pointer } from '../model/pointer.ts';
import type { Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import { explainLeaves } from './explain-app.ts';

/** So many values of an app are looked at; what else it has is shown only where it is no neighbour of a finding by chance. */
const most = 1_000_000;

/**
 * Where values stand, in whatever layer, that belong to the place of a secret: those that won and those that lost. An excerpt
 * may show them beside what a finding is about, so the first finding names them all.
 */
export function withHiddenPlaces(
  diagnostics: readonly Diagnostic[],
  data: JsonValue,
  trace: Trace,
  isSecretAt: (pointer: Pointer) => boolean,
): readonly Diagnostic[] {
  const [first, ...rest] = diagnostics;
  if (first === undefined) return diagnostics;
  const places: Site[] = [];
  let looked = 0;
  const note = (value: JsonValue, pointer: Pointer, site: Site): void => {
    looked += 1;
    if (isWithin(pointer, isSecretAt)) places.push(site);
    else if (looked < most && typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value))
        note(part, childPointer(pointer, key), { ...site, pointer: childPointer(site.pointer, key) });
  };
  const seen = new Set<string>();
  for (const leaf of explainLeaves(data, trace)) {
    if (looked >= most) break;
    note(isArray(leaf.value) || isObject(leaf.value) ? null : leaf.value, leaf.pointer, leaf.site);
    for (const { value, pointer, site } of leaf.shadowed) {
      const key = `${site.source.path} ${site.pointer} ${pointer}`;
      if (!seen.has(key)) note(value, pointer, site);
      seen.add(key);
    }
  }
  return places.length === 0 ? diagnostics : [{ ...first, secrets: [...(first.secrets ?? []), ...places] }, ...rest];
}

function isWithin(pointer: Pointer, isSecretAt: (pointer: Pointer) => boolean): boolean {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (isSecretAt(at)) return true;
  return isSecretAt('');
}
