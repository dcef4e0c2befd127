import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { requestTrailer } from '../../git/request-of.ts';
import type { RequestEvent } from '../model/event.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf } from '../model/request.ts';
import { refusalOf } from '../embedded/refusals.ts';
import { wrongMerge } from '../embedded/wrong-merge.ts';
import { isForgeFailure, type ForgeFailure } from '../forges/forge-failure.ts';
import { countApprovals } from '../model/approvals.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { fetchPublished } from './fetch-published.ts';
import { publicationProblem, reasonOf } from './publication-problem.ts';
import type { HostedStore } from './hosted-store.ts';
import { hostedContext, type HostedRequest } from './read-hosted.ts';

export interface MergedRequest {
  readonly commit: string;
  readonly by: string;
  readonly at: string;
  /** Tip of the protected branch afterwards. */
  readonly tip: string;
}

/**
 * Has the forge merge what was judged, and looks at what it merged: a branch that moved in between is judged again, and what is
 * anything else than the merge of the two is told, since nothing can take it back.
 */
export async function mergeHosted(
  store: HostedStore,
  read: HostedRequest,
  event: RequestEvent,
  context: RequestContext,
): Promise<MergedRequest | GitFailure | readonly Diagnostic[]> {
  const { id } = read.record;
  const head = headOf(read.record).commit;
  if (context.tree === undefined) return [conflict(id, store.branch, context.conflicts)];
  const words = { title: `Publish request ${id}`, message: `${requestTrailer}: ${id}` };
  store.checkedTip.pin(read.tip);
  const publication = await store.port.merge(id, { expectedHead: head, expectedBase: store.branch, ...words });
  if (isForgeFailure(publication)) return notMerged(store, publication, read, context);
  const { commit } = publication;
  const fetched = await fetchPublished(store, commit);
  if (!('tip' in fetched)) return fetched;
  const wrong = fetched.isThere
    ? await wrongPublication(store, { read, event, context }, commit)
    : `it is not on ${store.branch}`;
  if (wrong === undefined) {
    if (fetched.tip === commit && store.checkedTip.tip === read.tip) store.checkedTip.keep(commit);
    return { ...publication, tip: fetched.tip };
  }
  if (typeof wrong !== 'string') return wrong;
  return [publicationProblem(store.branch, { commit, request: id, verdict: 'fails', reason: wrong })];
}

interface Judged {
  readonly read: HostedRequest;
  readonly event: RequestEvent;
  readonly context: RequestContext;
}

/** @returns why it should not have been merged so */
async function wrongPublication(
  store: HostedStore,
  { read, event, context }: Judged,
  commit: string,
): Promise<string | GitFailure | undefined> {
  const merged = await store.reader.readCommit(commit);
  if (isGitFailure(merged)) return merged;
  const base = merged.parents[0] ?? '';
  const wanted = { request: read.record.id, tip: base, head: headOf(read.record).commit, branch: store.branch };
  const again = base === read.tip ? context : await hostedContext(store, { ...read, tip: base }, Date.parse(context.now));
  if (isGitFailure(again)) return again;
  if (!('policies' in again)) return again.map(reasonOf).join('; ');
  const wrong = wrongMerge(merged, wanted, again);
  if (wrong !== undefined) return reasonOf(wrong);
  const refusal = base === read.tip ? undefined : judgeEvent(read.record, event, again);
  return refusal && reasonOf(refusalOf(refusal, event));
}

/** Where confman's policy asks for nobody's approval, the forge may still ask for one: its rules know no namespaces. */
function notMerged(
  store: HostedStore,
  failure: ForgeFailure,
  { record }: HostedRequest,
  context: RequestContext,
): readonly Diagnostic[] {
  const approved = countApprovals(record, context).some(({ approvedBy }) => approvedBy.length > 0);
  if (failure.kind !== 'not-mergeable' || approved) return store.problem(failure);
  const hint = `Have somebody approve request ${record.id}, as the forge's own rules may ask for, then: confman publish merge ${record.id}`;
  return store.problem({ ...failure, hint });
}

function conflict(request: string, branch: string, paths: readonly string[]): Diagnostic {
  const hint = `Merge ${branch} into its branch, then: confman publish update ${request} HEAD`;
  return diagnostic('publish/conflict', { branch, paths }, { hint });
}
