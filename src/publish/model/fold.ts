import type { RequestEvent } from './event.ts';
import { headOf, type RequestRecord } from './request.ts';

/** Why an event cannot come next. */
export type FoldRefusal =
  | 'not-opened'
  | 'already-opened'
  | 'other-request'
  | 'out-of-order'
  | 'back-in-time'
  | 'published-already'
  | 'closed-already'
  | 'not-closed'
  | 'not-a-draft'
  | 'is-a-draft'
  | 'other-head'
  | 'nothing-new';

export type Folded = { readonly request: RequestRecord } | { readonly refusal: FoldRefusal };

/**
 * What a request is after one more event: the one place where events get their meaning, for the program that shows a
 * request, the hook that judges a push and the audit that replays all. Who may do what is not decided here (`judgeEvent`).
 * @param request undefined before the first event
 */
export function fold(request: RequestRecord | undefined, event: RequestEvent): Folded {
  return folded(request, event, (list, item) => [...list, item]);
}

/**
 * The same for who folds a long chain: what was folded before it is used up, and no longer what it was. A copy for each event would take
 * time that grows with the square of their number.
 */
export function foldOn(request: RequestRecord | undefined, event: RequestEvent): Folded {
  return folded(request, event, (list, item) => {
    (list as (typeof item)[]).push(item);
    return list;
  });
}

type Append = <T>(list: readonly T[], item: T) => readonly T[];

function folded(request: RequestRecord | undefined, event: RequestEvent, append: Append): Folded {
  if (event.type === 'opened') return request === undefined ? open(event) : { refusal: 'already-opened' };
  if (request === undefined) return { refusal: 'not-opened' };
  const refusal = sequenceRefusal(request, event) ?? phaseRefusal(request, event) ?? headRefusal(request, event);
  if (refusal !== undefined) return { refusal };
  return {
    request: { ...change(request, event, append), position: event.position, updatedAt: event.at, updatedBy: event.actor },
  };
}

/** Folds a whole chain. @returns the request, or the place (from 0) of the first event that does not hold, and why */
export function foldAll(events: readonly RequestEvent[]): Folded & { readonly at?: number } {
  let request: RequestRecord | undefined;
  for (const [at, event] of events.entries()) {
    const next = foldOn(request, event);
    if ('refusal' in next) return { ...next, at };
    request = next.request;
  }
  return request === undefined ? { refusal: 'not-opened', at: 0 } : { request };
}

function open(event: RequestEvent & { readonly type: 'opened' }): Folded {
  if (event.position !== 1) return { refusal: 'out-of-order' };
  return {
    request: {
      id: event.request,
      position: 1,
      title: event.title,
      description: event.description,
      phase: event.draft ? 'draft' : 'open',
      submittedBy: event.actor,
      submittedAt: event.at,
      heads: [{ commit: event.head, pushedBy: event.actor, at: event.at }],
      reviews: [],
      restores: event.restores ?? undefined,
      publishAt: undefined,
      published: undefined,
      updatedAt: event.at,
      updatedBy: event.actor,
    },
  };
}

function sequenceRefusal(request: RequestRecord, event: RequestEvent): FoldRefusal | undefined {
  if (event.request !== request.id) return 'other-request';
  if (event.position !== request.position + 1) return 'out-of-order';
  // Clocks differ; whoever comes later states at least the time of what it follows. ISO times of one form order as text.
  return event.at < request.updatedAt ? 'back-in-time' : undefined;
}

function phaseRefusal(request: RequestRecord, event: RequestEvent): FoldRefusal | undefined {
  const { phase } = request;
  if (phase === 'published') return 'published-already';
  if (event.type === 'reopened') return phase === 'closed' ? undefined : 'not-closed';
  if (phase === 'closed') return 'closed-already';
  if (event.type === 'submitted') return phase === 'draft' ? undefined : 'not-a-draft';
  const needsOpen = event.type === 'drafted' || event.type === 'published' || isDecision(event);
  return needsOpen && phase === 'draft' ? 'is-a-draft' : undefined;
}

function isDecision(event: RequestEvent): boolean {
  return event.type === 'reviewed' && event.decision !== 'commented';
}

function headRefusal(request: RequestRecord, event: RequestEvent): FoldRefusal | undefined {
  const { commit } = headOf(request);
  if (event.type === 'reviewed' || event.type === 'published') return event.head === commit ? undefined : 'other-head';
  if (event.type !== 'updated' || event.head !== commit) return undefined;
  return event.title === request.title && event.description === request.description ? 'nothing-new' : undefined;
}

function change(request: RequestRecord, event: RequestEvent, append: Append): RequestRecord {
  const { actor, at } = event;
  switch (event.type) {
    case 'opened':
      throw new Error('an opened request is never opened again');
    case 'updated': {
      const words = { ...request, title: event.title, description: event.description };
      if (event.head === headOf(request).commit) return words;
      const reviews = request.reviews.map((review) => ({ ...review, cleared: true }));
      return { ...words, reviews, heads: append(request.heads, { commit: event.head, pushedBy: actor, at }) };
    }
    case 'reviewed': {
      const { decision, comment, head } = event;
      return {
        ...request,
        reviews: append(request.reviews, { reviewer: actor, decision, comment, time: at, head, cleared: false }),
      };
    }
    case 'scheduled':
      return { ...request, publishAt: event.publishAt ?? undefined };
    case 'published':
      return { ...request, phase: 'published', published: { commit: event.commit, by: actor, at, namespaces: event.namespaces } };
    case 'closed':
      return { ...request, phase: 'closed', closing: event.comment };
    case 'drafted':
      return { ...request, phase: 'draft' };
    case 'submitted':
      return { ...request, phase: 'open' };
    case 'reopened':
      return { ...request, phase: 'open', closing: undefined };
  }
}
