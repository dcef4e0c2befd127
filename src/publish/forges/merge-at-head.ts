import type { Publication } from '../model/request.ts';
import type { ForgeConnection } from './forge-connection.ts';
import type { ForgeDriver, Pull } from './forge-driver.ts';
import { failureIn, ForgeError, forgeFailure } from './forge-failure.ts';
import type { ProposedMerge } from './forge-port.ts';
import { backoff } from './retry-delay.ts';

const LOOKS = 4;

export type Waiting = Pick<ForgeConnection, 'clock' | 'random'>;

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
  let [accepted, last]: [boolean, unknown] = [false, undefined];
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await clock.sleep(backoff(look, random()));
    const pull = await driver.pull(number);
    const published = publicationAt(pull, merge.expectedHead);
    if (published !== undefined) return published;
    // Some forges take the merge and carry it out a moment later.
    if (accepted || look === LOOKS - 1) continue;
    checkMergeable(pull, merge.expectedHead);
    try {
      await driver.merge(pull, merge);
      accepted = true;
      const now = publicationAt(await driver.pull(number), merge.expectedHead);
      if (now !== undefined) return now;
    } catch (error) {
      if (failureIn(error)?.status === 409) checkMergeable(await driver.pull(number), merge.expectedHead);
      if (!isWorthAnotherLook(error)) throw error;
      last = error;
    }
  }
  throw accepted ? unknownState() : last;
}

function publicationAt(pull: Pull, expected: string): Publication | undefined {
  if (pull.state !== 'merged') return undefined;
  if (pull.head !== expected)
    throw failed('head-moved', 'another head of it is published already', 'Look at what was published: confman publish show');
  if (pull.merged === undefined) throw unknownState();
  return pull.merged;
}

function checkMergeable({ state, draft, head }: Pull, expected: string): void {
  if (state === 'closed') throw failed('refused', 'it is closed', 'Open it again: confman publish close --reopen');
  if (head !== expected) throw headMoved();
  if (draft) throw failed('refused', 'it is a draft', 'Submit it for review first: confman publish update --ready');
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
  return failure.status === 409 && /base branch was modified/i.test(failure.reason);
}

function unknownState(): ForgeError {
  return failed('no-answer', 'it does not say whether it has merged', 'Run the command again: what was merged is found again');
}

function failed(kind: Parameters<typeof forgeFailure>[0], reason: string, hint: string): ForgeError {
  return new ForgeError(forgeFailure(kind, reason, hint));
}
