import type { EventBody } from './event.ts';
import { headOf, type RequestRecord } from './request.ts';

/**
 * Whether a request is already what somebody's step would make of it, and by that person: they call a command again that was killed
 * after it was done. Of a request that is opened see `alreadyOpen`.
 */
export function isDone(request: RequestRecord, body: EventBody, person: string): boolean {
  const isLast = request.updatedBy === person;
  const head = headOf(request);
  switch (body.type) {
    case 'opened':
      return false;
    case 'updated': {
      const isSame = body.title === request.title && body.description === request.description;
      return isSame && body.head === head.commit && head.pushedBy === person;
    }
    case 'reviewed': {
      const own = request.reviews.findLast(({ reviewer, decision }) => reviewer === person && decision !== 'commented');
      const last = body.decision === 'commented' ? request.reviews.at(-1) : own;
      const isSame = last?.decision === body.decision && last.comment === body.comment && last.head === body.head;
      // What was said once and is said again later, after others, is a comment of its own.
      return isSame && last.reviewer === person && !last.cleared && (isLast || body.decision !== 'commented');
    }
    case 'scheduled':
      return isLast && request.publishAt === (body.publishAt ?? undefined);
    case 'published':
      return request.phase === 'published' && request.published?.by === person && body.head === head.commit;
    case 'closed':
      return isLast && request.phase === 'closed';
    case 'drafted':
      return isLast && request.phase === 'draft';
    case 'submitted':
    case 'reopened':
      return isLast && request.phase === 'open';
  }
}
