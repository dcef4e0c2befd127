import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { branchTip } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';
import { isGitFailure } from './git-failure.ts';
import type { ObjectReader } from './object-reader.ts';
import { openObjectReader } from './open-object-reader.ts';

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
export async function countSchemaSequence(
  repository: string,
  branch: string,
  folder: string,
  known: SchemaSequence,
): Promise<SchemaSequence> {
  const tip = protectedTip(repository, branch);
  if (tip === undefined) return none;
  if (tip === known.commit) return known;
  return { sequence: await schemaSequenceAt(repository, tip, folder), commit: tip };
}

/** The commit of the protected branch. It is read from files: a run that finds nothing to do need not start git. */
export function protectedTip(repository: string, branch: string): string | undefined {
  const git = findGitFolder(repository);
  return git && branchTip(git, branch)?.oid;
}

/**
 * The sequence as it was when a commit was the newest of its line. It depends on nothing but the commit.
 *
 * @param commit full object name
 * @param folder relative to the root of the repository
 */
export async function schemaSequenceAt(
  repository: string,
  commit: string,
  folder: string,
  reader?: ObjectReader,
): Promise<number> {
  const opened = reader ?? (await openObjectReader(repository));
  const commits = await opened.firstParents(commit, { paths: [folder] });
  if (reader === undefined) opened.close();
  return isGitFailure(commits) ? 0 : commits.length;
}

/** The history ends before its beginning (a shallow clone): then the sequence is too low. */
export function isShallow(repository: string): boolean {
  const git = findGitFolder(repository);
  return git !== undefined && existsSync(join(git.common, 'shallow'));
}
