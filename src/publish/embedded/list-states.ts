import { isGitFailure } from '../../git/git-failure.ts';
import { countApprovals, stateOf, type NamespaceApproval } from '../model/approvals.ts';
import { judgeEvent, type EventContext } from '../model/judge-event.ts';
import { headOf, type RequestPhase, type RequestRecord, type RequestState as State } from '../model/request.ts';
import type { RequestStore } from './request-store.ts';

export interface ListedRequest {
  readonly request: RequestRecord;
  readonly state: State;
  /** What each namespace still waits for; empty for requests of which nothing more is asked. */
  readonly approvals: readonly NamespaceApproval[];
  /** Whether somebody could still give an approval that is missing. To be asked of whoever is at work alone. */
  readonly waitsFor: (person: string) => boolean;
  /** It is approved, and somebody could publish it, at once or when its time has come. To be asked as `waitsFor` is. */
  readonly isDueTo: (person: string) => boolean;
  /** It does not go together with the protected branch any more. */
  readonly conflicts: boolean;
}

/** What was found out about a request, as far as a list needs it. */
export type Verdict = Pick<ListedRequest, 'state' | 'approvals' | 'conflicts'> & {
  /** Whether it waits for whoever is at work. */
  readonly waits: boolean;
  /** Whether they could publish it. */
  readonly isDue: boolean;
};

/** Rows that are known to come out as they did, for whoever is at work. */
export interface Verdicts {
  readonly person: string;
  of(row: ListRow): Verdict | undefined;
  keep(row: ListRow, verdict: Verdict): void;
}

export interface ListRow {
  /** Where it is known without looking into the request. */
  readonly phase?: RequestPhase;
  readonly request: RequestRecord;
}

export interface ListWish {
  readonly states: readonly State[];
  readonly limit: number;
}

/** Requests with their states, the newest first. What policy says is asked for as many as are shown, and no more. */
export async function listStates(
  store: Pick<RequestStore, 'context'>,
  { requests, tip }: { readonly requests: readonly ListRow[]; readonly tip: string },
  { states, limit }: ListWish,
  now: number,
  verdicts?: Verdicts,
): Promise<readonly ListedRequest[]> {
  const listed: ListedRequest[] = [];
  for (const row of requests.toReversed()) {
    if (listed.length >= limit) break;
    if (!mayBe(row.phase ?? row.request.phase, states)) continue;
    const known = verdicts?.of(row);
    const found = known === undefined ? await judged(store, row, { tip, now, verdicts }) : recalled(row, known);
    if (states.includes(found.state)) listed.push(found);
  }
  return listed;
}

function recalled({ request }: ListRow, { state, approvals, conflicts, waits, isDue }: Verdict): ListedRequest {
  return { request, state, approvals, conflicts, waitsFor: () => waits, isDueTo: () => isDue };
}

function mayBe(phase: RequestPhase, states: readonly State[]): boolean {
  if (phase !== 'open') return states.includes(phase);
  return states.some((state) => state === 'pending_review' || state === 'approved' || state === 'rejected');
}

/** A request whose head cannot be read or compiled is not approved, whatever was said of it. */
async function judged(
  store: Pick<RequestStore, 'context'>,
  row: ListRow,
  { tip, now, verdicts }: { readonly tip: string; readonly now: number; readonly verdicts: Verdicts | undefined },
): Promise<ListedRequest> {
  const { request } = row;
  const idle = { request, approvals: [], conflicts: false, waitsFor: nobody, isDueTo: nobody };
  if (request.phase !== 'open') return { ...idle, state: stateOf(request, []) };
  const context = await store.context(request, tip, now);
  if (isGitFailure(context) || !('policies' in context)) return { ...idle, state: 'pending_review' };
  const approvals = countApprovals(request, context);
  const missing = new Set(approvals.filter((each) => each.missing > 0).map(({ namespace }) => namespace));
  const { personOf } = context;
  const asked = new Set(approvals.flatMap(({ approvedBy, rejectedBy }) => [...approvedBy, ...rejectedBy].map(personOf)));
  const waitsFor = (person: string): boolean =>
    !asked.has(personOf(person)) &&
    !context.isContributor(person) &&
    context.policies.some(({ namespace, isReviewer }) => missing.has(namespace) && isReviewer(person));
  const state = stateOf(request, approvals);
  const conflicts = context.conflicts.length > 0;
  const isDueTo = (person: string): boolean => !conflicts && isPublishable(request, person, context);
  if (verdicts !== undefined) {
    const { person } = verdicts;
    verdicts.keep(row, { state, approvals, conflicts, waits: waitsFor(person), isDue: isDueTo(person) });
  }
  return { request, state, approvals, conflicts, waitsFor, isDueTo };
}

/** No clock has a say: what waits for a time alone is publishable. */
function isPublishable(request: RequestRecord, actor: string, context: EventContext): boolean {
  const head = headOf(request).commit;
  const body = { type: 'published', head, commit: head, namespaces: [] } as const;
  const { id, position } = request;
  const event = { formatVersion: 1, request: id, position: position + 1, actor, at: context.now, base: head, ...body } as const;
  const refusal = judgeEvent(request, event, context);
  return refusal === undefined || refusal.why === 'too-early' || refusal.why === 'frozen';
}

function nobody(): boolean {
  return false;
}
