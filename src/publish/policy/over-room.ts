import { roomLimit } from '../../git/blob-contents.ts';
import { gitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Workspace } from '../../pipeline/workspace.ts';

/**
 * Whether a commit has more documents than can be read together, which a commit that is opened from its neighbour does not show: two
 * requests, each small enough, would leave a branch that nobody can open any more.
 * @param most bytes of all of them
 */
export function overRoom({ tree, settings }: Pick<Workspace, 'tree' | 'settings'>, most = roomLimit): GitFailure | undefined {
  const sizes = new Map<string, number>();
  for (const { type, oid, size } of tree.entries)
    if (type === 'file' && oid !== undefined && size !== undefined && size <= settings.limits.fileBytes) sizes.set(oid, size);
  let total = 0;
  for (const size of sizes.values()) total += size;
  if (total <= most) return undefined;
  const reason = `its documents would have ${total} bytes, and ${most} can be read`;
  return gitFailure('too-large', reason, 'Leave out what no app needs, or split the workspace');
}
