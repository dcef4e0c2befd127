import { extname } from 'node:path';
import { compareKeys } from '../../model/canonical-json.ts';
import { kindOf, type DocumentId, type DocumentKind } from '../../model/document-id.ts';
import { groupsId } from '../../namespaces/groups.ts';
import { inRepository, settingsName } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';

export interface ChangedDocument {
  /** Where it is, or was; relative to the root of the repository. */
  readonly path: string;
  /** Undefined for the settings. */
  readonly id: DocumentId | undefined;
  readonly kind: DocumentKind | 'groups' | 'settings';
  readonly change: 'added' | 'removed' | 'changed';
}

/** Documents that are written differently in two states of a workspace, by their paths; of the settings, whether they say something else, or hold for another folder. */
export function changedDocuments(base: Workspace, head: Workspace): ChangedDocument[] {
  const found: ChangedDocument[] = [];
  const ids = new Set([...base.index.files.keys(), ...head.index.files.keys()]);
  for (const id of ids) {
    const [before, after] = [base.index.files.get(id), head.index.files.get(id)];
    const path = (after ?? before)?.entry.path;
    // By the ending of its name a text is read as JSON5 or as YAML.
    const isSame = before !== undefined && after !== undefined && extname(before.entry.path) === extname(after.entry.path);
    if (path === undefined || (isSame && oidOf(base, id) === oidOf(head, id))) continue;
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    found.push({ path, id, kind: id === groupsId ? 'groups' : kindOf(id), change });
  }
  if (base.location.prefix !== head.location.prefix || JSON.stringify(base.settings) !== JSON.stringify(head.settings))
    found.push({ path: inRepository(head.location, settingsName), id: undefined, kind: 'settings', change: 'changed' });
  return found.sort((a, b) => compareKeys(a.path, b.path));
}

function oidOf({ index, tree, store }: Workspace, id: DocumentId): string | undefined {
  const entry = index.files.get(id)?.entry;
  return (entry && (tree.oidOf?.(entry) ?? entry.oid)) ?? store.take(id)?.oid;
}
