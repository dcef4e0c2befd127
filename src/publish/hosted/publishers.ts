import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import { requestOf } from '../../git/request-of.ts';
import { isForgeFailure, isOfOne } from '../forges/forge-failure.ts';
import type { ForgeRequest } from '../forges/forge-port.ts';
import { checkPublication } from './check-publication.ts';
import type { HostedStore } from './hosted-store.ts';

/** How a commit of the protected branch stands. */
export interface CheckedCommit {
  readonly commit: string;
  /** That published it, as far as the forge tells. */
  readonly request: string | undefined;
  readonly by: string | undefined;
  readonly verdict: 'holds' | 'fails' | 'unknown';
  /** Goes on after a colon; empty where it holds. */
  readonly reason: string;
}

type Failure = GitFailure | readonly Diagnostic[];

interface RequestList {
  /** Numbers of those that are published, by their heads. */
  readonly byHead: ReadonlyMap<string, readonly string[]>;
  readonly complete: boolean;
}

/** Finds out which requests published commits of the protected branch, and whether they might. */
export class Publishers {
  readonly #store: HostedStore;
  #list: RequestList | undefined;

  constructor(store: HostedStore) {
    this.#store = store;
  }

  async check(oid: string): Promise<CheckedCommit | Failure> {
    const commit = await this.#store.reader.readCommit(oid);
    if (isGitFailure(commit)) return commit;
    const found = await this.#publisherOf(commit);
    if (found === undefined) return this.#unpublished(commit);
    if ('verdict' in found) return found;
    if (!('record' in found)) return found;
    const checked = await checkPublication(this.#store, found, commit);
    if ('kind' in checked) return checked;
    const reason = checked.verdict === 'holds' ? '' : checked.reason;
    return { commit: oid, request: found.id, by: found.record.published?.by, verdict: checked.verdict, reason };
  }

  /** A commit may say what it likes: which request published it, the forge tells. */
  async #publisherOf(commit: Commit): Promise<ForgeRequest | CheckedCommit | undefined | Failure> {
    const named = requestOf(commit);
    const known = named !== undefined && /^[1-9]\d{0,14}$/.test(named) ? await this.#read(named, commit) : undefined;
    // Of one that cannot be read only the list says whether its head was merged here, and not the commit.
    if (known !== undefined && !('verdict' in known)) return known;
    const list = await this.#requests();
    if (!('byHead' in list)) return list;
    for (const id of list.byHead.get(commit.parents[1] ?? '') ?? []) {
      const found = await this.#read(id, commit);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** @returns nothing where it is not the request that published the commit */
  async #read(id: string, { oid, parents }: Commit): Promise<ForgeRequest | CheckedCommit | undefined | Failure> {
    const { port, branch } = this.#store;
    const forge = await port.read(id);
    if (isForgeFailure(forge)) {
      if (forge.kind === 'not-found') return undefined;
      // Anybody may flood a request with comments: that stops nobody who looks at what was published.
      if (!isOfOne(forge)) return this.#store.problem(forge);
      return {
        commit: oid,
        request: id,
        by: undefined,
        verdict: 'unknown',
        reason: `request ${id} cannot be read: ${forge.reason}`,
      };
    }
    if (forge.base !== branch || forge.phase !== 'published') return undefined;
    const { published } = forge.record;
    const isIt = published === undefined ? forge.head === parents[1] : published.commit === oid;
    return isIt ? forge : undefined;
  }

  async #requests(): Promise<RequestList | Failure> {
    if (this.#list !== undefined) return this.#list;
    const all = await this.#store.port.list({ state: 'closed', base: this.#store.branch });
    if (isForgeFailure(all)) return this.#store.problem(all);
    const byHead = new Map<string, string[]>();
    for (const { id, head, phase } of all.requests)
      if (phase === 'published') byHead.set(head, [...(byHead.get(head) ?? []), id]);
    this.#list = { byHead, complete: all.complete };
    return this.#list;
  }

  #unpublished({ oid, parents }: Commit): CheckedCommit {
    const isCut = this.#list?.complete === false && parents.length === 2;
    const verdict = isCut ? 'unknown' : 'fails';
    const reason = isCut
      ? 'the forge lists more requests than can be asked for'
      : 'no request published it, as far as the forge tells';
    return { commit: oid, request: undefined, by: undefined, verdict, reason };
  }
}
