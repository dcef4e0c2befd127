import type { ProposedHead, Review, ReviewDecision } from '../model/request.ts';

/**
 * The reviews in the order they were given, where the forge says of each whether it dismissed it. Dismissing clears the earlier
 * decisions of the same reviewer too: a refusal that is taken away brings no earlier approval back.
 */
export function reviewHistory(kept: readonly Review[]): readonly Review[] {
  const last = new Map<string, number>();
  for (const [at, review] of kept.entries()) if (review.cleared) last.set(review.reviewer, at);
  return kept.map((review, at) => (at <= (last.get(review.reviewer) ?? -1) ? { ...review, cleared: true } : review));
}

/** Reviews of other heads are cleared, and those after which another head was there for a while. */
export function clearedByHeads(reviews: readonly Review[], head: string, pushes: readonly ProposedHead[]): readonly Review[] {
  return reviews.map((review) => {
    const left = pushes.some(({ commit, at }) => commit !== review.head && at >= review.time);
    return left || review.head !== head ? { ...review, cleared: true } : review;
  });
}

/**
 * Without the approvals that were given while the request was for another branch: who approved a commit for one of them has not
 * said that it may be published. Refusals stay, as whoever asked may turn the request away and back.
 *
 * @param times at which the branch was changed; ISO 8601, whole seconds
 */
export function clearedByRetargeting(reviews: readonly Review[], times: readonly string[]): readonly Review[] {
  const last = times.toSorted().at(-1);
  if (last === undefined) return reviews;
  const decided = new Map<string, ReviewDecision>();
  for (const { reviewer, decision, time, cleared } of reviews)
    if (time <= last && !cleared && decision !== 'commented') decided.set(reviewer, decision);
  // Of whoever approved after a refusal, the refusal does not come back.
  return reviews.map((review) =>
    review.time <= last && decided.get(review.reviewer) === 'approved'
      ? { ...review, cleared: true }
      : clearedApproval(review, last),
  );
}

function clearedApproval(review: Review, last: string): Review {
  return review.decision === 'approved' && review.time <= last ? { ...review, cleared: true } : review;
}
