import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import type { RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { judgeEvent, type EventContext } from '../model/judge-event.ts';
import type { RequestRecord } from '../model/request.ts';
import { readEventCommit } from './event-commit.ts';
import { foldRefused, refusalOf } from './refusals.ts';
import type { RequestPush } from './push.ts';

/** Seconds that an event's time may be away from the server's. */
const clockSkew = 600;

/** What the judge of a push asks of the repository. All answers are about objects, none about names that the push moves. */
export interface PushHost {
  /** Short name of the protected branch. */
  readonly branch: string;
  /** Its tip before the push: the policy is what stands there. */
  readonly tip: string;
  /** Who pushes, as the server knows them; undefined where it does not say, and then `actorVariable` is named. */
  readonly actor: string | undefined;
  readonly actorVariable: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readCommit(oid: string): Promise<Commit | GitFailure>;
  /** The request as its events before the push tell it. */
  requestBefore(id: string, meta: string): Promise<RequestRecord | GitFailure | Diagnostic>;
  /** Whether the repository has a request of this number. */
  hasRequest(id: string): boolean;
  /** What is not plain files in what a head brings; undefined where there is nothing of the kind. */
  smuggled(head: string): Promise<Diagnostic | GitFailure | undefined>;
  /** Whether a commit is the merge of a head into the tip, made anew. */
  wrongMerge(commit: Commit, head: string): Promise<Diagnostic | GitFailure | undefined>;
  /** Everything that policy says about a head. Undefined request: one that is about to be opened. */
  context(request: RequestRecord, event: RequestEvent): Promise<EventContext | Diagnostic | GitFailure>;
}

type Refused = Diagnostic | GitFailure;

/**
 * Whether a push about a request may land: its event goes on where the chain ends, is what the server's user may do now, and
 * everything that moves with it is what the event says. Policy is that of the protected branch before the push.
 * @returns undefined where it may
 */
export async function judgePush(push: RequestPush, host: PushHost): Promise<Refused | undefined> {
  const before = await earlier(push, host);
  if (isRefused(before)) return before;
  const event = await newEvent(push, host);
  if (isRefused(event)) return event;
  const refused = aboutWho(event, host) ?? aboutRefs(push, event, before.request, host);
  if (refused !== undefined) return refused;
  const folded = fold(before.request, event);
  if ('refusal' in folded) return foldRefused(event, folded.refusal);
  return (
    (await aboutContent(push, event, folded.request, host)) ?? (await aboutPolicy(before.request, folded.request, event, host))
  );
}

async function earlier(
  { id, meta }: RequestPush,
  host: PushHost,
): Promise<{ readonly request: RequestRecord | undefined } | Refused> {
  if (meta.before === undefined) {
    const isNext = id === '1' || host.hasRequest(String(Number(id) - 1));
    if (isNext) return { request: undefined };
    return diagnostic('publish/wrong-number', { request: id }, { hint: 'Fetch the requests, and open it again' });
  }
  const request = await host.requestBefore(id, meta.before);
  return isRefused(request) ? request : { request };
}

async function newEvent({ id, meta }: RequestPush, host: PushHost): Promise<RequestEvent | Refused> {
  const commit = await host.readCommit(meta.after);
  if (isGitFailure(commit)) return commit;
  const stored = readEventCommit(commit);
  if ('reason' in stored) return diagnostic('publish/bad-event', { request: id, commit: meta.after, reason: stored.reason });
  if (commit.parents[0] !== meta.before) return offChain(id, commit, meta.before, host);
  return stored.event;
}

/** More than one event, or another past: which of the two decides what to tell. */
async function offChain(id: string, commit: Commit, before: string | undefined, host: PushHost): Promise<Refused> {
  let at: Commit | GitFailure = commit;
  for (let steps = 0; steps < 1000 && !isGitFailure(at) && at.parents[0] !== undefined; steps += 1) {
    if (at.parents[0] === before) {
      return diagnostic('publish/many-events', { request: id }, { hint: 'Push them one after the other' });
    }
    at = await host.readCommit(at.parents[0]);
  }
  return diagnostic('publish/history-rewritten', { request: id }, { hint: 'Fetch the requests, and do it again' });
}

function aboutWho(event: RequestEvent, { actor, actorVariable, now }: PushHost): Diagnostic | undefined {
  if (actor === undefined || actor === '') {
    return diagnostic('publish/no-actor', { variable: actorVariable }, { hint: 'Tell who runs this server to set it' });
  }
  if (event.actor !== actor) {
    return diagnostic('publish/forged-actor', { actor: event.actor, user: actor }, { hint: `Act as ${actor}` });
  }
  const here = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const isNear = Math.abs(Date.parse(event.at) - now) <= clockSkew * 1000;
  if (isNear) return undefined;
  return diagnostic('publish/wrong-clock', { at: event.at, now: here }, { hint: 'Set your clock, and do it again' });
}

/** What moves beside the chain is what the event says, no more and no less. */
function aboutRefs(
  { id, meta, head, branch }: RequestPush,
  event: RequestEvent,
  request: RequestRecord | undefined,
  { tip, branch: name }: PushHost,
): Diagnostic | undefined {
  if (event.base !== tip) return diagnostic('publish/stale-base', { branch: name }, { hint: 'Fetch, and do it again' });
  if (branch !== undefined && event.type !== 'published') {
    return diagnostic('publish/direct-push', { branch: name }, { hint: 'Publish the request: confman publish merge' });
  }
  if (event.type === 'published' && branch?.after !== event.commit) {
    const reason = branch === undefined ? `${name} does not move to it` : `${name} moves to another commit`;
    return diagnostic('publish/wrong-merge', { commit: event.commit, reason }, { hint: 'Push both in one atomic push' });
  }
  const former = request?.heads.at(-1)?.commit;
  const brings = (event.type === 'opened' || event.type === 'updated') && event.head !== former;
  const fits = brings ? head?.after === event.head && head.before === former : head === undefined;
  if (fits && (meta.before !== undefined || event.type === 'opened')) return undefined;
  return diagnostic('publish/head-mismatch', { request: id }, { hint: 'Push both with confman publish' });
}

async function aboutContent(
  { head, branch }: RequestPush,
  event: RequestEvent,
  request: RequestRecord,
  host: PushHost,
): Promise<Refused | undefined> {
  if (event.request !== request.id) return foldRefused(event, 'other-request');
  const smuggled = head === undefined ? undefined : await host.smuggled(head.after);
  if (smuggled !== undefined || branch === undefined || event.type !== 'published') return smuggled;
  const commit = await host.readCommit(event.commit);
  return isGitFailure(commit) ? commit : host.wrongMerge(commit, event.head);
}

async function aboutPolicy(
  before: RequestRecord | undefined,
  after: RequestRecord,
  event: RequestEvent,
  host: PushHost,
): Promise<Refused | undefined> {
  const context = await host.context(before ?? after, event);
  if (isRefused(context)) return context;
  const refusal = judgeEvent(before, event, context);
  return refusal === undefined ? undefined : refusalOf(refusal, event);
}

function isRefused(value: object): value is Refused {
  return isGitFailure(value) || ('code' in value && 'severity' in value);
}
