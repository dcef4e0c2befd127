import type { Review } from '../model/request.ts';
import { shownText } from './answer.ts';
import type { ForgeDriver, Pull } from './forge-driver.ts';
import { failureIn, ForgeError, forgeFailure, unlessStatus } from './forge-failure.ts';
import type { ProposedReview } from './forge-port.ts';
import { headMoved } from './merge-at-head.ts';

/**
 * Reviews the commit that was looked at. A review whose answer was lost is looked for before it is called lost.
 *
 * @returns all reviews as they are then
 */
export async function submitReview(driver: ForgeDriver, pull: Pull, review: ProposedReview): Promise<readonly Review[]> {
  if (pull.state !== 'open')
    throw new ForgeError(forgeFailure('refused', `it is ${pull.state}`, 'Review requests that are open: confman publish list'));
  if (pull.head !== review.head) throw headMoved();
  // Tokens of apps may not ask whose they are.
  const me = await unlessStatus([403], driver.whoAmI(), undefined);
  // Not every forge refuses it, and it would count for nothing.
  if (review.decision === 'approved' && me === pull.submittedBy)
    throw new ForgeError(forgeFailure('refused', 'nobody approves what they asked for', 'Have somebody else review it'));
  const before = (await driver.reviews(pull)).length;
  try {
    await driver.review(pull, review);
    return await driver.reviews(pull);
  } catch (error) {
    const kind = failureIn(error)?.kind;
    if (kind !== 'no-answer' && kind !== 'unavailable' && kind !== 'odd-answer') throw error;
    const after = await driver.reviews(pull);
    const mine = after.slice(before).filter(({ reviewer }) => reviewer === me);
    if (mine.some((each) => isSame(each, review)) && isSaid(mine, review)) return after;
    throw error;
  }
}

function isSame(given: Review, { decision, head }: ProposedReview): boolean {
  return given.decision === decision && given.head === head;
}

/** Some forges keep what is said beside what is decided. */
function isSaid(given: readonly Review[], { comment }: ProposedReview): boolean {
  const said = shownText(comment).trim();
  return said === '' || given.some((each) => each.comment.trim() === said);
}
