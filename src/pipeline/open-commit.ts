import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import { SharedObjects } from '../workspace/shared-objects.ts';
import type { CompileProgress } from './compile-progress.ts';
import { openAtCommit } from './open-at-commit.ts';
import type { Workspace } from './workspace.ts';

/**
 * The workspace as a commit has it, read whole from the objects of the repository, for callers that need one.
 *
 * @param location of the workspace now; it is expected at the same place of the repository
 * @param commit full object name
 * @param shared what neighbours have read and parsed already
 * @param reader of a caller that asks it more; else one is opened for this alone
 */
export async function openCommit(
  location: WorkspaceLocation,
  commit: string,
  progress?: CompileProgress,
  shared: SharedObjects = new SharedObjects(location.repository),
  reader?: ObjectReader,
): Promise<Outcome<Workspace | undefined>> {
  const opened = reader ?? (await openObjectReader(location.repository));
  const { value, diagnostics } = await openAtCommit(location, commit, { reader: opened, shared, reads: 'all', progress });
  if (reader === undefined) opened.close();
  return { value: value?.workspace, diagnostics };
}
