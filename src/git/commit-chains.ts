import { CatFile } from './cat-file.ts';
import { explainFailure } from './explain-failure.ts';
import { knowsBatchCommand } from './git-version.ts';
import { type GitFailure } from './git-failure.ts';
import { missingObject } from './missing-object.ts';
import type { Commit } from './object-reader.ts';
import { isObjectName, parseCommit } from './parse-commit.ts';
import { streamGit } from './run-git.ts';

/** Commits whose contents are held at once while they are read. */
const portion = 4096;
/** Room for the names of some four million commits. */
const limit = 256 * 1024 * 1024;

/**
 * Many chains of first parents, read with two processes however many there are.
 * @param tips full names of commits
 * @returns the commits of all chains, by name
 */
export function readCommitChains(repository: string, tips: readonly string[]): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  return tips.length === 0 ? Promise.resolve(new Map()) : readListed(repository, ['--first-parent'], tips);
}

/** Everything that a commit has and another one has not, by name. */
export function readCommitsBetween(
  repository: string,
  before: string,
  after: string,
): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  return readListed(repository, [], [after], [before]);
}

async function readListed(
  repository: string,
  options: readonly string[],
  from: readonly string[],
  without: readonly string[] = [],
): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  const foreign = [...from, ...without].find((oid) => !isObjectName(oid));
  if (foreign !== undefined) return missingObject(foreign, repository);
  const input = [...from, ...without.map((oid) => `^${oid}`), ''].join('\n');
  const listed = await streamGit(repository, ['rev-list', ...options, '--stdin'], { input, limit });
  if (listed.stdout === undefined) return explainFailure(listed.reason);
  const oids = listed.stdout.toString('latin1').split('\n').filter(isObjectName);
  // Newer versions write much at once, where older ones write each commit by itself.
  const objects = new CatFile(repository, knowsBatchCommand());
  try {
    return await readCommits(repository, oids, objects);
  } finally {
    objects.close();
  }
}

async function readCommits(
  repository: string,
  oids: readonly string[],
  objects: CatFile,
): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  const commits = new Map<string, Commit>();
  for (let at = 0; at < oids.length; at += portion) {
    const asked = oids.slice(at, at + portion);
    const found = await objects.contents(asked);
    if ('reason' in found) return explainFailure(found.reason);
    for (const [i, oid] of asked.entries()) {
      const bytes = found[i]?.bytes;
      const commit = bytes && parseCommit(oid, bytes);
      if (commit === undefined) return missingObject(oid, repository);
      commits.set(oid, commit);
    }
  }
  return commits;
}

/** The commits from a tip back along first parents as far as they were read, the oldest first. */
export function chainOf(tip: string, commits: ReadonlyMap<string, Commit>): readonly Commit[] {
  const chain: Commit[] = [];
  for (let at = commits.get(tip); at !== undefined; at = commits.get(at.parents[0] ?? '')) chain.push(at);
  return chain.reverse();
}
