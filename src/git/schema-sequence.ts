import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { branchTip } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';
import { runGit } from './run-git.ts';

/** The sequence with the commit it was counted at, so that it need not be counted again. */
export interface SchemaSequence {
  readonly sequence: number;
  /** Empty where there is no protected branch. */
  readonly commit: string;
}

const none: SchemaSequence = { sequence: 0, commit: '' };

/**
 * How many commits of the protected branch's first-parent line changed the schema folder. Zero outside of git and
 * before the first commit.
 *
 * @param folder relative to the root of the repository
 */
export function countSchemaSequence(repository: string, branch: string, folder: string, known: SchemaSequence): SchemaSequence {
  const git = findGitFolder(repository);
  const tip = git && branchTip(git, branch);
  if (tip === undefined) return none;
  if (tip.oid === known.commit) return known;
  return { sequence: schemaSequenceAt(repository, tip.oid, folder), commit: tip.oid };
}

/**
 * The sequence as it was when a commit was the newest of its line. It depends on nothing but the commit.
 *
 * @param commit full object name
 * @param folder relative to the root of the repository
 */
export function schemaSequenceAt(repository: string, commit: string, folder: string): number {
  const args = ['rev-list', '--count', '--first-parent', '--end-of-options', commit, '--', folder];
  return Number(runGit(repository, args).stdout?.toString('latin1').trim() ?? 0);
}

/** The history ends before its beginning (a shallow clone): then the sequence is too low. */
export function isShallow(repository: string): boolean {
  const git = findGitFolder(repository);
  return git !== undefined && existsSync(join(git.common, 'shallow'));
}
