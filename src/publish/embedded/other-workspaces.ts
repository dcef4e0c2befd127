import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { settingsName } from '../../workspace/find-workspace.ts';

/**
 * Folders of a commit with settings of their own, other than the workspace that the hooks judge by. The roles in them have no say: to
 * that workspace their files are files beside it.
 * @param prefix of the workspace in the repository
 */
export async function otherWorkspaces(reader: ObjectReader, commit: string, prefix: string): Promise<readonly string[]> {
  const entries = await reader.listTree(commit, ['']);
  if (isGitFailure(entries)) return [];
  return entries
    .filter(({ type, path }) => type === 'file' && (path === settingsName || path.endsWith(`/${settingsName}`)))
    .map(({ path }) => path.slice(0, -settingsName.length).replace(/\/$/, ''))
    .filter((folder) => folder !== prefix);
}

/** @param folders at least one */
export function besideWords(folders: readonly string[]): string {
  const [first = ''] = folders;
  const others = folders.length === 1 ? '' : ` and ${folders.length - 1} more`;
  const name = first === '' ? 'the root of the repository' : first;
  return `${name}${others} has a workspace of its own, whose roles the hooks do not ask: who governs the root of this one decides about its files`;
}
