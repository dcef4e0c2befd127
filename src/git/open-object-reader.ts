import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { GitReader } from './git-reader.ts';
import type { ObjectReader } from './object-reader.ts';

export interface ReaderOptions {
  /** With the git binary where there is one, unless another is named. */
  readonly engine?: ObjectReader['engine'] | undefined;
  /** GIT_INDEX_FILE, as git sets it for a hook. */
  readonly index?: string | undefined;
}

/**
 * What reads the objects of a repository in this run. Opening never fails: what is wrong with the repository is told by the
 * first question.
 *
 * @param repository absolute path of the work tree's root, or of a bare repository
 */
export async function openObjectReader(repository: string, options: ReaderOptions = {}): Promise<ObjectReader> {
  const { engine = isGitHere() ? 'git' : 'isomorphic-git', index } = options;
  if (engine === 'git') return new GitReader(repository, index);
  const { IsomorphicReader } = await import('./isomorphic-reader.ts');
  return new IsomorphicReader(repository, index);
}

/** Looked for as the system will look for it; starting it to find out would take longer than most answers. */
function isGitHere(): boolean {
  const { PATH = '', PATHEXT = '' } = process.env;
  const names = process.platform === 'win32' ? PATHEXT.split(';').map((ending) => `git${ending}`) : ['git'];
  return PATH.split(delimiter).some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(path: string): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true && (process.platform === 'win32' || (stats.mode & 0o111) !== 0);
  } catch {
    return false;
  }
}
