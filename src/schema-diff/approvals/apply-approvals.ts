import type { Change } from '../change.ts';
import { accepts, isAbout, isExpired, type Approval, type VersionPair } from './approval.ts';

export interface AppliedApprovals {
  /** What was accepted, and by which entry. */
  readonly accepted: ReadonlyMap<Change, Approval>;
  /** Entries about this pair that match no change of it. */
  readonly unused: readonly Approval[];
  /** Entries about this pair that count no more. They accept nothing. */
  readonly expired: readonly Approval[];
}

/** @param today `2026-05-13`, UTC */
export function applyApprovals(
  changes: readonly Change[],
  approvals: readonly Approval[],
  pair: VersionPair,
  today: string,
): AppliedApprovals {
  const about = approvals.filter((each) => isAbout(each, pair));
  const expired = about.filter((each) => isExpired(each, today));
  const counting = about.filter((each) => !expired.includes(each));
  const accepted = new Map<Change, Approval>();
  for (const change of changes) {
    const approval = counting.find((each) => accepts(each, change));
    if (approval !== undefined) accepted.set(change, approval);
  }
  const unused = counting.filter((each) => !changes.some((change) => accepts(each, change)));
  return { accepted, unused, expired };
}
