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
  /** Any of the names of who asked for it. */
  readonly author?: string | undefined;
  /** Path of a namespace that it reaches; of those that are closed nothing is known. */
  readonly namespace?: string | undefined;
  /** A part of its words, in any case. */
  readonly search?: string | undefined;
  /** Older ones than this number alone: how a list goes on. */
  readonly before?: number | undefined;
}

export interface StatesListed {
  readonly listed: readonly ListedRequest[];
  /** False where there may be more than were asked for. */
  readonly complete: boolean;
}

export interface ListPlace {
  readonly store: Pick<RequestStore, 'context'>;
  /** Full name of the protected branch's tip. */
  readonly tip: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly verdicts?: Verdicts | undefined;
  /** Tells the names of one person by an equal key. */
  readonly personOf: (name: string) => string;
}

/** Requests with their states, the newest first. What policy says is asked for as many as are shown, and no more. */
export async function listStates(place: ListPlace, requests: readonly ListRow[], wish: ListWish): Promise<StatesListed> {
  const listed: ListedRequest[] = [];
  for (const row of requests.toReversed()) {
    if (!mayBe(row.phase ?? row.request.phase, wish.states) || !isAskedFor(row.request, wish, place)) continue;
    if (listed.length >= wish.limit) return { listed, complete: false };
    const known = place.verdicts?.of(row);
    const found = known === undefined ? await judged(row, place) : recalled(row, known);
    if (wish.states.includes(found.state) && (await reaches(found, wish, place))) listed.push(found);
  }
  return { listed, complete: true };
}

/** By its events alone. */
function isAskedFor(
  { id, title, description, submittedBy }: RequestRecord,
  { author, search, before }: ListWish,
  { personOf }: ListPlace,
): boolean {
  if (before !== undefined && Number(id) >= before) return false;
  if (author !== undefined && personOf(submittedBy) !== personOf(author)) return false;
  return search === undefined || `${title}\n${description}`.toLowerCase().includes(search.toLowerCase());
}

async function reaches(
  { request, approvals }: ListedRequest,
  { namespace }: ListWish,
  { store, tip, now }: ListPlace,
): Promise<boolean> {
  if (namespace === undefined) return true;
  if (request.published !== undefined) return request.published.namespaces.includes(namespace);
  if (request.phase !== 'draft') return approvals.some((each) => each.namespace === namespace);
  const context = await store.context(request, tip, now);
  return !isGitFailure(context) && 'policies' in context && context.policies.some((each) => each.namespace === namespace);
}

function recalled({ request }: ListRow, { state, approvals, conflicts, waits, isDue }: Verdict): ListedRequest {
  return { request, state, approvals, conflicts, waitsFor: () => waits, isDueTo: () => isDue };
}

function mayBe(phase: RequestPhase, states: readonly State[]): boolean {
  if (phase !== 'open') return states.includes(phase);
  return states.some((state) => state === 'pending_review' || state === 'approved' || state === 'rejected');
}

/** A request whose head cannot be read or compiled is not approved, whatever was said of it. */
async function judged(row: ListRow, { store, tip, now, verdicts }: ListPlace): Promise<ListedRequest> {
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
  const isSound = !conflicts && context.invalidApps.length === 0;
  const isDueTo = (person: string): boolean => isSound && isPublishable(request, person, context);
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
