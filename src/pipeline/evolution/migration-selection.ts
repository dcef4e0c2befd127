import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { isGlob, matchGlob } from '../../model/glob.ts';
import { unknownName } from '../unknown-name.ts';
import type { Workspace } from '../workspace.ts';

/** What is bound to a family, and so could be carried over. */
export interface Carriable {
  readonly family: DocumentId;
  readonly apps: readonly { readonly id: DocumentId; readonly layers: readonly DocumentId[] }[];
  readonly fragments: readonly DocumentId[];
}

/**
 * The apps and fragments that names and patterns mean; the name of another document means the apps that it is a layer of. A
 * pattern is about apps and fragments alone: one for a folder of apps would reach others through a layer that lies there.
 */
export function selectCarriable(
  { index, roots }: Workspace,
  names: readonly string[],
  { family, apps, fragments }: Carriable,
): Outcome<ReadonlySet<DocumentId>> {
  const chosen = new Set<DocumentId>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const text = name.replace(/^\//, '').replace(/\/(?:config)?$/, '');
    const fits = (id: string): boolean => (isGlob(text) ? matchGlob(text, id) : id === text);
    const own = [...apps.map(({ id }) => id), ...fragments].filter(fits);
    const found = own.length > 0 ? own : apps.filter(({ layers }) => layers.some((id) => id === text)).map(({ id }) => id);
    for (const id of found) chosen.add(id);
    if (found.length > 0) continue;
    const known = [...index.apps, ...index.files.keys()];
    diagnostics.push(known.some(fits) ? notBound(text, family) : unknownName(text, known, roots));
  }
  return { value: chosen, diagnostics };
}

function notBound(id: string, family: DocumentId): Diagnostic {
  const hint = 'Run confman list to see which schema each app is bound to';
  return diagnostic('migration/not-bound', { id, family }, { hint });
}
