/** Where a request stands. `approved` and what comes before follow from reviews and policy, and are never stored. */
export type RequestState = 'draft' | 'pending_review' | 'approved' | 'rejected' | 'published' | 'closed';

export type ReviewDecision = 'approved' | 'rejected' | 'commented';

export interface Review {
  /** Principal, as the server or the forge knows them. */
  readonly reviewer: string;
  readonly decision: ReviewDecision;
  readonly comment: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly time: string;
  /** Full name of the commit that was reviewed. A decision on another commit than the head counts for nothing. */
  readonly head: string;
  /** A new head came after it, or the forge dismissed it: it stays cleared, also when the old head comes back. */
  readonly cleared: boolean;
  /** A forge says that somebody dismissed it, or that nobody knows what it was of; and not since when. */
  readonly dismissed?: true | undefined;
}

/** A commit that was proposed, and who pushed it. */
export interface ProposedHead {
  readonly commit: string;
  readonly pushedBy: string;
  readonly at: string;
}

/**
 * What is known of a publish request without looking at policy or at what it changes: the same for requests kept in git
 * and for those of a forge.
 */
export interface RequestRecord {
  /** A whole number from 1 on, without leading zeros. */
  readonly id: string;
  /** How many events it is made of; 0 where it is not made of events (a forge's). */
  readonly position: number;
  readonly title: string;
  readonly description: string;
  readonly phase: RequestPhase;
  readonly submittedBy: string;
  readonly submittedAt: string;
  /** Who else had a part in it, as a forge tells: principals. Undefined where nobody but git and the events know. */
  readonly contributors?: readonly string[];
  /** Oldest first; the last one is what is asked for now. */
  readonly heads: readonly ProposedHead[];
  /** Oldest first; all that were ever given, also on former heads. */
  readonly reviews: readonly Review[];
  /** For a rollback, the commit of the protected branch whose state comes back. */
  readonly restores: string | undefined;
  /** Not to be published before: ISO 8601. */
  readonly publishAt: string | undefined;
  readonly published: Publication | undefined;
  /** Of one that is closed, why, in the words of who closed it; undefined of others, and where a forge does not tell. */
  readonly closing?: string | undefined;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The part of the state that events alone decide. */
export type RequestPhase = 'draft' | 'open' | 'published' | 'closed';

export interface Publication {
  /** Full name of the merge commit on the protected branch. */
  readonly commit: string;
  readonly by: string;
  readonly at: string;
  /** That it reached; empty where nobody kept them (a forge). */
  readonly namespaces: readonly string[];
}

export function headOf(request: RequestRecord): ProposedHead {
  const head = request.heads.at(-1);
  if (head === undefined) throw new Error(`request ${request.id} has no head`);
  return head;
}
