import type { OpenedWorkspace } from '../open-workspace.ts';
import { staleRows, type StatedTree } from '../stale-apps.ts';

/** What an app looks up; undefined where that is not known without compiling it. */
export type Remembered = (app: string) => readonly string[] | undefined;

/** What an earlier run found out about apps of which nothing has changed since. */
export function rememberedDependencies({ earlier, scanned, workspace, objects }: OpenedWorkspace): Remembered {
  if (earlier === undefined || objects !== undefined) return () => undefined;
  const { ids, keys, starts, list } = earlier.apps;
  const stale = staleRows(earlier, scanned, workspace.tree as StatedTree, workspace.roots);
  const rows = new Map(ids.map((id, row) => [id, row]));
  return (app) => {
    const row = rows.get(app);
    if (row === undefined || stale[row] !== 0) return undefined;
    return [...list.subarray(starts[row], starts[row + 1])].map((key) => keys[key] as string);
  };
}
