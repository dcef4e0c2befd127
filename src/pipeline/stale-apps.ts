import { idOfPath, type Root } from '../workspace/document-index.ts';
import type { FileTree } from '../workspace/file-tree.ts';
import type { AppsState, RunState } from '../workspace/run-state.ts';
import type { ScannedTree, TreeState } from '../workspace/tree-state.ts';
import { ChangedIds } from './changed-ids.ts';

/** A listing that can be compared with an earlier one. */
export interface StatedTree extends FileTree {
  readonly state: TreeState;
}

/**
 * What an app's row of the state says. `noisy` apps are valid, but have warnings to repeat; `stale` ones were not rebuilt; of
 * `unjudged` ones only their look-ups are known.
 */
export const rowStatus = { Valid: 0, NotValidated: 1, Invalid: 2, noisy: 3, stale: 4, unjudged: 5 } as const;

/** Rows of the earlier state whose app must be compiled again: 1 for each. A touched file whose content is the same counts for nothing. */
export function staleRows(earlier: RunState, scanned: ScannedTree, tree: StatedTree, roots: readonly Root[]): Uint8Array {
  const touched = touchedRows(earlier, scanned, tree, roots);
  return touched.map((isTouched, row) => (isTouched === 1 || (earlier.apps.status[row] as number) >= rowStatus.Invalid ? 1 : 0));
}

/** Rows whose app may look up something else by now, or of which that was not known: 1 for each. */
export function touchedRows(earlier: RunState, scanned: ScannedTree, tree: StatedTree, roots: readonly Root[]): Uint8Array {
  const { apps } = earlier;
  const touched = Uint8Array.from(apps.status, (status) => (status === rowStatus.stale ? 1 : 0));
  if (scanned.unchanged) return touched;
  const changed = changedIds(earlier.tree, scanned, tree, roots);
  if (changed.ids.size === 0) return touched;
  changed.spread(apps.ids);
  for (const [row, isAffected] of affectedRows(apps, changed).entries()) if (isAffected === 1) touched[row] = 1;
  return touched;
}

/** Rows that look up something that changed: 1 for each. */
export function affectedRows({ status, keys, starts, list }: AppsState, { ids }: ChangedIds): Uint8Array {
  const hit = Uint8Array.from(keys, (key) => (ids.has(key) ? 1 : 0));
  const affected = new Uint8Array(status.length);
  for (let row = 0; row < affected.length; row++) {
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at++) if (hit[list[at] as number] === 1) affected[row] = 1;
  }
  return affected;
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
