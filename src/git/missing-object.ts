import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';

/** Why a repository does not have an object, and the command that brings it. */
export function missingObject(oid: string, repository: string): GitFailure {
  const git = findGitFolder(repository);
  if (git !== undefined && isPartialClone(git.common))
    return gitFailure(
      'missing-objects',
      `this is a partial clone without object ${oid}, and confman fetches nothing`,
      'Run git fetch --refetch --no-filter',
    );
  if (git !== undefined && existsSync(join(git.common, 'shallow')))
    return gitFailure('shallow', `this is a shallow clone without object ${oid}`, `Run git fetch --unshallow`);
  return gitFailure(
    'missing-objects',
    `this repository does not have object ${oid}, or it is damaged`,
    `Fetch it, for example with: git fetch origin ${oid}`,
  );
}

/** @param common the folder that all work trees of a repository share */
export function isPartialClone(common: string): boolean {
  try {
    return /^\s*(?:promisor\s*=\s*true|partialclone\b)/im.test(readFileSync(join(common, 'config'), 'utf8'));
  } catch {
    return false;
  }
}
