import type { Waiting } from './forge-connection.ts';
import type { ForgeDriver, NewPull, Pull } from './forge-driver.ts';
import { failureIn, ForgeError, forgeFailure, type ForgeFailure } from './forge-failure.ts';
import type { Proposal } from './forge-port.ts';
import { backoff } from './retry-delay.ts';
import { allPages } from './pages.ts';
import { isRequestName, markedName, requestBranch, withMarker } from './request-marker.ts';

/** The open pull request of a name's branch, else the newest that has its marker. Branches of forks are none of confman's. */
export async function findPull(driver: ForgeDriver, name: string): Promise<Pull | undefined> {
  const branch = requestBranch(checkedName(name));
  // Forks can have as many of the same branch as they like.
  const { items } = await allPages((page) => driver.pulls({ state: 'all', branch }, page));
  const own = items.filter((pull) => !pull.fromFork && pull.branch === branch).toSorted((a, b) => b.number - a.number);
  return own.find(({ state }) => state === 'open') ?? own.find(({ body }) => markedName(branch, body) === name);
}

/** Opens a pull request, or takes the open one of the same name; one whose marker somebody removed gets it back. */
export async function openPull(driver: ForgeDriver, waiting: Waiting, proposal: Proposal): Promise<Pull> {
  const { name, base, title, draft } = proposal;
  const branch = requestBranch(checkedName(name));
  const body = withMarker(name, proposal.description);
  const pull = { branch, base, title, body, draft };
  return (await takeOpen(driver, proposal)) ?? (await createOnce(driver, waiting, proposal, pull));
}

async function takeOpen(driver: ForgeDriver, { name, base }: Proposal): Promise<Pull | undefined> {
  const found = await findPull(driver, name);
  if (found?.state !== 'open') return undefined;
  if (found.base !== base)
    throw new ForgeError(
      forgeFailure(
        'refused',
        `an open request ${found.number} of this name has another base branch`,
        'Close it, or take another name',
      ),
    );
  if (markedName(found.branch, found.body) === name) return found;
  await driver.change(found, { body: withMarker(name, found.body) });
  return driver.pull(found.number);
}

/** Two that open at once, and an answer that was lost: the second look finds what the first made. */
async function createOnce(driver: ForgeDriver, { clock, random }: Waiting, proposal: Proposal, pull: NewPull): Promise<Pull> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await driver.create(pull);
    } catch (error) {
      const failure = failureIn(error);
      if (failure === undefined || !mayExist(failure)) throw error;
      const found = await takeOpen(driver, proposal);
      if (found !== undefined) return found;
      const isFinal = (failure.kind === 'conflict' || failure.kind === 'refused') && !isUnseen(failure);
      if (attempt === 3 || isFinal) throw error;
      await clock.sleep(backoff(attempt, random()));
    }
  }
}

/** The parts of a forge learn of a push one after the other: that of its API may not know the branch yet. */
function isUnseen({ kind, reason }: ForgeFailure): boolean {
  return kind === 'refused' && /\bhead\b|source[_ ]branch|no commits between/i.test(reason) && !/already exists/i.test(reason);
}

function mayExist({ kind }: ForgeFailure): boolean {
  return kind === 'no-answer' || kind === 'unavailable' || kind === 'odd-answer' || kind === 'conflict' || kind === 'refused';
}

function checkedName(name: string): string {
  if (isRequestName(name)) return name;
  throw new ForgeError(
    forgeFailure('refused', 'its name cannot be part of a branch', 'Name it with lower-case letters, digits and dashes'),
  );
}
