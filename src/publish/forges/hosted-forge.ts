import { compareKeys } from '../../model/canonical-json.ts';
import type { Forge } from '../../namespaces/principal.ts';
import { headOf, type ProposedHead, type RequestRecord } from '../model/request.ts';
import type { Waiting } from './forge-connection.ts';
import type { ForgeDriver, Pull } from './forge-driver.ts';
import { failureIn, ForgeError, forgeFailure, type ForgeFailure } from './forge-failure.ts';
import type { ForgeList, ForgePort, ForgeRequest, ListOptions, ProposalChange } from './forge-port.ts';
import { mergeAtHead } from './merge-at-head.ts';
import { findPull, openPull } from './open-pull.ts';
import { allPages } from './pages.ts';
import { missingRules, type ProtectionPolicy, type ProtectionReport } from './protection.ts';
import { summaryOf, phaseOf } from './pull-summary.ts';
import { branchName, withMarker } from './request-marker.ts';
import { clearedByHeads } from './review-history.ts';
import { submitReview } from './submit-review.ts';
import { unknownPusher } from './unknown-pusher.ts';

/** The port over one forge's calls: the order of things, and that nothing is done twice. */
export function hostedForge(driver: ForgeDriver, waiting: Waiting): ForgePort {
  const pullOf = (id: string): Promise<Pull> => driver.pull(pullNumber(id));
  return {
    forge: driver.forge,
    capabilities: driver.capabilities,
    whoAmI: () => attempt(() => driver.whoAmI()),
    find: (name) =>
      attempt(async () => {
        const pull = await findPull(driver, name);
        return pull === undefined ? undefined : summaryOf(pull);
      }),
    read: (id) => attempt(async () => readRequest(driver, await pullOf(id))),
    list: (options) => attempt(() => listRequests(driver, options)),
    open: (proposal) => attempt(async () => summaryOf(await openPull(driver, waiting, proposal))),
    update: (id, change) => attempt(async () => summaryOf(await changePull(driver, await pullOf(id), change))),
    reviews: (id) => attempt(async () => driver.reviews(await pullOf(id))),
    review: (id, review) => attempt(async () => submitReview(driver, await pullOf(id), review)),
    merge: (id, merge) => attempt(() => mergeAtHead(driver, waiting, pullNumber(id), merge)),
    close: (id) => attempt(async () => summaryOf(await turnPull(driver, await pullOf(id), 'closed'))),
    reopen: (id) => attempt(async () => summaryOf(await turnPull(driver, await pullOf(id), 'open'))),
    protection: (branch) => attempt(() => driver.protection(branch)),
    ensureProtection: (policy) => attempt(() => ensureProtection(driver, policy)),
  };
}

/** Failures are returned; anything else that is thrown is a bug. */
async function attempt<T>(work: () => Promise<T>): Promise<T | ForgeFailure> {
  try {
    return await work();
  } catch (error) {
    const failure = failureIn(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

function pullNumber(id: string): number {
  if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
  throw new ForgeError(
    forgeFailure('not-found', 'the id of a request is a whole number from 1 on', 'List them: confman publish list'),
  );
}

async function readRequest(driver: ForgeDriver, pull: Pull): Promise<ForgeRequest> {
  const [reviews, pushed, { names, complete }] = await Promise.all([
    driver.reviews(pull),
    driver.pushes(pull),
    driver.contributors(pull),
  ]);
  // A branch may be taken for another request later.
  const pushes = pushed.filter(({ at }) => pull.merged === undefined || at <= pull.merged.at);
  const heads = withHead(pushes, pull, driver.forge);
  const record: RequestRecord = {
    id: String(pull.number),
    position: 0,
    title: summaryOf(pull).title,
    description: summaryOf(pull).description,
    phase: phaseOf(pull),
    submittedBy: pull.submittedBy,
    submittedAt: pull.submittedAt,
    heads,
    reviews: clearedByHeads(reviews, pull.head, pushes),
    restores: undefined,
    publishAt: undefined,
    published: pull.merged,
    updatedAt: pull.updatedAt,
    updatedBy: pull.merged?.by ?? pull.submittedBy,
  };
  const all = new Set([pull.submittedBy, headOf(record).pushedBy, ...pushes.map(({ pushedBy }) => pushedBy), ...names]);
  return { ...summaryOf(pull), record, contributors: [...all].toSorted(compareKeys), contributorsComplete: complete };
}

/** The last head is what is asked for now. */
function withHead(pushes: readonly ProposedHead[], pull: Pull, forge: Forge): readonly ProposedHead[] {
  const { head, submittedAt } = pull;
  if (pushes.at(-1)?.commit === head) return pushes;
  const known = pushes.findLast(({ commit }) => commit === head);
  return [...pushes, { commit: head, pushedBy: known?.pushedBy ?? unknownPusher(pull, forge), at: known?.at ?? submittedAt }];
}

async function listRequests(driver: ForgeDriver, { state, base }: ListOptions): Promise<ForgeList> {
  const { items, more } = await allPages((page) => driver.pulls({ state, base }, page));
  const byNumber = new Map(items.map((pull) => [pull.number, pull]));
  const newest = [...byNumber.values()].toSorted((a, b) => b.number - a.number);
  return { requests: newest.map(summaryOf), complete: !more };
}

async function changePull(driver: ForgeDriver, pull: Pull, { title, description, draft }: ProposalChange): Promise<Pull> {
  const name = branchName(pull.branch);
  const body = description === undefined || name === undefined ? description : withMarker(name, description);
  const change = {
    title: title === pull.title ? undefined : title,
    body: body === pull.body ? undefined : body,
    draft: draft === pull.draft ? undefined : draft,
  };
  if (Object.values(change).every((each) => each === undefined)) return pull;
  await driver.change(pull, change);
  return driver.pull(pull.number);
}

async function turnPull(driver: ForgeDriver, pull: Pull, state: 'open' | 'closed'): Promise<Pull> {
  if (pull.state === state) return pull;
  if (pull.state === 'merged')
    throw new ForgeError(forgeFailure('refused', 'it is published already', 'Undo what it published with confman rollback'));
  await driver.change(pull, { state });
  return driver.pull(pull.number);
}

async function ensureProtection(driver: ForgeDriver, policy: ProtectionPolicy): Promise<ProtectionReport> {
  const before = await driver.protection(policy.branch);
  const none = new Map<never, string>();
  const missing = missingRules(policy, before, driver.capabilities, none);
  const settable = missing.filter(({ rule }) => driver.capabilities.rules[rule] !== 'no');
  if (settable.length === 0) return { protection: before, changed: false, missing };
  const stricter = {
    branch: policy.branch,
    minApprovals: Math.max(policy.minApprovals, before.minApprovals),
    requiredChecks: [...new Set([...before.requiredChecks, ...policy.requiredChecks])],
  };
  const reasons = await driver.protect(stricter);
  const protection = await driver.protection(policy.branch);
  return {
    protection,
    changed: JSON.stringify(protection) !== JSON.stringify(before),
    missing: missingRules(policy, protection, driver.capabilities, reasons),
  };
}
