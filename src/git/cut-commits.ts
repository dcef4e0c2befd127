import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { isObjectName } from './parse-commit.ts';

/** Commits at which a shallow clone ends: they have parents that are not here. */
export function cutCommits(repository: string): ReadonlySet<string> {
  const git = findGitFolder(repository);
  if (git === undefined) return new Set();
  try {
    return new Set(readFileSync(join(git.common, 'shallow'), 'utf8').split('\n').filter(isObjectName));
  } catch {
    return new Set();
  }
}
