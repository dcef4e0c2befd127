import type { ProposedHead, Review } from '../model/request.ts';

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
