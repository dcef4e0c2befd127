import type { ObjectReader } from '../../git/object-reader.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { Workspace } from '../workspace.ts';
import { placeInCommit } from './place-in-commit.ts';

/**
 * The folder that a workspace was in at an earlier commit, where it was moved since: held against the present one, everything
 * would be new, and nothing that a change does with the move would be found.
 *
 * @param opened the commit, opened at the present place
 * @param head the commit that the workspace is read from; undefined for the working tree and the index
 * @returns undefined where it was at the present place, or nowhere
 */
export async function movedPlace(
  opened: Workspace,
  now: Workspace,
  commit: string,
  head: string | undefined,
  reader: ObjectReader,
): Promise<WorkspaceLocation | undefined> {
  if (opened.index.apps.length > 0 || now.index.apps.length === 0) return undefined;
  const place = await placeInCommit(reader, now, commit, head);
  return place.prefix === now.location.prefix ? undefined : place;
}
