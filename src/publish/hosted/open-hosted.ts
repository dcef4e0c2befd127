import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import type { Actor } from '../embedded/actor.ts';
import { isForgeFailure } from '../forges/forge-failure.ts';
import type { ForgeSummary } from '../forges/forge-port.ts';
import { isRequestName, requestBranch } from '../forges/request-marker.ts';
import type { Opened } from '../model/event.ts';
import type { ProviderStep } from '../provider.ts';
import { restoredIn, withRestores } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { eventOf, judgeHosted } from './judge-hosted.ts';
import { pushedOrWhy } from './pushed-or-why.ts';

type Failure = GitFailure | readonly Diagnostic[];

export interface OpenedRequest {
  readonly id: string;
  /** It was open already, at this head. */
  readonly before: boolean;
}

/**
 * Pushes the head to the request's own branch, and opens a request for it: one, however often and in however many pieces it is done.
 */
export async function openHosted(
  store: HostedStore,
  actor: Actor,
  step: ProviderStep,
  now: number,
): Promise<OpenedRequest | Failure> {
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
  // The name of a rollback is what it does: when it is done again it is the same request, with what that takes by now.
  if (body.restores === null && isOther(known, body.head)) return [nameTaken(name, known.id)];
  const before = fetched.branches.get(branch);
  const isThere = before !== undefined && (await isSameChange(store.reader, before, body));
  const refused = isThere ? undefined : pushedOrWhy(name, await store.push(branch, before, body.head));
  if (refused !== undefined) return refused;
  const id = await openPull(store, name, body);
  return typeof id === 'string' ? { id, before: isThere && id === known?.id } : id;
}

async function openPull(
  store: HostedStore,
  name: string,
  { title, draft, description, restores }: Opened,
): Promise<string | Failure> {
  const words = { title, draft, description: withRestores(description, restores) };
  const opened = await store.port.open({ name, base: store.branch, ...words });
  if (isForgeFailure(opened)) return store.problem(opened);
  if (restores === null || restoredIn(opened.description) === restores) return opened.id;
  // One that was open already may have lost the line since.
  const marked = await store.port.update(opened.id, { description: withRestores(opened.description, restores) });
  return isForgeFailure(marked) ? store.problem(marked) : opened.id;
}

function isOther(known: ForgeSummary | undefined, head: string): known is ForgeSummary {
  return (known?.phase === 'open' || known?.phase === 'draft') && known.head !== head;
}

/** A rollback is made anew each time that it is asked for: the same content on the same commit is the same, whoever made it when. */
async function isSameChange(reader: ObjectReader, before: string, { head, restores }: Opened): Promise<boolean> {
  if (before === head || restores === null) return before === head;
  const [there, here] = [await reader.readCommit(before), await reader.readCommit(head)];
  if (isGitFailure(there) || isGitFailure(here)) return false;
  return there.tree === here.tree && there.parents.join() === here.parents.join();
}

function badName(name: string): Diagnostic {
  return diagnostic('publish/bad-title', { title: name }, { hint: 'Name it with lower-case letters, digits and dashes: --name' });
}

function nameTaken(name: string, request: string): Diagnostic {
  const hint = `Bring it the new head with confman publish update ${request} HEAD, or take another --name`;
  return diagnostic('forge/name-taken', { name, request }, { hint });
}
