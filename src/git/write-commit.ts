import type { GitFailure } from './git-failure.ts';
import { objectName } from './object-name.ts';
import { streamGit } from './run-git.ts';
import { writeFailed } from './write-failed.ts';

/**
 * @param commit see `commitBytes`
 * @param like an object name of the repository, for its hash
 * @returns its object name
 */
export async function writeCommit(repository: string, commit: Uint8Array, like: string): Promise<string | GitFailure> {
  const args = ['hash-object', '-t', 'commit', '-w', '--stdin'];
  const { stdout, reason } = await streamGit(repository, args, { input: [commit], limit: 1024 });
  if (stdout === undefined) return writeFailed(reason);
  const oid = stdout.toString('latin1').trim();
  return oid === objectName(commit, like, 'commit') ? oid : writeFailed('git names the commit otherwise than confman');
}

/** The tree without files. Git knows it without having it; whoever gets a commit of it may not. */
export async function writeEmptyTree(repository: string): Promise<string | GitFailure> {
  const { stdout, reason } = await streamGit(repository, ['mktree'], { input: '', limit: 1024 });
  return stdout === undefined ? writeFailed(reason) : stdout.toString('latin1').trim();
}
