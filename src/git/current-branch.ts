import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';

/** The branch that is checked out, born or not; undefined where HEAD is detached or cannot be read. */
export function currentBranch(repository: string): string | undefined {
  const git = findGitFolder(repository);
  try {
    return git && /^ref: refs\/heads\/(.+?)\n?$/.exec(readFileSync(join(git.own, 'HEAD'), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
