import { amendTree, type FileContent } from '../../git/amend-tree.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { JudgePlace } from './request-context.ts';

/** Of more files nobody reads what they would become, and git is given their names one by one. */
const most = 500;

/**
 * What a request asks for that does not go together with the branch: both, with its own files where they do not. Held against
 * the branch its head alone would seem to take back what others have published meanwhile.
 *
 * @param marked tree of both, with git's marks in the files that do not go together
 * @param head full name of the commit that is asked for
 * @param conflicts paths of these files
 * @returns object name of the tree; undefined where a folder stands against a file, where something is no plain file, and
 * where there are very many
 */
export async function conflictedTree(
  { bench, reader }: Pick<JudgePlace, 'bench' | 'reader'>,
  marked: string,
  head: string,
  conflicts: readonly string[],
): Promise<string | undefined> {
  if (conflicts.length > most) return undefined;
  const entries = await reader.listTree(head, conflicts);
  if (isGitFailure(entries)) return undefined;
  const files = new Map<string, FileContent>(conflicts.map((path) => [path, 'removed']));
  for (const { path, type, oid } of entries) {
    if (type !== 'file' || !files.has(path)) return undefined;
    files.set(path, { oid });
  }
  const tree = await amendTree(bench, marked, files);
  return isGitFailure(tree) ? undefined : tree;
}
