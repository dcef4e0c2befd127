import type { FileContent } from '../../git/amend-tree.ts';
import { childId, kindOf, parentOf, type DocumentId } from '../../model/document-id.ts';
import type { Workspace } from '../../pipeline/workspace.ts';

/** Paths with what becomes of them. */
export type Files = ReadonlyMap<string, FileContent>;

/**
 * What gives an app its own documents back as they were: those in its folder that belong to no other app. Governance stays: a
 * namespace is not a document of an app.
 *
 * @param only its config, and no other document
 */
export function ownFiles(app: DocumentId, now: Workspace, then: Workspace, only: boolean): Files {
  const files = new Map<string, FileContent>();
  const [old, present] = [ownDocuments(app, then, only), ownDocuments(app, now, only)];
  for (const [path, oid] of present) if (old.get(path) !== oid) files.set(path, 'removed');
  for (const [path, oid] of old) if (present.get(path) !== oid) files.set(path, { oid });
  return files;
}

function ownDocuments(app: DocumentId, { index, tree }: Workspace, only: boolean): ReadonlyMap<string, string> {
  const apps = new Set<DocumentId>(index.apps);
  const found = new Map<string, string>();
  for (const { id, entry } of index.files.values()) {
    if (id !== childId(app, 'config') && (only || !isOwn(id, app, apps))) continue;
    const oid = tree.oidOf?.(entry) ?? entry.oid;
    if (oid !== undefined) found.set(entry.path, oid);
  }
  return found;
}

function isOwn(id: DocumentId, app: DocumentId, apps: ReadonlySet<DocumentId>): boolean {
  const kind = kindOf(id);
  if (!id.startsWith(`${app}/`) || kind === 'namespace') return false;
  let folder = parentOf(id);
  while (folder !== undefined && folder !== app && !apps.has(folder)) folder = parentOf(folder);
  return folder === app;
}
