import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { inRepository, settingsName } from '../../workspace/find-workspace.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import { schemaFolders, schemasIn } from './used-keywords.ts';

/**
 * Whether all schemas of a commit are in an opened workspace, too: then it uses no keyword that this one does not use. Without any
 * nothing is known: the workspace may have been in another folder.
 */
export async function hasSameSchemas(
  { workspace, settingsOid }: OpenedWorkspace,
  commit: string,
  reader: ObjectReader,
): Promise<boolean> {
  const { tree, roots, location } = workspace;
  const [settings, folders] = [inRepository(location, settingsName), schemaFolders(roots)];
  const entries = await reader.listTree(commit, [settings, ...folders]);
  if (isGitFailure(entries) || (entries.find(({ path }) => path === settings)?.oid ?? '') !== settingsOid) return false;
  const own = new Set(schemasIn(tree, folders).map((entry) => tree.oidOf?.(entry) ?? entry.oid));
  const isThere = entries.some(({ path }) => path !== settings);
  return isThere && entries.every(({ path, oid }) => path === settings || own.has(oid));
}
