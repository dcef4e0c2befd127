import type { RequestPhase } from '../model/request.ts';
import { shownLine, shownText } from './answer.ts';
import type { Pull } from './forge-driver.ts';
import type { ForgeSummary } from './forge-port.ts';
import { markedName, withoutMarker } from './request-marker.ts';

export function summaryOf(pull: Pull): ForgeSummary {
  return {
    id: String(pull.number),
    name: pull.fromFork ? undefined : markedName(pull.branch, pull.body),
    title: shownLine(pull.title),
    description: shownText(withoutMarker(pull.body)),
    phase: phaseOf(pull),
    branch: pull.branch,
    base: pull.base,
    head: pull.head,
    fromFork: pull.fromFork,
    submittedBy: pull.submittedBy,
    submittedAt: pull.submittedAt,
    updatedAt: pull.updatedAt,
    url: pull.url,
  };
}

export function phaseOf({ state, draft }: Pick<Pull, 'state' | 'draft'>): RequestPhase {
  if (state === 'merged') return 'published';
  if (state === 'closed') return 'closed';
  return draft ? 'draft' : 'open';
}
