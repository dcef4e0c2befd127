import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { readCommitsBetween } from '../../git/commit-chains.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { mergeCommits } from '../../git/merge-commits.ts';
import { gitProblem } from '../../pipeline/git-problem.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import { openReach, type Reach } from '../policy/open-reach.ts';
import type { JudgePlace } from '../policy/request-context.ts';

/**
 * What a request did when it was published: its commit on the protected branch, compared with the one before it.
 * @returns no value where it is not published, where the commit brought something else than the request's head, and, with the
 * reason, where the repository here does not reach back to it
 */
export async function publishedReach(place: JudgePlace, request: RequestRecord): Promise<Outcome<Reach | undefined>> {
  if (request.published === undefined) return nothing;
  const { commit: oid } = request.published;
  const commit = await place.reader.readCommit(oid);
  if (isGitFailure(commit)) return { value: undefined, diagnostics: [gitProblem(commit, oid)] };
  const base = commit.parents[0];
  const head = headOf(request).commit;
  const isMerge = commit.parents.length === 2 && commit.parents[1] === head;
  if (base === undefined || (!isMerge && !(await isSquash(place, base, head, commit.tree)))) return nothing;
  return openReach(place, base, oid);
}

const nothing: Outcome<undefined> = { value: undefined, diagnostics: [] };

/** As forges may publish a single commit. Of several nobody can tell whether the one before it is what they began from. */
async function isSquash({ bench }: JudgePlace, base: string, head: string, tree: string): Promise<boolean> {
  const commits = await readCommitsBetween(bench.path, base, head);
  if (isGitFailure(commits) || commits.size !== 1) return false;
  const merged = await mergeCommits(bench, base, head);
  return !isGitFailure(merged) && 'tree' in merged && merged.tree === tree;
}
