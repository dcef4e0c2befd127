import { idOfPath, type Root } from '../workspace/document-index.ts';
import type { FileTree } from '../workspace/file-tree.ts';
import type { RunState } from '../workspace/run-state.ts';
import type { ScannedTree, TreeState } from '../workspace/tree-state.ts';
import { ChangedIds } from './changed-ids.ts';

/** A listing that can be compared with an earlier one. */
export interface StatedTree extends FileTree {
  readonly state: TreeState;
}

/** What an app's row of the state says. `noisy` apps are valid, but have warnings to repeat; `stale` ones were not rebuilt. */
export const rowStatus = { Valid: 0, NotValidated: 1, Invalid: 2, noisy: 3, stale: 4 } as const;

/** Rows of the earlier state whose app must be compiled again: 1 for each. A touched file whose content is the same counts for nothing. */
export function staleRows(earlier: RunState, scanned: ScannedTree, tree: StatedTree, roots: readonly Root[]): Uint8Array {
  const { apps } = earlier;
  const stale = Uint8Array.from(apps.status, (status) => (status >= rowStatus.Invalid ? 1 : 0));
  if (scanned.unchanged) return stale;
  const changed = changedIds(earlier.tree, scanned, tree, roots);
  if (changed.ids.size === 0) return stale;
  changed.spread(apps.ids);
  const keys = Uint8Array.from(apps.keys, (key) => (changed.ids.has(key) ? 1 : 0));
  for (let row = 0; row < stale.length; row++) {
    const end = apps.starts[row + 1] as number;
    for (let at = apps.starts[row] as number; at < end; at++) if (keys[apps.list[at] as number] === 1) stale[row] = 1;
  }
  return stale;
}

function changedIds(before: TreeState, scanned: ScannedTree, tree: StatedTree, roots: readonly Root[]): ChangedIds {
  const changed = new ChangedIds();
  const note = (path: string, came: boolean): void => {
    const id = idOfPath(path, roots);
    if (id !== undefined) changed.note(id, came);
  };
  if (scanned.sameNames) {
    for (const [row, oid] of before.oids.entries()) if (contentChanged(oid, row, tree)) note(before.files[row] as string, false);
    return changed;
  }
  const rows = new Map(scanned.state.files.map((path, row) => [path, row]));
  for (const [old, path] of before.files.entries()) {
    const row = rows.get(path);
    rows.delete(path);
    if (row === undefined) note(path, true);
    else if (before.types[old] !== scanned.state.types[row] || contentChanged(before.oids[old] as string, row, tree))
      note(path, false);
  }
  for (const path of rows.keys()) note(path, true);
  return changed;
}

/** A file that no earlier run read cannot have been depended on. */
function contentChanged(before: string, row: number, tree: StatedTree): boolean {
  const { oids } = tree.state;
  if (before === '' || oids[row] === before) return false;
  const entry = tree.entries[row];
  if (oids[row] === '' && entry?.type === 'file') tree.read(entry);
  return oids[row] !== before;
}
