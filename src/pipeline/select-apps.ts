import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { DocumentId } from '../model/document-id.ts';
import { isGlob, matchGlob } from '../model/glob.ts';
import type { Root } from '../workspace/document-index.ts';
import { meantNames } from './meant-names.ts';

/** The apps that names and patterns mean, sorted; all apps where nothing is named. */
export function selectApps(
  apps: readonly DocumentId[],
  names: readonly string[],
  roots: readonly Root[],
): Outcome<readonly DocumentId[]> {
  if (names.length === 0) return { value: apps, diagnostics: [] };
  const chosen = new Set<DocumentId>();
  const known = new Set<string>(apps);
  const diagnostics = names.flatMap((name) => {
    const text = name.replace(/^\//, '').replace(/\/(?:config|resolved)?$/, '');
    const found = isGlob(text)
      ? apps.filter((app) => matchGlob(text, app))
      : apps.filter((app) => known.has(text) && app === text);
    for (const app of found) chosen.add(app);
    if (found.length > 0) return [];
    const near = meantNames(text, apps, roots);
    return [
      diagnostic(
        'workspace/app-not-found',
        { app: text, near },
        { hint: near[0] === undefined ? 'Run confman list to see all apps' : `Write ${near[0]}` },
      ),
    ];
  });
  return { value: [...chosen].sort(compareKeys), diagnostics };
}
