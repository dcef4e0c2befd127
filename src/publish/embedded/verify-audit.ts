import { chainOf, readCommitChains } from '../../git/commit-chains.ts';
import { cutCommits } from '../../git/cut-commits.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import { checkSignatures } from './check-signatures.ts';
import { readEventCommit } from './event-commit.ts';
import { Replay, type AuditFault } from './replay.ts';
import type { RequestState, RequestStore } from './request-store.ts';

export interface AuditResult {
  /** So many events, and commits of the branch, hold. */
  readonly events: number;
  readonly commits: number;
  /** Requests to which nothing has happened since the root: they are taken as they are. */
  readonly earlier: number;
  /** The first thing that does not hold. */
  readonly fault: AuditFault | undefined;
}

export interface AuditOptions {
  readonly allowedSigners?: string | undefined;
  /** Is told how far how many events are. */
  readonly step?: ((done: number, total: number) => void) | undefined;
}

/**
 * Replays everything that had a say since the root: each event by the policy of the protected branch that it names, and each
 * commit of that branch by the event that published it. Who pushed is the one thing that a replay cannot know: the server did.
 *
 * A request that goes on after the root is replayed from its beginning, as its first approvals may count at its end.
 * @param root full name of a commit of the branch that is trusted as it is, with all that led to it
 * @param options.allowedSigners absolute path of a list of keys: each event has to be signed by who it is of
 */
export async function verifyAudit(
  store: RequestStore,
  state: RequestState,
  root: string,
  { allowedSigners, step = () => {} }: AuditOptions = {},
): Promise<AuditResult | GitFailure> {
  const line = await lineOf(store, state.tip);
  if (isGitFailure(line)) return line;
  const places = new Map(line.map((commit, i) => [commit, i]));
  const since = places.get(root);
  if (since === undefined) return failed({ request: undefined, commit: root, reason: 'it is not on the line of the branch' });
  const gap = firstGap(state);
  if (gap !== undefined) return failed(gap);
  const tips = state.requests.map(({ meta }) => meta);
  const commits = await readCommitChains(store.location.repository, tips);
  if (isGitFailure(commits)) return commits;
  const all = tips.map((meta) => chainOf(meta, commits));
  const chains = all.filter((chain) => !isOver(chain, places, since));
  const earlier = all.length - chains.length;
  const total = chains.reduce((sum, { length }) => sum + length, 0);
  // Signatures are half of it, where they are asked for.
  const [signing, share] = allowedSigners === undefined ? [0, 1] : [total, 2];
  const unsigned = await unsignedIn(store, chains, allowedSigners, (done) => step(done / share, total));
  if (isGitFailure(unsigned)) return unsigned;
  const replay = new Replay(store, places, unsigned, (done) => step((signing + done) / share, total));
  for (const chain of chains) {
    const fault = await replay.chain(chain);
    if (fault !== undefined) return isGitFailure(fault) ? fault : { events: replay.events, commits: 0, earlier, fault };
  }
  const brought = line.slice(since + 1);
  const past = brought.findIndex((commit) => !replay.published.has(commit));
  const fault: AuditFault | undefined =
    past < 0 ? undefined : { request: undefined, commit: brought[past] ?? root, reason: 'no request published it' };
  return { events: replay.events, commits: past < 0 ? brought.length : past, earlier, fault };
}

/** The tips that the branch has had, the first one first. */
async function lineOf({ reader, location }: RequestStore, tip: string): Promise<readonly string[] | GitFailure> {
  const line = await reader.firstParents(tip, {});
  if (isGitFailure(line)) return line;
  if (!cutCommits(location.repository).has(line.at(-1) ?? '')) return line.toReversed();
  return gitFailure('shallow', 'the history here is cut off', 'Run git fetch --unshallow');
}

/** Everything about it was judged by states before the root, and what it published is part of what led there. */
function isOver(chain: readonly Commit[], places: ReadonlyMap<string, number>, since: number): boolean {
  return chain.every((commit) => {
    const stored = readEventCommit(commit);
    if ('reason' in stored) return false;
    const { event } = stored;
    const isEarly = (places.get(event.base) ?? since) < since;
    return isEarly && (event.type !== 'published' || (places.get(event.commit) ?? Infinity) <= since);
  });
}

/** All of them before anything is judged: they wait for other processes, which are then many at once. */
async function unsignedIn(
  store: RequestStore,
  chains: readonly (readonly Commit[])[],
  allowedSigners: string | undefined,
  step: (done: number) => void,
): Promise<ReadonlyMap<string, string> | GitFailure> {
  if (allowedSigners === undefined) return new Map();
  const events = chains.flat().flatMap((commit) => {
    const stored = readEventCommit(commit);
    return 'reason' in stored ? [] : [stored];
  });
  return checkSignatures(store.location.repository, events, allowedSigners, step);
}

function failed(fault: AuditFault): AuditResult {
  return { events: 0, commits: 0, earlier: 0, fault };
}

function firstGap({ requests, broken, tip }: RequestState): AuditFault | undefined {
  const [first] = broken;
  if (first !== undefined) return { request: first.id, commit: first.commit ?? first.meta ?? tip, reason: first.reason };
  const at = requests.findIndex(({ id }, i) => id !== String(i + 1));
  return at < 0 ? undefined : { request: String(at + 1), commit: tip, reason: 'it is missing' };
}
