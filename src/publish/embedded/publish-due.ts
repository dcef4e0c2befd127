import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { gitProblem } from '../../pipeline/git-problem.ts';
import { judgeEvent } from '../model/judge-event.ts';
import type { EventBody } from '../model/event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { Actor } from './actor.ts';
import type { StoredRequest } from './read-requests.ts';
import type { RequestState, RequestStore } from './request-store.ts';
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
  let state = await store.refresh();
  const published: { id: string; commit: string }[] = [];
  const failed: { id: string; findings: readonly Diagnostic[] }[] = [];
  const done = new Set<string>();
  for (;;) {
    if (isGitFailure(state)) return state;
    if ('code' in state) return { published, failed: [...failed, { id: '', findings: [state] }] };
    const next = await nextDue(store, actor, state, done, now);
    if (next === undefined) return { published, failed };
    const ended = await submitEvent(
      store,
      actor,
      { id: next.id, body: (at) => publication(at.request ?? next.request, at.tip) },
      now,
    );
    // Nothing that is wrong with one keeps the others waiting; where nobody can be reached any more, the next look says so.
    if (isGitFailure(ended)) failed.push({ id: next.id, findings: [problemOf(ended, next.request)] });
    else if ('request' in ended) published.push(...(ended.before === true ? [] : [{ id: next.id, commit: ended.tip }]));
    else if (!ended.some(({ code }) => code === 'publish/event-refused')) failed.push({ id: next.id, findings: ended });
    // What was published just now may have changed what the others reach.
    state = await store.refresh();
  }
}

function problemOf(failure: GitFailure, request: RequestRecord): Diagnostic {
  if (failure.kind !== 'remote-failed') return gitProblem(failure, headOf(request).commit);
  return diagnostic('publish/refused', { said: [failure.reason] }, { hint: failure.hint });
}

/** The merge is made when everything else is known to be right; until then the tip stands in its place. */
function publication(request: RequestRecord, tip: string): EventBody {
  return { type: 'published', head: headOf(request).commit, commit: tip, namespaces: [] };
}

/** @param done requests that were looked at already; those that are looked at now come to them */
async function nextDue(
  store: RequestStore,
  actor: Actor,
  state: RequestState,
  done: Set<string>,
  now: () => number,
): Promise<StoredRequest | undefined> {
  for (const stored of state.requests) {
    if (stored.phase !== 'open' || done.has(stored.id)) continue;
    done.add(stored.id);
    if (await isDue(store, actor, stored.request, state.tip, now())) return stored;
  }
  return undefined;
}

async function isDue(store: RequestStore, actor: Actor, request: RequestRecord, tip: string, now: number): Promise<boolean> {
  const context = await store.context(request, tip, now);
  if (!('policies' in context) || context.tree === undefined) return false;
  const event = {
    formatVersion: 1,
    request: request.id,
    position: request.position + 1,
    actor: actor.principal,
    at: context.now,
    base: tip,
    ...publication(request, tip),
  } as const;
  return judgeEvent(request, event, context) === undefined;
}
