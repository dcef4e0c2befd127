import { hideReferences } from './hide-references.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { Happening, WebhookEvent } from './happenings.ts';

/** What others are told: who did what to which request, and no value of any configuration. */
export interface Notice {
  readonly event: WebhookEvent;
  readonly delivery: string;
  readonly at: string;
  readonly actor: string | null;
  /** Where it is kept: `github.com/acme/config`. */
  readonly repository: string;
  readonly branch: string;
  readonly request: {
    readonly id: string;
    readonly title: string;
    readonly phase: string;
    readonly head: string;
    readonly submittedBy: string;
    readonly submittedAt: string;
    /** Full name of the merge commit. */
    readonly published: string | null;
    /** Page for people. */
    readonly url: string | null;
  };
}

export interface NoticePlace {
  readonly place: string;
  readonly branch: string;
  readonly secretSchemes: readonly string[];
  pageOf(id: string): string | undefined;
}

export function noticeOf(request: RequestRecord, { event, id, actor, at }: Happening, place: NoticePlace): Notice {
  return {
    event,
    delivery: id,
    at,
    actor: actor ?? null,
    repository: place.place,
    branch: place.branch,
    request: {
      id: request.id,
      title: hideReferences(request.title, place.secretSchemes),
      phase: request.phase,
      head: headOf(request).commit,
      submittedBy: request.submittedBy,
      submittedAt: request.submittedAt,
      published: request.published?.commit ?? null,
      url: place.pageOf(request.id) ?? null,
    },
  };
}
