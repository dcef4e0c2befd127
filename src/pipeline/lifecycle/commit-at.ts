import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit, ObjectReader } from '../../git/object-reader.ts';

/**
 * The commit that a line of first parents ended with at a time; undefined where it began later, or is cut off here. Commits of
 * such a line are taken to be in the order of their times.
 *
 * @param line full object names, the newest first
 * @param time seconds since 1970
 */
export async function commitAt(
  reader: ObjectReader,
  line: readonly string[],
  time: number,
): Promise<Commit | GitFailure | undefined> {
  let [from, to]: [number, number] = [0, line.length];
  let found: Commit | undefined;
  while (from < to) {
    const middle = (from + to) >> 1;
    const commit = await reader.readCommit(line[middle] as string);
    if (isGitFailure(commit)) return commit;
    if (commit.committedAt <= time) [found, to] = [commit, middle];
    else from = middle + 1;
  }
  return found;
}
