import { explainFailure } from './explain-failure.ts';
import type { GitFailure } from './git-failure.ts';
import { isGitFailure } from './git-failure.ts';
import type { ObjectReader, TreeChange } from './object-reader.ts';
import { isObjectName } from './parse-commit.ts';
import { parseRawChange } from './parse-raw-change.ts';
import { streamGit } from './run-git.ts';

/** A commit with the one to compare it with; undefined for a commit that has none before it. */
export type CommitPair = readonly [commit: string, parent: string | undefined];

/** Room in bytes for the changes of one commit, and for those of several that are asked for at a time. */
const [limitOfOne, limitOfSeveral] = [256 * 1024 * 1024, 16 * 1024 * 1024];

/**
 * What each of some commits has otherwise than its parent, in one process. No renames: a move is a file that went and one that came.
 * Where that is very much, only the first commits are answered.
 *
 * @param pairs full object names
 * @param paths from the root of the repository; `''` for all
 */
export async function changesAlong(
  repository: string,
  reader: ObjectReader,
  pairs: readonly CommitPair[],
  paths: readonly string[],
): Promise<readonly (readonly TreeChange[])[] | GitFailure> {
  if (reader.engine !== 'git') return oneByOne(reader, pairs, paths);
  const plain = ['--raw', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '--full-index'];
  const args = ['diff-tree', '--stdin', '-r', '-z', '--root', ...plain, '--', ...(paths.includes('') ? [] : paths)];
  const input = pairs.map(([commit, parent]) => `${commit}${parent === undefined ? '' : ` ${parent}`}\n`).join('');
  const limit = pairs.length > 1 ? limitOfSeveral : limitOfOne;
  const { stdout, reason } = await streamGit(repository, args, { input, limit });
  if (stdout === undefined && pairs.length > 1 && reason.startsWith('git printed more'))
    return changesAlong(repository, reader, pairs.slice(0, Math.ceil(pairs.length / 8)), paths);
  if (stdout === undefined) return explainFailure(reason);
  const found = parseChanges(stdout.toString('utf8'));
  return pairs.map(([commit]) => found.get(commit) ?? []);
}

/** The name of a commit, then for each file its facts and its path, all ended by NUL. A commit without changes is not told. */
function parseChanges(text: string): ReadonlyMap<string, readonly TreeChange[]> {
  const found = new Map<string, TreeChange[]>();
  let changes: TreeChange[] = [];
  let facts: string | undefined;
  for (const field of text.split('\0')) {
    if (facts !== undefined) {
      changes.push(parseRawChange(facts, field));
      facts = undefined;
    } else if (field.startsWith(':')) facts = field;
    else if (isObjectName(field)) found.set(field, (changes = []));
  }
  return found;
}

async function oneByOne(
  reader: ObjectReader,
  pairs: readonly CommitPair[],
  paths: readonly string[],
): Promise<readonly (readonly TreeChange[])[] | GitFailure> {
  const all: (readonly TreeChange[])[] = [];
  for (const [commit, parent] of pairs) {
    const changes = await reader.changes(parent ?? '', commit, paths);
    if (isGitFailure(changes)) return changes;
    all.push(changes);
  }
  return all;
}
