import { childId, lastSegment, parentOf, type DocumentId } from '../model/document-id.ts';
import type { TreeEntry } from '../workspace/file-tree.ts';
import { idOfPath } from '../workspace/document-index.ts';
import type { Workspace } from './workspace.ts';

/** In the place of an id: whether some app came or went. */
export const appsKey = '*apps';

/** Look-ups that would be answered otherwise than before: ids of documents and apps, and listings of schemas. */
export class ChangedIds {
  readonly ids = new Set<string>();
  readonly #folders: string[] = [];

  /**
   * What depends on a document that came or went is more than what named it: it may hide another, or be found by place.
   *
   * @param came or went; else its content is another
   */
  note(id: DocumentId, came: boolean): void {
    this.ids.add(id);
    if (id.startsWith('schemas/')) this.ids.add('schemas/**');
    if (!came) return;
    this.ids.add(childId(id, 'config'));
    const last = lastSegment(id);
    const folder = parentOf(id);
    if (last === 'config' && folder !== undefined) this.ids.add(folder).add(appsKey);
    if (last === 'cascade' || last === 'namespace') this.#folders.push(folder ?? '');
    if (id.startsWith('schemas/')) this.ids.add(`${folder}/*`);
  }

  /** Something came or went that concerns every app below it: `spread` has to be told the apps. */
  get spreads(): boolean {
    return this.#folders.length > 0;
  }

  /** Of apps below a folder where a cascade or a namespace came or went: every app depends on its config, and so does every app that refers to it. */
  spread(apps: readonly string[]): void {
    for (const folder of this.#folders)
      for (const id of apps)
        if (folder === '' || id === folder || id.startsWith(`${folder}/`)) this.ids.add(childId(id as DocumentId, 'config'));
  }
}

/**
 * What two states of a workspace have differently, told by names and blob ids. An app of which no dependency is among the ids
 * (`isAffected`) has the same result in both. Undefined where their settings or their folders differ: then every app may have another.
 */
export function changedBetween(before: Workspace, after: Workspace): ChangedIds | undefined {
  if (before.location.prefix !== after.location.prefix) return undefined;
  if (JSON.stringify(before.settings) !== JSON.stringify(after.settings)) return undefined;
  const changed = new ChangedIds();
  const note = (path: string, came: boolean): void => {
    const id = idOfPath(path, after.roots);
    if (id !== undefined) changed.note(id, came);
  };
  const rest = new Map(after.tree.entries.map((entry) => [entry.path, entry]));
  for (const entry of before.tree.entries) {
    const now = rest.get(entry.path);
    rest.delete(entry.path);
    if (now === undefined) note(entry.path, true);
    else if (!isSame(before, entry, after, now)) note(entry.path, false);
  }
  for (const path of rest.keys()) note(path, true);
  if (changed.spreads) changed.spread([...before.index.apps, ...after.index.apps]);
  return changed;
}

/** @param dependencies of a compiled app, or of what was judged by itself */
export function isAffected(dependencies: Iterable<string>, { ids }: ChangedIds): boolean {
  for (const key of dependencies) if (ids.has(key)) return true;
  return false;
}

function isSame(before: Workspace, old: TreeEntry, after: Workspace, now: TreeEntry): boolean {
  if (old.type !== now.type || old.type !== 'file') return false;
  const oid = before.tree.oidOf?.(old) ?? old.oid;
  return oid !== undefined && oid === (after.tree.oidOf?.(now) ?? now.oid);
}
