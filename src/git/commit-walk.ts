import { compareKeys } from '../model/canonical-json.ts';
import { isGitFailure, type GitFailure } from './git-failure.ts';
import type { Commit } from './object-reader.ts';

/** A commit with its parents as far as the history here goes. */
export type ReadCommit = (oid: string) => Promise<Commit | GitFailure>;

/** A commit and all that came before it. */
export async function ancestorsOf(from: string, read: ReadCommit): Promise<ReadonlyMap<string, Commit> | GitFailure> {
  const met = new Map<string, Commit>();
  const open = [from];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    if (met.has(oid)) continue;
    const commit = await read(oid);
    if (isGitFailure(commit)) return commit;
    met.set(oid, commit);
    open.push(...commit.parents);
  }
  return met;
}

/** The commits that two share and that no other shared one comes after, the newest first. */
export async function newestShared(a: string, b: string, read: ReadCommit): Promise<readonly string[] | GitFailure> {
  const [left, right] = [await ancestorsOf(a, read), await ancestorsOf(b, read)];
  if (isGitFailure(left)) return left;
  if (isGitFailure(right)) return right;
  const shared = [...left.values()].filter(({ oid }) => right.has(oid));
  const covered = new Set(shared.flatMap(({ parents }) => parents));
  const best = shared.filter(({ oid }) => !covered.has(oid));
  return best.sort((x, y) => y.committedAt - x.committedAt || compareKeys(x.oid, y.oid)).map(({ oid }) => oid);
}
