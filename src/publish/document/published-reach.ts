import { readCommitsBetween } from '../../git/commit-chains.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { mergeCommits } from '../../git/merge-commits.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { openReach, type Reach } from '../policy/open-reach.ts';
import type { JudgePlace } from '../policy/request-context.ts';

/**
 * What a request did when it was published: its commit on the protected branch, compared with the one before it.
 * @returns undefined where it is not published, where the history here does not reach back to it, and where the commit brought
 * something else than the request's head
 */
export async function publishedReach(place: JudgePlace, request: RequestRecord): Promise<Reach | undefined> {
  if (request.published === undefined) return undefined;
  const commit = await place.reader.readCommit(request.published.commit);
  const base = isGitFailure(commit) ? undefined : commit.parents[0];
  if (isGitFailure(commit) || base === undefined) return undefined;
  const head = headOf(request).commit;
  const isMerge = commit.parents.length === 2 && commit.parents[1] === head;
  if (!isMerge && !(await isSquash(place, base, head, commit.tree))) return undefined;
  return (await openReach(place, base, commit.oid)).value;
}

/** As forges may publish a single commit. Of several nobody can tell whether the one before it is what they began from. */
async function isSquash({ bench }: JudgePlace, base: string, head: string, tree: string): Promise<boolean> {
  const commits = await readCommitsBetween(bench.path, base, head);
  if (isGitFailure(commits) || commits.size !== 1) return false;
  const merged = await mergeCommits(bench, base, head);
  return !isGitFailure(merged) && 'tree' in merged && merged.tree === tree;
}
