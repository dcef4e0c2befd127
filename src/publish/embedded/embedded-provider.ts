import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { Listing, ProviderFailure, ProviderStep, ReadRequest, RequestProvider, Stamps } from '../provider.ts';
import { personOfAt } from '../policy/person-of-at.ts';
import type { Actor } from './actor.ts';
import { knownHead } from './known-head.ts';
import { listStates, type ListWish } from './list-states.ts';
import { publishDue, type DueResult } from './publish-due.ts';
import type { RequestStore } from './request-store.ts';
import { submitEvent, type Done } from './submit-event.ts';
import { VerdictTable } from './verdict-table.ts';

/** Requests that git itself keeps. */
export class EmbeddedProvider implements RequestProvider {
  readonly kind = 'embedded';
  readonly store: RequestStore;
  readonly actor: Actor;
  readonly place: string;
  /** It is a server elsewhere, and nobody said that git keeps requests there. */
  readonly guessed: boolean;

  constructor(store: RequestStore, actor: Actor, place: string, guessed: boolean) {
    this.store = store;
    this.actor = actor;
    this.place = place;
    this.guessed = guessed;
  }

  get branch(): string {
    return this.store.branch;
  }

  get location(): WorkspaceLocation {
    return this.store.location;
  }

  whoAmI(): Promise<Actor> {
    return Promise.resolve(this.actor);
  }

  async tip(): Promise<string | ProviderFailure> {
    const state = await this.store.refresh();
    if ('code' in state) return [state];
    return isGitFailure(state) ? state : state.tip;
  }

  named(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async list(wish: ListWish, now: number): Promise<Listing | ProviderFailure> {
    const state = await this.store.refresh();
    if ('code' in state) return [state];
    if (isGitFailure(state)) return state;
    const verdicts = new VerdictTable(this.store.memory, state.tip, this.actor.principal);
    const { tip, requests, broken } = state;
    const personOf = wish.author === undefined ? String : await personOfAt(this.store, tip);
    const found = await listStates({ store: this.store, tip, now, verdicts, personOf }, requests, wish);
    verdicts.save();
    return { ...found, broken };
  }

  async read(id: string, now: number): Promise<ReadRequest | ProviderFailure> {
    const state = await this.store.refresh();
    if ('code' in state) return [state];
    if (isGitFailure(state)) return state;
    const broken = state.broken.find((each) => each.id === id);
    if (broken !== undefined) return [brokenRequest(id, broken.reason)];
    const request = state.requests.find((each) => each.id === id)?.request;
    if (request === undefined)
      return [diagnostic('publish/unknown-request', { request: id }, { hint: 'List them: confman publish list' })];
    const context = request.phase === 'published' ? undefined : await this.store.context(request, state.tip, now);
    if (context !== undefined && !('policies' in context)) return context;
    return { request, context, url: undefined, warnings: [] };
  }

  async stamps(): Promise<Stamps | ProviderFailure> {
    const state = await this.store.refresh();
    if ('code' in state) return [state];
    if (isGitFailure(state)) return state;
    return {
      stamps: state.requests.map(({ id, meta, request }) => ({ id, stamp: meta, read: () => Promise.resolve(request) })),
    };
  }

  pageOf(): undefined {
    return undefined;
  }

  seenHead(id: string): Promise<string | undefined | GitFailure> {
    return knownHead(this.location.repository, id);
  }

  submit(step: ProviderStep, now: () => number): Promise<Done | ProviderFailure> {
    return submitEvent(this.store, this.actor, step, now);
  }

  publishDue(now: () => number): Promise<DueResult | ProviderFailure> {
    return publishDue(this.store, this.actor, now);
  }

  close(): void {
    this.store.close();
  }
}

function brokenRequest(request: string, reason: string): Diagnostic {
  return diagnostic('publish/broken-request', { request, reason }, { hint: 'Ask whoever runs the server what happened' });
}
