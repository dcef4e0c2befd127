import type { Publication } from '../model/request.ts';
import type { Waiting } from './forge-connection.ts';
import type { ForgeDriver, Pull } from './forge-driver.ts';
import { failureIn, ForgeError, forgeFailure } from './forge-failure.ts';
import type { ProposedMerge } from './forge-port.ts';
import { backoff } from './retry-delay.ts';

/** A forge that has yet to find out whether it may merge gets half a minute; one that fails, a few seconds. */
const looks = { settling: 6, other: 4 } as const;

/**
 * Merges what was approved, or nothing. The last look only looks. The state is read before each attempt: a merge whose answer was lost is seen then, and
 * not asked for again. Asking twice at one head is harmless: the forge compares it.
 */
export async function mergeAtHead(
  driver: ForgeDriver,
  { clock, random }: Waiting,
  number: number,
  merge: ProposedMerge,
): Promise<Publication> {
  let [accepted, last, most]: [boolean, unknown, number] = [false, undefined, looks.other];
  for (let look = 0; look < most; look += 1) {
    if (look > 0) await clock.sleep(backoff(look, random()));
    const pull = await driver.pull(number);
    const published = publicationAt(pull, merge);
    if (published !== undefined) return published;
    // Some forges take the merge and carry it out a moment later.
    if (accepted || look === most - 1) continue;
    checkMergeable(pull, merge);
    try {
      await driver.merge(pull, merge);
      accepted = true;
      const now = publicationAt(await driver.pull(number), merge);
      if (now !== undefined) return now;
    } catch (error) {
      if (failureIn(error)?.status === 409) checkMergeable(await driver.pull(number), merge);
      const early = tooEarly(error, pull);
      if (early === undefined && !isWorthAnotherLook(error)) throw error;
      if (early !== undefined) most = looks.settling;
      last = early ?? error;
    }
  }
  throw accepted ? unknownState() : last;
}

function publicationAt(pull: Pull, { expectedHead, expectedBase }: ProposedMerge): Publication | undefined {
  if (pull.state !== 'merged') return undefined;
  if (pull.base !== expectedBase) throw turnedAway();
  if (pull.head !== expectedHead)
    throw failed('head-moved', 'another head of it is published already', 'Look at what was published: confman publish show');
  if (pull.merged === undefined) throw unknownState();
  return pull.merged;
}

function checkMergeable({ state, draft, head, base }: Pull, { expectedHead, expectedBase }: ProposedMerge): void {
  if (state === 'closed') throw failed('refused', 'it is closed', 'Open it again: confman publish close --reopen');
  if (base !== expectedBase) throw turnedAway();
  if (head !== expectedHead) throw headMoved();
  if (draft) throw failed('refused', 'it is a draft', 'Submit it for review first: confman publish update --ready');
}

function turnedAway(): ForgeError {
  return failed('refused', 'it is for another branch now', 'Have it turned back, and approved anew: confman publish show');
}

export function headMoved(): ForgeError {
  return failed(
    'head-moved',
    'its head is another commit now',
    'Look at what changed, and have it approved anew: confman publish show',
  );
}

/** An answer that was lost, or a protected branch that moved in this moment. */
function isWorthAnotherLook(error: unknown): boolean {
  const failure = failureIn(error);
  if (failure === undefined) return false;
  if (failure.kind === 'no-answer' || failure.kind === 'unavailable' || failure.kind === 'odd-answer') return true;
  return /base branch was modified/i.test(failure.reason);
}

/** Forges find out behind the scenes whether a request can be merged, after it was opened and after each push, and refuse meanwhile. */
function tooEarly(error: unknown, { settling }: Pull): ForgeError | undefined {
  const failure = failureIn(error);
  if (failure?.kind !== 'not-mergeable') return undefined;
  // A reason of its own, such as an approval that is missing, stays one.
  const isVague = /not mergeable|method not allowed|cannot be merged/i.test(failure.reason);
  if (!(settling && isVague) && !/try again later/i.test(failure.reason)) return undefined;
  const hint = 'Run the command again in a minute: the forge is still finding out whether it can be merged';
  return new ForgeError({ ...failure, hint });
}

function unknownState(): ForgeError {
  return failed('no-answer', 'it does not say whether it has merged', 'Run the command again: what was merged is found again');
}

function failed(kind: Parameters<typeof forgeFailure>[0], reason: string, hint: string): ForgeError {
  return new ForgeError(forgeFailure(kind, reason, hint));
}
