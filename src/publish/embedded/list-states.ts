import { isGitFailure } from '../../git/git-failure.ts';
import { countApprovals, stateOf, type NamespaceApproval } from '../model/approvals.ts';
import type { RequestRecord, RequestState as State } from '../model/request.ts';
import type { RequestStore } from './request-store.ts';

export interface ListedRequest {
  readonly request: RequestRecord;
  readonly state: State;
  /** What each namespace still waits for; empty for requests of which nothing more is asked. */
  readonly approvals: readonly NamespaceApproval[];
  /** Whether somebody could still give an approval that is missing. */
  readonly waitsFor: (person: string) => boolean;
}

export interface ListWish {
  readonly states: readonly State[];
  readonly limit: number;
}

/** Requests with their states, the newest first. What policy says is asked for as many as are shown, and no more. */
export async function listStates(
  store: Pick<RequestStore, 'context'>,
  { requests, tip }: { readonly requests: readonly { readonly request: RequestRecord }[]; readonly tip: string },
  { states, limit }: ListWish,
  now: number,
): Promise<readonly ListedRequest[]> {
  const listed: ListedRequest[] = [];
  for (const { request } of requests.toReversed()) {
    if (listed.length >= limit) break;
    if (!mayBe(request, states)) continue;
    const found = await judged(store, request, tip, now);
    if (states.includes(found.state)) listed.push(found);
  }
  return listed;
}

function mayBe({ phase }: RequestRecord, states: readonly State[]): boolean {
  if (phase !== 'open') return states.includes(phase);
  return states.some((state) => state === 'pending_review' || state === 'approved' || state === 'rejected');
}

/** A request whose head cannot be read or compiled is not approved, whatever was said of it. */
async function judged(
  store: Pick<RequestStore, 'context'>,
  request: RequestRecord,
  tip: string,
  now: number,
): Promise<ListedRequest> {
  if (request.phase !== 'open') return { request, state: stateOf(request, []), approvals: [], waitsFor: nobody };
  const context = await store.context(request, tip, now);
  if (isGitFailure(context) || !('policies' in context))
    return { request, state: 'pending_review', approvals: [], waitsFor: nobody };
  const approvals = countApprovals(request, context);
  const missing = new Set(approvals.filter((each) => each.missing > 0).map(({ namespace }) => namespace));
  const asked = new Set(approvals.flatMap(({ approvedBy, rejectedBy }) => [...approvedBy, ...rejectedBy]));
  const waitsFor = (person: string): boolean =>
    !asked.has(person) &&
    !context.isContributor(person) &&
    context.policies.some(({ namespace, isReviewer }) => missing.has(namespace) && isReviewer(person));
  return { request, state: stateOf(request, approvals), approvals, waitsFor };
}

function nobody(): boolean {
  return false;
}
