import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { listRefs } from '../../git/list-refs.ts';
import { parsePrincipal } from '../../namespaces/principal.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { Actor } from '../embedded/actor.ts';
import type { ListWish } from '../embedded/list-states.ts';
import type { Done } from '../embedded/submit-event.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import type { Env } from '../forges/known-hosts.ts';
import type { ProtectionPolicy, ProtectionReport } from '../forges/protection.ts';
import type { RequestRecord } from '../model/request.ts';
import type { DueLook, Listing, ProviderFailure, ProviderStep, ReadRequest, RequestProvider, Stamps } from '../provider.ts';
import { gitIdentity } from './git-identity.ts';
import { hostedRecord } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { listHosted } from './list-hosted.ts';
import { publishDueHosted } from './publish-due-hosted.ts';
import { pullPage } from './pull-page.ts';
import { seenRef } from './pull-refs.ts';
import { hostedContext, readHosted } from './read-hosted.ts';
import { settlePublication } from './settle-publication.ts';
import { submitHosted } from './submit-hosted.ts';

/** Requests that a forge keeps as pull requests. */
export class HostedProvider implements RequestProvider {
  readonly store: HostedStore;
  readonly #env: Env;
  #actor: Actor | undefined;

  constructor(store: HostedStore, env: Env) {
    this.store = store;
    this.#env = env;
  }

  get kind(): HostedStore['address']['forge'] {
    return this.store.port.forge;
  }

  get branch(): string {
    return this.store.branch;
  }

  get location(): WorkspaceLocation {
    return this.store.location;
  }

  get place(): string {
    const { host, project } = this.store.address;
    return `${host}/${project}`;
  }

  /**
   * Whose token it is. Tokens of apps and jobs may not ask that; the account that CONFMAN_ACTOR names is taken then: what the token
   * may do, the forge judges by itself.
   */
  async whoAmI(): Promise<Actor | readonly Diagnostic[]> {
    if (this.#actor !== undefined) return this.#actor;
    const told = await this.store.port.whoAmI();
    const stated = parsePrincipal(this.#env['CONFMAN_ACTOR'] ?? '');
    const isStated = stated?.kind === 'account' && stated.forge === this.kind;
    if (isForgeFailure(told) && !(told.kind === 'forbidden' && isStated)) return this.store.problem(told);
    const principal = isForgeFailure(told) ? (stated?.text ?? '') : told;
    this.#actor = { principal, ...gitIdentity(this.location.repository, principal) };
    return this.#actor;
  }

  async tip(): Promise<string | ProviderFailure> {
    const fetched = await this.store.fetch([]);
    return isGitFailure(fetched) || !('tip' in fetched) ? fetched : fetched.tip;
  }

  /** The request that this name was given to: the one that is open, else the newest. */
  async named(name: string): Promise<string | undefined | readonly Diagnostic[]> {
    const found = await this.store.port.find(name);
    return isForgeFailure(found) ? this.store.problem(found) : found?.id;
  }

  list(wish: ListWish, now: number): Promise<Listing | ProviderFailure> {
    return listHosted(this.store, wish, now);
  }

  async read(id: string, now: number): Promise<ReadRequest | ProviderFailure> {
    const read = await readHosted(this.store, id);
    if (!('record' in read)) return read;
    const { forge, record, head } = read;
    const isJudged = head !== undefined && record.phase !== 'published';
    const context = isJudged ? await hostedContext(this.store, read, now) : undefined;
    if (context !== undefined && !('policies' in context)) return context;
    const settled = record.phase === 'published' ? await settlePublication(this.store, read) : undefined;
    if (isGitFailure(settled)) return settled;
    const wrong = settled === undefined || 'context' in settled ? [] : settled;
    const unknown = forge.contributorsComplete || !isJudged ? [] : [unknownMakers(this.store.address.host, id)];
    return { request: record, context, url: this.pageOf(id), warnings: [...unknown, ...wrong] };
  }

  async stamps(): Promise<Stamps | ProviderFailure> {
    const { port, branch } = this.store;
    const all = await port.list({ state: 'all', base: branch });
    if (isForgeFailure(all)) return this.store.problem(all);
    const read = async (id: string): Promise<RequestRecord | ProviderFailure> => {
      const forge = await port.read(id);
      return isForgeFailure(forge) ? this.store.problem(forge) : hostedRecord(forge);
    };
    return {
      stamps: all.requests.map(({ id, updatedAt, head, phase }) => ({
        id,
        stamp: `${updatedAt} ${head} ${phase}`,
        read: () => read(id),
      })),
    };
  }

  pageOf(id: string): string {
    return pullPage(this.store.address, id);
  }

  async seenHead(id: string): Promise<string | undefined | GitFailure> {
    if (!/^[1-9]\d{0,14}$/.test(id)) return undefined;
    const refs = await listRefs(this.location.repository, seenRef(id));
    return isGitFailure(refs) ? refs : refs.get(seenRef(id));
  }

  async submit(step: ProviderStep, now: () => number): Promise<Done | ProviderFailure> {
    const actor = await this.whoAmI();
    return 'principal' in actor ? submitHosted(this.store, actor, step, now) : actor;
  }

  async publishDue(now: () => number): Promise<DueLook | ProviderFailure> {
    const actor = await this.whoAmI();
    return 'principal' in actor ? publishDueHosted(this.store, actor, now) : actor;
  }

  /** Has the forge hold what can be held there, and tells what it does not. */
  async protect(policy: ProtectionPolicy): Promise<ProtectionReport | readonly Diagnostic[]> {
    const report = await this.store.port.ensureProtection(policy);
    return isForgeFailure(report) ? this.store.problem(report) : report;
  }

  close(): void {
    this.store.close();
  }
}

function unknownMakers(host: string, request: string): Diagnostic {
  const hint = 'Ask for fewer commits: squash them, or open several requests';
  return diagnostic('forge/unknown-makers', { host, request }, { hint });
}
