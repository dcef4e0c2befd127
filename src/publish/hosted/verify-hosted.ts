import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { HostedStore } from './hosted-store.ts';
import { Publishers, type CheckedCommit } from './publishers.ts';

export interface HostedVerification {
  /** So many commits of the branch hold, one after the other from the root on, but for those that are unknown. */
  readonly commits: number;
  /** The first that does not hold. */
  readonly fault: CheckedCommit | undefined;
  /** Of which the forge does not tell enough; in the order of the branch. */
  readonly unknown: readonly CheckedCommit[];
  /** Where it ended before its time: why, and up to which commit it came. */
  readonly ended: { readonly at: string; readonly why: GitFailure | readonly Diagnostic[] } | undefined;
}

/**
 * Replays what can be proved of a forge's requests: each commit of the protected branch after the root is the merge of a request
 * that might be published then. What the forge says now is taken for what it was: reviews that somebody changed or took away since
 * are not known.
 *
 * @param root full name of a commit of the branch that is trusted as it is
 * @param tip full name of the branch's tip, as it was fetched
 */
export async function verifyHosted(store: HostedStore, root: string, tip: string): Promise<HostedVerification | GitFailure> {
  const line = await lineSince(store, root, tip);
  if (isGitFailure(line)) return line;
  if (line === undefined) return verification(0, [], { fault: notOnLine(root) });
  const publishers = new Publishers(store);
  const unknown: CheckedCommit[] = [];
  let last = root;
  for (const [i, oid] of line.entries()) {
    const commits = i - unknown.length;
    const checked = await publishers.check(oid);
    if (!('verdict' in checked)) return verification(commits, unknown, { ended: { at: last, why: checked } });
    if (checked.verdict === 'fails') return verification(commits, unknown, { fault: checked });
    if (checked.verdict === 'unknown') unknown.push(checked);
    last = oid;
  }
  return verification(line.length - unknown.length, unknown, {});
}

/** The commits of the protected branch after one of them, the oldest first. @returns undefined where it is none of them */
export async function lineSince(
  { reader }: HostedStore,
  root: string,
  tip: string,
): Promise<readonly string[] | undefined | GitFailure> {
  if (root === tip) return [];
  const line = await reader.firstParents(tip, { until: root });
  if (isGitFailure(line)) return line;
  const oldest = await reader.readCommit(line.at(-1) ?? tip);
  if (isGitFailure(oldest)) return oldest;
  return oldest.parents[0] === root ? line.toReversed() : undefined;
}

function verification(
  commits: number,
  unknown: readonly CheckedCommit[],
  { fault, ended }: Partial<Pick<HostedVerification, 'fault' | 'ended'>>,
): HostedVerification {
  return { commits, unknown, fault, ended };
}

function notOnLine(commit: string): CheckedCommit {
  return { commit, request: undefined, by: undefined, verdict: 'fails', reason: 'it is not on the line of the branch' };
}
