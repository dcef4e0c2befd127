import { readCommit, type CommitResult } from './read-commit.ts';

/** A name that can be no option, no range, no path and no search: `HEAD`, `main`, `origin/main`, `v1.2`, `HEAD~3`, `abc1234^`. */
const REVISION = /^[A-Za-z0-9_@][A-Za-z0-9._/@-]{0,250}(?:[~^]\d{0,4}){0,8}$/;

export function isRevision(text: string): boolean {
  return REVISION.test(text) && !/\.\.|\/\/|\/-|@\{|\.lock(?:$|[/~^])/.test(text);
}

/** The commit that a revision, as people type it, names. */
export function resolveRevision(repository: string, text: string): CommitResult {
  return isRevision(text) ? readCommit(repository, text) : { reason: 'this is no name of a commit that confman takes' };
}
