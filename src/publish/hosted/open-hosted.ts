import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Actor } from '../embedded/actor.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import { isRequestName, requestBranch } from '../forges/request-marker.ts';
import type { ProviderStep } from '../provider.ts';
import { withRestores } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { eventOf, judgeHosted } from './judge-hosted.ts';
import { pushedOrWhy } from './pushed-or-why.ts';

/**
 * Pushes the head to the request's own branch, and opens a request for it: one, however often and in however many pieces it is done.
 * @returns its id
 */
export async function openHosted(
  store: HostedStore,
  actor: Actor,
  step: ProviderStep,
  now: number,
): Promise<string | GitFailure | readonly Diagnostic[]> {
  const name = step.name ?? '';
  if (!isRequestName(name)) return [badName(name)];
  const branch = requestBranch(name);
  const fetched = await store.fetch([], [branch]);
  if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
  const { tip } = fetched;
  const body = step.body({ request: undefined, tip });
  if ('code' in body) return [body];
  if (body.type !== 'opened') throw new Error('a request begins by being opened');
  const event = eventOf(undefined, body, { actor, tip, now });
  const judged = await judgeHosted(store, { tip, record: undefined }, event, now);
  if (!('event' in judged)) return judged;
  // Asked before anything is pushed: a server that is no such forge gets nothing.
  const known = await store.port.find(name);
  if (isForgeFailure(known)) return store.problem(known);
  if (known !== undefined && (known.phase === 'open' || known.phase === 'draft')) {
    if (known.head !== body.head) return [nameTaken(name, known.id)];
  }
  const before = fetched.branches.get(branch);
  const refused = before === body.head ? undefined : pushedOrWhy(name, await store.push(branch, before, body.head));
  if (refused !== undefined) return refused;
  const { title, draft } = body;
  const description = withRestores(body.description, body.restores);
  const opened = await store.port.open({ name, base: store.branch, title, description, draft });
  return isForgeFailure(opened) ? store.problem(opened) : opened.id;
}

function badName(name: string): Diagnostic {
  return diagnostic('publish/bad-title', { title: name }, { hint: 'Name it with lower-case letters, digits and dashes: --name' });
}

function nameTaken(name: string, request: string): Diagnostic {
  const hint = `Bring it the new head with confman publish update ${request} HEAD, or take another --name`;
  return diagnostic('forge/name-taken', { name, request }, { hint });
}
