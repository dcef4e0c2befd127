import { messageOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { findGitFolder } from '../../git/find-git-folder.ts';
import { gitFailure, isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { isPartialClone } from '../../git/missing-object.ts';
import type { Commit } from '../../git/object-reader.ts';
import type { RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { readEventCommit } from './event-commit.ts';
import { foreignUpdate } from './foreign-update.ts';
import { isMadeBy } from './is-made-by.ts';
import { foldRefused, refusalOf } from './refusals.ts';
import type { RequestStore } from './request-store.ts';
import { wrongMerge } from './wrong-merge.ts';

/** The first thing that does not hold. */
export interface AuditFault {
  /** Undefined where it is the branch itself. */
  readonly request: string | undefined;
  /** The event's commit, or the commit of the branch. */
  readonly commit: string;
  readonly reason: string;
}

/** Judges events again, each by the policy of the commit that it names. */
export class Replay {
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
    places: ReadonlyMap<string, number>,
    unsigned: ReadonlyMap<string, string>,
    step: (done: number) => void,
  ) {
    this.#store = store;
    this.#places = places;
    this.#unsigned = unsigned;
    this.#step = step;
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
      if (!isMadeBy(commit, event)) return at('it says that it is of somebody else, or of another time');
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
    if (!('policies' in context))
      return unreadable(context, this.#store) ?? at(context.map((each) => messageOf(each)).join('; '));
    const refusal = judgeEvent(before, event, context);
    if (refusal !== undefined) return at(messageOf(refusalOf(refusal, event)));
    if (event.type !== 'published') return this.#foreign(before, event, at);
    const commit = await this.#store.reader.readCommit(event.commit);
    if (isGitFailure(commit)) return commit;
    const { request, base: tip } = event;
    const wanted = { request, tip, publisher: event, head: headOf(after).commit, branch: this.#store.branch };
    const wrong = wrongMerge(commit, wanted, context);
    if (wrong !== undefined) return at(messageOf(wrong));
    if (!this.#places.has(event.commit)) return at('the branch does not have what it published');
    this.published.add(event.commit);
    return undefined;
  }

  async #foreign(
    before: RequestRecord | undefined,
    event: RequestEvent,
    at: (reason: string) => AuditFault,
  ): Promise<AuditFault | GitFailure | undefined> {
    const moment = Date.parse(event.at);
    const found = await foreignUpdate(before, event, (request) => this.#store.context(request, event.base, moment));
    if (found === undefined || isGitFailure(found)) return found;
    return unreadable(found, this.#store) ?? at(found.map((each) => messageOf(each)).join('; '));
  }
}

/** What a partial clone lacks says nothing against anybody. */
function unreadable(problems: readonly Diagnostic[], { location }: RequestStore): GitFailure | undefined {
  const found = problems.find(({ code }) => code === 'workspace/commit-unreadable');
  if (found === undefined || !isPartialClone(findGitFolder(location.repository)?.common ?? '')) return undefined;
  return gitFailure('missing-objects', String(found.args['reason']), found.hint ?? 'Fetch what is missing');
}
