import type { Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import type { Root } from '../workspace/document-index.ts';
import { unknownName } from './unknown-name.ts';

/** The ids that names and patterns mean, sorted; none where nothing is named. */
export function selectIds(all: readonly string[], names: readonly string[], roots: readonly Root[]): Outcome<readonly string[]> {
  const chosen = new Set<string>();
  const diagnostics = names.flatMap((name) => {
    const text = name.replace(/^\//, '').replace(/\/$/, '');
    const found = all.filter((id) => (isGlob(text) ? matchGlob(text, id) : id === text));
    for (const id of found) chosen.add(id);
    return found.length > 0 ? [] : [unknownName(text, all, roots)];
  });
  return { value: [...chosen].sort(compareKeys), diagnostics };
}
