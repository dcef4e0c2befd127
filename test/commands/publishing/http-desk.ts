import { isGitFailure, type GitFailure } from '../../../src/git/git-failure.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { publishDue, type DueResult } from '../../../src/publish/embedded/publish-due.ts';
import { RequestStore, type RequestState } from '../../../src/publish/embedded/request-store.ts';
import { submitEvent, type Done, type Step } from '../../../src/publish/embedded/submit-event.ts';
import { headOf } from '../../../src/publish/model/request.ts';
import type { Desk, PublishServer } from './publish-server.ts';

type Failure = GitFailure | readonly Diagnostic[];

/** Somebody at work in this process, with a server that is not: what a command does, without starting a program for it. */
export class HttpDesk {
  readonly desk: Desk;
  readonly #url: string;

  private constructor(desk: Desk, url: string) {
    this.desk = desk;
    this.#url = url;
  }

  static async open(server: PublishServer, name: string): Promise<HttpDesk> {
    return new HttpDesk(await server.clone(name), server.url(name));
  }

  /** One store for one step, as commands have it. */
  async #with<T>(work: (store: RequestStore) => Promise<T>): Promise<T> {
    const { path } = this.desk;
    const location = { root: path, repository: path, prefix: '', git: true };
    const remote = { url: this.#url, scheme: 'http', shown: 'origin', name: 'origin' } as const;
    const store = await RequestStore.open(
      { location, branch: 'main', remote, memory: undefined },
      this.desk.git('rev-parse', 'HEAD'),
    );
    if (isGitFailure(store)) throw new Error(store.reason);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  }

  submit(step: Step): Promise<Done | Failure> {
    const actor = { principal: `${this.desk.name}@example.com`, name: this.desk.name };
    return this.#with((store) => submitEvent(store, actor, step, () => Date.now()));
  }

  /** A step that has to succeed. */
  async does(step: Step): Promise<Done> {
    const done = await this.submit(step);
    if (!('request' in done)) throw new Error(JSON.stringify(done));
    return done;
  }

  publishDue(): Promise<DueResult | Failure> {
    const actor = { principal: `${this.desk.name}@example.com`, name: this.desk.name };
    return this.#with((store) => publishDue(store, actor, () => Date.now()));
  }

  async state(): Promise<RequestState> {
    const state = await this.#with((store) => store.refresh());
    if ('tip' in state) return state;
    throw new Error(JSON.stringify(state));
  }
}

export function opening(head: string): Step {
  const words = { title: 'Change', description: '', draft: false, restores: null };
  return { id: undefined, body: () => ({ type: 'opened', head, ...words }) };
}

export function approving(id: string, head: string): Step {
  return { id, body: () => ({ type: 'reviewed', head, decision: 'approved', comment: '' }) };
}

export function updating(id: string, head: string): Step {
  return { id, body: () => ({ type: 'updated', head, title: 'Change', description: '' }) };
}

/** Whatever its head is then. */
export function merging(id: string): Step {
  return {
    id,
    body: ({ request, tip }) => ({
      type: 'published',
      head: request === undefined ? '' : headOf(request).commit,
      commit: tip,
      namespaces: [],
    }),
  };
}
