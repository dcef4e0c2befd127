import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { GitFailure } from '../../git/git-failure.ts';
import type { Actor } from '../embedded/actor.ts';
import type { Done } from '../embedded/submit-event.ts';
import { isForgeFailure, type ForgeFailure } from '../forges/forge-failure.ts';
import type { ForgeSummary } from '../forges/forge-port.ts';
import type { EventBody, RequestEvent } from '../model/event.ts';
import { isDone } from '../model/is-done.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { ProviderStep } from '../provider.ts';
import { recordBefore } from './check-publication.ts';
import { withRestores } from './hosted-record.ts';
import type { HostedStore } from './hosted-store.ts';
import { eventOf, judgeHosted, type HostedStep } from './judge-hosted.ts';
import { pushedOrWhy } from './pushed-or-why.ts';
import { mergeHosted } from './merge-hosted.ts';
import { openHosted } from './open-hosted.ts';
import { settlePublication } from './settle-publication.ts';
import { foldRefused } from '../embedded/refusals.ts';
import { hostedContext, readHosted, type HostedRequest } from './read-hosted.ts';

type Failure = GitFailure | readonly Diagnostic[];

/**
 * Has a forge do what an event says, after the same judgement as in a repository that keeps its requests itself. Everything is read
 * anew for it, and again afterwards: what is told is what the forge then has.
 */
export async function submitHosted(
  store: HostedStore,
  actor: Actor,
  step: ProviderStep,
  now: () => number,
): Promise<Done | Failure> {
  if (step.id === undefined) {
    const opened = await openHosted(store, actor, step, now());
    if (!('before' in opened)) return opened;
    const done = await readBack(store, opened.id, now());
    return opened.before ? again(done) : done;
  }
  const read = await readHosted(store, step.id);
  if (!('record' in read)) return read;
  const { published } = read.record;
  const before = published === undefined ? read.record : recordBefore(read.record, published);
  const body = step.body({ request: before, tip: read.tip });
  if ('code' in body) return [body];
  if (body.type === 'published' && read.record.phase === 'published') return settled(store, read, body, actor);
  if (isDone(read.record, body, actor.principal)) return again(await readBack(store, step.id, now()));
  const judged = await judgeHosted(store, read, eventOf(read.record, body, { actor, tip: read.tip, now: now() }), now());
  if (!('event' in judged)) return judged;
  if (judged.event.type === 'published') return publish(store, read, judged, judged.event);
  const done = await act(store, read, judged.event);
  if (done !== undefined) return done;
  return readBack(store, step.id, now());
}

function again(done: Done | Failure): Done | Failure {
  return 'request' in done ? { ...done, before: true } : done;
}

/** Somebody merged it: whoever it was may never have come to look at what was merged. */
async function settled(store: HostedStore, read: HostedRequest, body: EventBody, actor: Actor): Promise<Done | Failure> {
  const { record } = read;
  const found = await settlePublication(store, read);
  if (!('context' in found)) return found;
  const { context, tip } = found;
  const { published } = record;
  const event = eventOf(record, body, { actor, tip, now: Date.parse(record.updatedAt) });
  if (published === undefined || !isDone(record, body, actor.principal)) return [foldRefused(event, 'published-already')];
  const namespaces = context.policies.map(({ namespace }) => namespace);
  return { request: { ...record, published: { ...published, namespaces } }, context, tip, before: true };
}

/** What is published was read as it is, merge commit and all; the forge is not asked again. */
async function publish(
  store: HostedStore,
  read: HostedRequest,
  { context }: HostedStep,
  event: RequestEvent,
): Promise<Done | Failure> {
  const merged = await mergeHosted(store, read, event, context);
  if (!('commit' in merged)) return merged;
  const { commit, by, at, tip } = merged;
  const namespaces = context.policies.map(({ namespace }) => namespace);
  const request: RequestRecord = {
    ...read.record,
    phase: 'published',
    published: { commit, by, at, namespaces },
    updatedAt: at,
    updatedBy: by,
  };
  return { request, context, tip };
}

/** @returns nothing where it was done */
async function act(store: HostedStore, { forge, record }: HostedRequest, event: RequestEvent): Promise<Failure | undefined> {
  const { port } = store;
  const { id } = record;
  switch (event.type) {
    case 'reviewed': {
      const { decision, head } = event;
      // Some forges take no refusal without words.
      const comment = event.comment === '' && decision === 'rejected' ? 'Rejected' : event.comment;
      return told(store, await port.review(id, { decision, comment, head }));
    }
    case 'drafted':
    case 'submitted':
      return told(store, await port.update(id, { draft: event.type === 'drafted' }));
    case 'reopened':
      return told(store, await port.reopen(id));
    case 'closed': {
      const said =
        event.comment === ''
          ? undefined
          : await port.review(id, { decision: 'commented', comment: event.comment, head: headOf(record).commit });
      return isForgeFailure(said) ? store.problem(said) : told(store, await port.close(id));
    }
    case 'updated': {
      const pushed = event.head === headOf(record).commit ? undefined : await pushHead(store, forge, event.head);
      const description = withRestores(event.description, record.restores);
      return pushed ?? told(store, await port.update(id, { title: event.title, description }));
    }
    case 'scheduled': {
      const hint = 'Give the namespace a schedule, or publish it then: confman publish merge';
      return [diagnostic('forge/not-kept', { host: store.address.host, what: 'a time for one request' }, { hint })];
    }
    case 'opened':
    case 'published':
      throw new Error('it is done elsewhere');
  }
}

async function pushHead(store: HostedStore, forge: ForgeSummary, head: string): Promise<Failure | undefined> {
  const { id, name, branch } = forge;
  if (name === undefined) {
    const hint = 'Push to that branch with git';
    return [diagnostic('forge/foreign-branch', { request: id, branch }, { hint })];
  }
  return pushedOrWhy(id, await store.push(branch, forge.head, head));
}

function told(store: HostedStore, answer: object | ForgeFailure): Failure | undefined {
  return isForgeFailure(answer) ? store.problem(answer) : undefined;
}

async function readBack(store: HostedStore, id: string, now: number): Promise<Done | Failure> {
  const read = await readHosted(store, id);
  if (!('record' in read)) return read;
  if (read.head === undefined)
    return [diagnostic('publish/head-moved', { request: id, head: headOf(read.record).commit }, { hint: 'Look at it again' })];
  const context = await hostedContext(store, read, now);
  return 'policies' in context ? { request: read.record, context, tip: read.tip } : context;
}
