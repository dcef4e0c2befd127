import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readCommitChains } from '../../git/commit-chains.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { gitProblem } from '../../pipeline/git-problem.ts';
import type { JudgePlace } from '../policy/request-context.ts';

/** What somebody named: a moment (ISO 8601, UTC, whole seconds), or a revision as people type it. */
export type RestoreWish = { readonly moment: string } | { readonly revision: string };

/**
 * The commit of the protected branch's first-parent line that is meant: the one of a revision, or the last one that was published
 * at a moment.
 *
 * @param tip full name of the protected branch's tip
 * @returns full object name
 */
export async function findRestorePoint(
  place: JudgePlace,
  tip: string,
  wish: RestoreWish,
): Promise<string | GitFailure | Diagnostic> {
  const line = await place.reader.firstParents(tip, {});
  if (isGitFailure(line)) return line;
  if ('moment' in wish) return newestAt(place, line, tip, wish.moment);
  const reader = await openObjectReader(place.location.repository);
  try {
    const oid = await reader.resolveRevision(wish.revision);
    if (isGitFailure(oid)) return gitProblem(oid, wish.revision);
    return line.includes(oid) ? oid : unpublished(oid);
  } finally {
    reader.close();
  }
}

async function newestAt(
  { location }: JudgePlace,
  line: readonly string[],
  tip: string,
  moment: string,
): Promise<string | GitFailure | Diagnostic> {
  const commits = await readCommitChains(location.repository, [tip]);
  if (isGitFailure(commits)) return commits;
  const until = Date.parse(moment) / 1000;
  const found = line.find((oid) => (commits.get(oid)?.committedAt ?? Infinity) <= until);
  if (found !== undefined) return found;
  const hint = 'Name a later time: confman history lists them';
  return diagnostic('publish/restores-unpublished', { commit: '', moment }, { hint });
}

function unpublished(commit: string): Diagnostic {
  const hint = 'Name a commit of the branch: confman history lists them';
  return diagnostic('publish/restores-unpublished', { commit, moment: null }, { hint });
}
