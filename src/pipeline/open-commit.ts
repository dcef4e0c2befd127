import type { Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { ObjectReader } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import type { WorkspaceLocation } from '../workspace/find-workspace.ts';
import { ObjectTree } from '../workspace/object-tree.ts';
import { SharedObjects } from '../workspace/shared-objects.ts';
import type { CompileProgress } from './compile-progress.ts';
import { gitProblem } from './git-problem.ts';
import { loadSchemaPort } from './load-schema-port.ts';
import { listObjects } from './open-objects.ts';
import { Workspace } from './workspace.ts';

/**
 * The workspace as a commit has it, read from the objects of the repository: its own settings, documents and schemas.
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
  const result = await openWith(opened, location, commit, progress, shared);
  if (reader === undefined) opened.close();
  return result;
}

async function openWith(
  reader: ObjectReader,
  location: WorkspaceLocation,
  commit: string,
  progress: CompileProgress | undefined,
  shared: SharedObjects,
): Promise<Outcome<Workspace | undefined>> {
  const list = (paths: readonly string[]): ReturnType<ObjectReader['listTree']> => reader.listTree(commit, paths);
  const { value: listed, diagnostics } = await listObjects(
    { name: commit, reader, list },
    { places: [location], settled: true, now: 0 },
  );
  if (listed === undefined) return { value: undefined, diagnostics };
  const { settings, roots, state } = listed;
  const contents = shared.contents(settings.limits.fileBytes);
  const tree = new ObjectTree(state, contents);
  const failure = await contents.load(reader, tree.fileOids());
  if (isGitFailure(failure)) return { value: undefined, diagnostics: [gitProblem(failure, commit)] };
  const parsed = shared.documents(settings.limits);
  const workspace = new Workspace({ location, settings, roots, tree, schemas: loadSchemaPort, progress, parsed });
  return { value: workspace, diagnostics };
}
