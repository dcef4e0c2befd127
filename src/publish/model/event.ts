import type { ReviewDecision } from './request.ts';

/** What every event of a request says. */
export interface EventHead {
  readonly formatVersion: 1;
  /** Id of the request. */
  readonly request: string;
  /** 1 for the event that opens the request, then one more each. */
  readonly position: number;
  /** Principal, as the server knows them. */
  readonly actor: string;
  /** ISO 8601, UTC, whole seconds: by the clock of whoever made it. No rule of policy is judged by it alone. */
  readonly at: string;
  /** Full name of the protected branch's tip whose policy the event was judged by. */
  readonly base: string;
}

export interface Opened {
  readonly type: 'opened';
  readonly head: string;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
  /** A rollback: the commit of the protected branch whose state the apps that change get back. */
  readonly restores: string | null;
}

/** A new head, or other words for the same. */
export interface Updated {
  readonly type: 'updated';
  readonly head: string;
  readonly title: string;
  readonly description: string;
}

export interface Reviewed {
  readonly type: 'reviewed';
  readonly head: string;
  readonly decision: ReviewDecision;
  readonly comment: string;
}

/** Not to be published before a time; null takes that back. */
export interface Scheduled {
  readonly type: 'scheduled';
  readonly publishAt: string | null;
}

/** `commit` is the merge of `head` into `base`, which becomes the protected branch's tip in the same push. */
export interface Published {
  readonly type: 'published';
  readonly head: string;
  readonly commit: string;
  /** Every namespace that it reached, as it was judged: what an audit asks for years later. In code-unit order. */
  readonly namespaces: readonly string[];
}

export interface Closed {
  readonly type: 'closed';
  readonly comment: string;
}

/** From a draft to a request for review, and back; and open again after it was closed. */
export interface Turned {
  readonly type: 'submitted' | 'drafted' | 'reopened';
}

export type EventBody = Opened | Updated | Reviewed | Scheduled | Published | Closed | Turned;

/** One thing that happened to a request. A request is the fold of its events (`fold`), and nothing else is stored. */
export type RequestEvent = EventHead & EventBody;

export type EventType = EventBody['type'];
