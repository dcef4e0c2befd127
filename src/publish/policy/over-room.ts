import { roomLimit } from '../../git/blob-contents.ts';
import { gitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import { ObjectTree } from '../../workspace/object-tree.ts';

/**
 * Whether a commit has more documents than can be read together, which a commit that is opened from its neighbour does not show: two
 * requests, each small enough, would leave a branch that nobody can open any more.
 * @param most bytes of all of them
 */
export function overRoom({ tree, settings }: Pick<Workspace, 'tree' | 'settings'>, most = roomLimit): GitFailure | undefined {
  if (!(tree instanceof ObjectTree)) return undefined;
  const oids = new Set(tree.fileOids());
  let total = 0;
  for (const oid of oids) {
    const size = tree.contents.sizeOf(oid, () => oids);
    if (typeof size === 'number' && size <= settings.limits.fileBytes) total += size;
  }
  if (total <= most) return undefined;
  const reason = `its documents would have ${total} bytes, and ${most} can be read`;
  return gitFailure('too-large', reason, 'Leave out what no app needs, or split the workspace');
}
