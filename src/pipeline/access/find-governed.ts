import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { parentOf, parseDocumentId, type DocumentId } from '../../model/document-id.ts';
import { namespacePath } from '../../namespaces/namespace.ts';
import { unknownName } from '../unknown-name.ts';
import type { Access, Governed } from './access.ts';

export interface FoundGoverned extends Governed {
  /** What was asked for, `/` in front. */
  readonly asked: string;
  readonly folder: DocumentId | undefined;
}

/**
 * What holds for a namespace, or for any folder, app or document, by its name.
 *
 * @returns no value where there is no such thing
 */
export function findGoverned(access: Access, name: string): Outcome<FoundGoverned | undefined> {
  const text = name.replace(/\/$/, '');
  const { index, roots } = access.workspace;
  const id = parseDocumentId(text);
  if (text === '') return { value: { ...access.governing(undefined), asked: '/', folder: undefined }, diagnostics: [] };
  if (id !== undefined && !id.startsWith('schemas/')) {
    const isFolder = access.folders.includes(id) || index.apps.includes(id) || hasFolder(index.files.keys(), id);
    const folder = isFolder ? id : parentOf(id);
    if (isFolder || index.files.has(id))
      return { value: { ...access.governing(folder), asked: `/${id}`, folder }, diagnostics: [] };
  }
  const candidates = [...new Set([...access.folders.map((folder) => namespacePath(folder)), ...index.apps])];
  return { value: undefined, diagnostics: [unknownName(text, candidates, roots)] };
}

function hasFolder(ids: Iterable<DocumentId>, folder: string): boolean {
  for (const id of ids) if (id.startsWith(`${folder}/`)) return true;
  return false;
}
