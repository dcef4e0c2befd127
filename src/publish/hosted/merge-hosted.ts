import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { requestTrailer } from '../../git/request-of.ts';
import type { RequestEvent } from '../model/event.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf } from '../model/request.ts';
import { refusalOf } from '../embedded/refusals.ts';
import { wrongMerge } from '../embedded/wrong-merge.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import type { RequestContext } from '../policy/request-context.ts';
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
  if (context.tree === undefined) return [conflict(store.branch, context.conflicts)];
  const words = { title: `Publish request ${id}`, message: `${requestTrailer}: ${id}` };
  const publication = await store.port.merge(id, { expectedHead: head, ...words });
  if (isForgeFailure(publication)) return store.problem(publication);
  const fetched = await store.fetch([]);
  if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
  const wrong = await wrongPublication(store, { read, event, context }, publication.commit, fetched.tip);
  if (wrong !== undefined) return isGitFailure(wrong) ? wrong : [wrong];
  return { ...publication, tip: fetched.tip };
}

interface Judged {
  readonly read: HostedRequest;
  readonly event: RequestEvent;
  readonly context: RequestContext;
}

async function wrongPublication(
  store: HostedStore,
  { read, event, context }: Judged,
  commit: string,
  tip: string,
): Promise<Diagnostic | GitFailure | undefined> {
  const line = await store.reader.firstParents(tip, { until: read.tip });
  if (isGitFailure(line)) return line;
  if (!line.includes(commit)) return wrong(commit, `it is not on ${store.branch}`);
  const merged = await store.reader.readCommit(commit);
  if (isGitFailure(merged)) return merged;
  const base = merged.parents[0] ?? '';
  const wanted = { request: read.record.id, tip: base, head: headOf(read.record).commit, branch: store.branch };
  if (base === read.tip) return wrongMerge(merged, wanted, context);
  const again = await hostedContext(store, { ...read, tip: base }, Date.parse(context.now));
  if (isGitFailure(again)) return again;
  if (!('policies' in again)) return again[0] ?? wrong(commit, 'it cannot be judged');
  const refusal = judgeEvent(read.record, event, again);
  return wrongMerge(merged, wanted, again) ?? (refusal && refusalOf(refusal, event));
}

function wrong(commit: string, reason: string): Diagnostic {
  return diagnostic('publish/wrong-merge', { commit, reason }, { hint: 'Look at what the forge merged, and roll it back' });
}

function conflict(branch: string, paths: readonly string[]): Diagnostic {
  const hint = `Merge ${branch} into the head, and push it: confman publish update`;
  return diagnostic('publish/conflict', { branch, paths }, { hint });
}
