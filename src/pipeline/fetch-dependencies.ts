import type { DocumentId } from '../model/document-id.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

/**
 * Reads together, from git, what stale rows of the earlier state looked at the last time: they will look at most of it again.
 * What they look at besides, and what is missing, is found when it is read.
 *
 * @param stale 1 for each such row
 */
export async function fetchDependencies({ earlier, objects, workspace }: OpenedWorkspace, stale: Uint8Array): Promise<void> {
  const { tree } = workspace;
  if (earlier === undefined || objects === undefined || !(tree instanceof ObjectTree) || !stale.includes(1)) return;
  const { keys, list, starts } = earlier.apps;
  const wanted = new Set<number>();
  for (let row = 0; row < stale.length; row++)
    if (stale[row] === 1) for (const key of list.subarray(starts[row], starts[row + 1])) wanted.add(key);
  const { files } = workspace.index;
  await tree.contents.load(
    objects.reader,
    [...wanted].flatMap((key) => files.get(keys[key] as DocumentId)?.entry.oid ?? []),
  );
}
