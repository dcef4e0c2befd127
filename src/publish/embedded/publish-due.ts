import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { headOf } from '../model/request.ts';
import type { Actor } from './actor.ts';
import type { RequestStore } from './request-store.ts';
import { submitEvent } from './submit-event.ts';

export interface DueResult {
  readonly published: readonly { readonly id: string; readonly commit: string }[];
  /** What was due and could not be published; it is tried again at the next look. */
  readonly failed: readonly { readonly id: string; readonly findings: readonly Diagnostic[] }[];
}

/**
 * Publishes every request that may be published now by who is at work here: approved, or approved by a rule, and its time come.
 * What may not is left alone without a word.
 */
export async function publishDue(store: RequestStore, actor: Actor, now: () => number): Promise<DueResult | GitFailure> {
  const state = await store.refresh();
  if (isGitFailure(state)) return state;
  if ('code' in state) return { published: [], failed: [{ id: '', findings: [state] }] };
  const published: { id: string; commit: string }[] = [];
  const failed: { id: string; findings: readonly Diagnostic[] }[] = [];
  for (const { id, request } of state.requests) {
    if (request.phase !== 'open' || !(await isDue(store, actor, id, now))) continue;
    const done = await submitEvent(
      store,
      actor,
      {
        id,
        body: ({ request: newest, tip }) => ({
          type: 'published',
          head: headOf(newest ?? request).commit,
          commit: tip,
          namespaces: [],
        }),
      },
      now,
    );
    if ('request' in done) published.push({ id, commit: done.tip });
    else if (isGitFailure(done)) return done;
    else if (!done.some(({ code }) => code === 'publish/event-refused')) failed.push({ id, findings: done });
  }
  return { published, failed };
}

/** Asked anew for each, as what was published just now may have changed what the next one reaches. */
async function isDue(store: RequestStore, actor: Actor, id: string, now: () => number): Promise<boolean> {
  const state = await store.refresh();
  if (isGitFailure(state) || 'code' in state) return false;
  const request = state.requests.find((each) => each.id === id)?.request;
  if (request?.phase !== 'open') return false;
  const context = await store.context(request, state.tip, now());
  if (!('policies' in context) || context.tree === undefined) return false;
  const event = {
    formatVersion: 1,
    request: id,
    position: request.position + 1,
    actor: actor.principal,
    at: context.now,
    base: state.tip,
    type: 'published',
    head: headOf(request).commit,
    commit: state.tip,
    namespaces: [],
  } as const;
  return judgeEvent(request, event, context) === undefined;
}
