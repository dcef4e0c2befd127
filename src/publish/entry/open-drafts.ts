import { isGitFailure } from '../../git/git-failure.ts';
import type { EmbeddedProvider } from '../embedded/embedded-provider.ts';
import type { HostedProvider } from '../hosted/hosted-provider.ts';
import { countApprovals, stateOf } from '../model/approvals.ts';
import type { RequestRecord, RequestState } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import type { ProviderFailure } from '../provider.ts';

/** A request that is not settled yet, with everything that it changes. */
export interface OpenDraft {
  readonly request: RequestRecord;
  readonly context: RequestContext;
  readonly state: RequestState;
}

const unsettled: readonly RequestState[] = ['draft', 'pending_review', 'approved', 'rejected'];

/** Requests that are open, the newest first, each judged when it is asked for; one that cannot be judged is passed over. */
export async function* openDrafts(
  provider: EmbeddedProvider | HostedProvider,
  now: number,
): AsyncGenerator<OpenDraft, ProviderFailure | undefined> {
  if (provider.kind === 'embedded') return yield* ofStore(provider, now);
  const listing = await provider.list({ states: unsettled, limit: 200 }, now);
  if (!('listed' in listing)) return listing;
  for (const { request } of listing.listed) {
    const read = await provider.read(request.id, now);
    if ('context' in read && read.context !== undefined) yield draftOf(read.request, read.context);
  }
  return undefined;
}

/** All requests are fetched once. */
async function* ofStore({ store }: EmbeddedProvider, now: number): AsyncGenerator<OpenDraft, ProviderFailure | undefined> {
  const state = await store.refresh();
  if (isGitFailure(state)) return state;
  if ('code' in state) return [state];
  for (const { phase, request } of state.requests.toReversed()) {
    if (phase !== 'open' && phase !== 'draft') continue;
    const context = await store.context(request, state.tip, now);
    if (!isGitFailure(context) && 'policies' in context) yield draftOf(request, context);
  }
  return undefined;
}

function draftOf(request: RequestRecord, context: RequestContext): OpenDraft {
  return { request, context, state: stateOf(request, countApprovals(request, context)) };
}
