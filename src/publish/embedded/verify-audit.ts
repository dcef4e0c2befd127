import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { chainOf, readCommitChains } from '../../git/commit-chains.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import { messageOf } from '../../diagnostics/diagnostic.ts';
import type { RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { checkSignatures } from './check-signatures.ts';
import { readEventCommit } from './event-commit.ts';
import { foldRefused, refusalOf } from './refusals.ts';
import type { RequestState, RequestStore } from './request-store.ts';
import { wrongMerge } from './wrong-merge.ts';

/** The first thing that does not hold. */
export interface AuditFault {
  /** Undefined where it is the branch itself. */
  readonly request: string | undefined;
  /** The event's commit, or the commit of the branch. */
  readonly commit: string;
  readonly reason: string;
}

export interface AuditResult {
  /** So many events, and commits of the branch, hold. */
  readonly events: number;
  readonly commits: number;
  readonly fault: AuditFault | undefined;
}

export interface AuditOptions {
  readonly allowedSigners?: string | undefined;
  /** Is told how much of everything is done. */
  readonly step?: ((done: number, total: number) => void) | undefined;
}

/**
 * Replays everything: each event by the policy of the protected branch that it names, and each commit of that branch after the
 * root by the event that published it. Who pushed is the one thing that a replay cannot know: the server did.
 * @param root full name of a commit of the branch that is trusted as it is
 * @param options.allowedSigners absolute path of a list of keys: each event has to be signed by who it is of
 */
export async function verifyAudit(
  store: RequestStore,
  state: RequestState,
  root: string,
  { allowedSigners, step = () => {} }: AuditOptions = {},
): Promise<AuditResult | GitFailure> {
  const line = await store.reader.firstParents(state.tip, { until: root });
  if (isGitFailure(line)) return line;
  const trusted = [root, ...line.toReversed()];
  const oldest = line.at(-1);
  const first = oldest === undefined ? undefined : await store.reader.readCommit(oldest);
  if (isGitFailure(first)) return first;
  if (state.tip !== root && first?.parents[0] !== root)
    return fault(0, 0, { request: undefined, commit: root, reason: 'it is not on the line of the branch' });
  const commits = await readCommitChains(
    store.location.repository,
    state.requests.map(({ meta }) => meta),
  );
  if (isGitFailure(commits)) return commits;
  const gap = firstGap(state);
  if (gap !== undefined) return fault(0, 0, gap);
  const chains = state.requests.map(({ meta }) => chainOf(meta, commits));
  const [signing, total] = [allowedSigners === undefined ? 0 : commits.size, commits.size];
  const unsigned = await unsignedIn(store, chains, allowedSigners, (done) => step(done, signing + total));
  if (isGitFailure(unsigned)) return unsigned;
  const replay = new Replay(store, trusted, unsigned, (done) => step(signing + done, signing + total));
  for (const chain of chains) {
    const failed = await replay.chain(chain);
    if (failed !== undefined) return isGitFailure(failed) ? failed : fault(replay.events, 0, failed);
  }
  for (const [i, commit] of trusted.slice(1).entries())
    if (!replay.published.has(commit))
      return fault(replay.events, i, { request: undefined, commit, reason: 'no request published it' });
  return { events: replay.events, commits: trusted.length - 1, fault: undefined };
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

function fault(events: number, commits: number, found: AuditFault): AuditResult {
  return { events, commits, fault: found };
}

function firstGap({ requests, broken, tip }: RequestState): AuditFault | undefined {
  const [first] = broken;
  if (first !== undefined) return { request: first.id, commit: first.commit ?? first.meta ?? tip, reason: first.reason };
  const at = requests.findIndex(({ id }, i) => id !== String(i + 1));
  return at < 0 ? undefined : { request: String(at + 1), commit: tip, reason: 'it is missing' };
}

class Replay {
  events = 0;
  readonly published = new Set<string>();
  readonly #store: RequestStore;
  /** By an event's commit, why it is not signed as it has to be. */
  readonly #unsigned: ReadonlyMap<string, string>;
  readonly #step: (done: number) => void;
  /** Places of the branch's commits, the oldest first: the policy of an event is never older than that of the one before. */
  readonly #places: ReadonlyMap<string, number>;

  constructor(
    store: RequestStore,
    trusted: readonly string[],
    unsigned: ReadonlyMap<string, string>,
    step: (done: number) => void,
  ) {
    this.#unsigned = unsigned;
    this.#step = step;
    this.#store = store;
    this.#places = new Map(trusted.map((commit, i) => [commit, i]));
  }

  async chain(chain: readonly Commit[]): Promise<AuditFault | GitFailure | undefined> {
    let request: RequestRecord | undefined;
    let place = 0;
    for (const commit of chain) {
      const stored = readEventCommit(commit);
      if ('reason' in stored) return { request: request?.id, commit: commit.oid, reason: stored.reason };
      const { event } = stored;
      const at = (reason: string): AuditFault => ({ request: event.request, commit: commit.oid, reason });
      const base = this.#places.get(event.base);
      if (base === undefined || base < place) return at('its base is not on the branch, or before that of the last event');
      place = base;
      const folded = fold(request, event);
      if ('refusal' in folded) return at(messageOf(foldRefused(event, folded.refusal)));
      const unsigned = this.#unsigned.get(commit.oid);
      if (unsigned !== undefined) return at(unsigned);
      const failed = await this.#judge(request, folded.request, event, at);
      if (failed !== undefined) return failed;
      request = folded.request;
      this.events += 1;
      this.#step(this.events);
    }
    return undefined;
  }

  async #judge(
    before: RequestRecord | undefined,
    after: RequestRecord,
    event: RequestEvent,
    at: (reason: string) => AuditFault,
  ): Promise<AuditFault | GitFailure | undefined> {
    const context: RequestContext | GitFailure | readonly Diagnostic[] = await this.#store.context(
      after,
      event.base,
      Date.parse(event.at),
    );
    if (isGitFailure(context)) return context;
    if (!('policies' in context)) return at(context.map((each) => messageOf(each)).join('; '));
    const refusal = judgeEvent(before, event, context);
    if (refusal !== undefined) return at(messageOf(refusalOf(refusal, event)));
    if (event.type !== 'published') return undefined;
    const commit = await this.#store.reader.readCommit(event.commit);
    if (isGitFailure(commit)) return commit;
    const { request, base: tip } = event;
    const wanted = { request, tip, publisher: event, head: headOf(after).commit, branch: this.#store.branch };
    const wrong = wrongMerge(commit, wanted, context);
    if (wrong !== undefined) return at(messageOf(wrong));
    this.published.add(event.commit);
    return undefined;
  }
}
