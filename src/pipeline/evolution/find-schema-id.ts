import { parseDocumentId, withoutExtension, type DocumentId } from '../../model/document-id.ts';
import { kindOf } from '../../model/document-id.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The schema document that a name means: its id, its family (then the newest version), its path in the repository, each with
 * or without `schemas/` in front. Undefined where there is none.
 */
export function findSchemaId(workspace: Workspace, name: string): DocumentId | undefined {
  const text = name.replace(/^\.?\//, '').replace(/\/$/, '');
  const byPath = idOfPath(text, workspace.roots);
  if (byPath !== undefined && isPathOf(workspace, byPath, text)) return byPath;
  for (const candidate of [text, `schemas/${text}`, withoutExtension(text)]) {
    const id = parseDocumentId(candidate);
    const found = id && (isSchema(workspace, id) ? id : newestOf(workspace, id));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPathOf(workspace: Workspace, id: DocumentId, path: string): boolean {
  return isSchema(workspace, id) && workspace.index.files.get(id)?.entry.path === path;
}

function isSchema({ index }: Workspace, id: DocumentId): boolean {
  return kindOf(id) === 'schema' && index.files.has(id);
}

function newestOf({ index }: Workspace, family: DocumentId): DocumentId | undefined {
  const newest = index.versions.get(family)?.at(-1);
  return newest === undefined ? undefined : (`${family}/v${newest}` as DocumentId);
}
