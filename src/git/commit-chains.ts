import { CatFile } from './cat-file.ts';
import { explainFailure } from './explain-failure.ts';
import { knowsBatchCommand } from './git-version.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';
import { largeCommit } from './large-commit.ts';
import { missingObject } from './missing-object.ts';
import type { Commit } from './object-reader.ts';
import { isObjectName, mostOfCommit, parseCommit } from './parse-commit.ts';
import { streamGit } from './run-git.ts';

/** Commits whose contents are held at once while they are read. */
const portion = 4096;
/** Of commits that a head brings, together: their messages are what somebody else wrote. */
const mostBrought = 64 * 1024 * 1024;
/** Room for the names of some four million commits. */
const limit = 256 * 1024 * 1024;

/**
 * Many chains of first parents, read with two processes however many there are. A commit that is too large is left out: of its chain
 * only what follows it is known.
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
  return readListed(repository, [], [after], [before], mostBrought);
}

async function readListed(
  repository: string,
  options: readonly string[],
  from: readonly string[],
  without: readonly string[] = [],
  most?: number,
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
    const large = most === undefined ? undefined : await tooMuch(oids, most, objects);
    return large ?? (await readCommits(repository, oids, objects));
  } finally {
    objects.close();
  }
}

/** @param most bytes of all of them */
async function tooMuch(oids: readonly string[], most: number, objects: CatFile): Promise<GitFailure | undefined> {
  let bytes = 0;
  for (let at = 0; at < oids.length; at += portion) {
    const found = await objects.sizes(oids.slice(at, at + portion));
    if ('reason' in found) return explainFailure(found.reason);
    for (const object of found) bytes += object?.size ?? 0;
    const largest = found.find((object) => object !== undefined && object.size > mostOfCommit);
    if (largest !== undefined) return largeCommit(largest.oid);
    const hint = 'Make fewer commits of it, with shorter messages';
    if (bytes > most) return gitFailure('too-large', `the commits take more than ${most / 1024 / 1024} MB`, hint);
  }
  return undefined;
}

async function readCommits(
  repository: string,
  oids: readonly string[],
  objects: CatFile,
): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  const commits = new Map<string, Commit>();
  for (let at = 0; at < oids.length; at += portion) {
    const asked = oids.slice(at, at + portion);
    const found = await objects.contents(asked, mostOfCommit);
    if ('reason' in found) return explainFailure(found.reason);
    for (const [i, oid] of asked.entries()) {
      if ((found[i]?.size ?? 0) > mostOfCommit) continue;
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
