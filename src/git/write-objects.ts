import { CatFile } from './cat-file.ts';
import type { GitFailure } from './git-failure.ts';
import { knowsBatchCommand } from './git-version.ts';
import { streamGit } from './run-git.ts';
import type { TreeObject } from './tree-objects.ts';
import { writeBlobs } from './write-blobs.ts';
import { writeCommit } from './write-commit.ts';
import { writeFailed } from './write-failed.ts';

export interface NewObjects {
  /** Contents by object name. Those that the repository has are not written again. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Each after those that it holds. */
  readonly trees: readonly TreeObject[];
  /** See `commitBytes`. */
  readonly commit: Uint8Array;
}

/**
 * Writes what a commit is made of into a repository, at most four processes for any number of files. No index, no working
 * tree, no ref, no filter and no attribute is looked at.
 *
 * @param repository absolute
 * @returns object name of the commit
 */
export async function writeObjects(repository: string, { blobs, trees, commit }: NewObjects): Promise<string | GitFailure> {
  const like = trees[0]?.oid ?? '';
  const missing = await missingOf(repository, [...blobs.keys(), ...trees.map(({ oid }) => oid)]);
  if ('reason' in missing) return writeFailed(missing.reason);
  const contents = [...blobs].flatMap(([oid, bytes]) => (missing.has(oid) ? [bytes] : []));
  const written = await writeBlobs(repository, contents);
  if (written !== undefined) return written;
  const folders = trees.filter(({ oid }) => missing.has(oid));
  const failed = await writeTrees(repository, folders);
  return failed ?? writeCommit(repository, commit, like);
}

async function missingOf(
  repository: string,
  oids: readonly string[],
): Promise<ReadonlySet<string> | { readonly reason: string }> {
  const catFile = new CatFile(repository, knowsBatchCommand());
  const found = await catFile.sizes(oids);
  catFile.close();
  return 'reason' in found ? found : new Set(oids.filter((_, i) => found[i] === undefined));
}

async function writeTrees(repository: string, trees: readonly TreeObject[]): Promise<GitFailure | undefined> {
  if (trees.length === 0) return undefined;
  const limit = trees.length * 128 + 1024;
  const { stdout, reason } = await streamGit(repository, ['mktree', '-z', '--batch'], { input: rowsOf(trees), limit });
  if (stdout === undefined) return writeFailed(reason);
  const named = stdout.toString('latin1').split('\n');
  return trees.every(({ oid }, i) => named[i] === oid) ? undefined : writeFailed('git names a tree otherwise than confman');
}

function* rowsOf(trees: readonly TreeObject[]): Generator<Uint8Array> {
  for (const { rows } of trees) {
    const lines = rows.map(({ type, name, oid }) => `${type === 'tree' ? '040000' : '100644'} ${type} ${oid}\t${name}\0`);
    yield Buffer.from(`${lines.join('')}\0`);
  }
}
