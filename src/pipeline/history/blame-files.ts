import { blameFile, type BlamedLines } from '../../git/blame.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { BlameMemory } from './blame-memory.ts';

/** So many git processes run at a time. */
const atOnce = 4;

/** Who wrote the lines of some files of a commit, by path. One process for each file that is not remembered. */
export async function blameFiles(
  repository: string,
  commit: string,
  paths: readonly string[],
  memory: BlameMemory,
): Promise<ReadonlyMap<string, readonly BlamedLines[]> | GitFailure> {
  const found = new Map<string, readonly BlamedLines[]>();
  const open = [...paths];
  let failure: GitFailure | undefined;
  const work = async (): Promise<void> => {
    for (let path = open.shift(); path !== undefined && failure === undefined; path = open.shift()) {
      const known = memory.get(commit, path);
      const lines = known ?? (await blameFile(repository, commit, path));
      if (isGitFailure(lines)) failure ??= lines;
      else {
        found.set(path, lines);
        if (known === undefined) memory.set(commit, path, lines);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, open.length) }, work));
  return failure ?? found;
}
