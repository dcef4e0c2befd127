import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import type { RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { judgeEvent } from '../model/judge-event.ts';
import type { RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { readEventCommit } from './event-commit.ts';
import { foreignUpdate } from './foreign-update.ts';
import { isMadeBy } from './is-made-by.ts';
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
  /** Everything that policy says about a request, at its head and at a moment. */
  context(request: RequestRecord, moment: number): Promise<RequestContext | GitFailure | readonly Diagnostic[]>;
  /** Whether a commit is anything else than the merge of the request's head into the tip. */
  wrongMerge(commit: Commit, event: RequestEvent, request: RequestRecord, context: RequestContext): Diagnostic | undefined;
}

/** Why a push may not land. */
export type Refusal = Diagnostic | GitFailure;

/**
 * Whether a push about a request may land: its event goes on where the chain ends, is what the server's user may do now, and
 * everything that moves with it is what the event says. Policy is that of the protected branch before the push.
 * @returns nothing where it may
 */
export async function judgePush(push: RequestPush, host: PushHost): Promise<Refusal | readonly Diagnostic[] | undefined> {
  const before = await earlier(push, host);
  if (isRefused(before)) return before;
  const brought = await newEvent(push, host);
  if (isRefused(brought)) return brought;
  const { event, keeps } = brought;
  const refused =
    aboutWho(event, host) ?? aboutRefs(push, event, before.request, host) ?? aboutKept(keeps, before.request, event);
  if (refused !== undefined) return refused;
  const folded = fold(before.request, event);
  if ('refusal' in folded) return foldRefused(event, folded.refusal);
  const smuggled = (await aboutHead(push, host)) ?? (push.head && (await host.smuggled(push.head.after)));
  return smuggled ?? (await aboutPolicy(before.request, folded.request, event, host)) ?? aboutAuthor(brought);
}

async function earlier(
  { id, meta }: RequestPush,
  host: PushHost,
): Promise<{ readonly request: RequestRecord | undefined } | Refusal> {
  if (meta.before === undefined) {
    const isNext = id === '1' || host.hasRequest(String(Number(id) - 1));
    if (isNext) return { request: undefined };
    return diagnostic('publish/wrong-number', { request: id }, { hint: 'Fetch the requests, and open it again' });
  }
  const request = await host.requestBefore(id, meta.before);
  return isRefused(request) ? request : { request };
}

/** Git would take a tag for the commit that it names, and nobody could ever merge it. */
async function aboutHead({ id, meta, head }: RequestPush, host: PushHost): Promise<Refusal | undefined> {
  const commit = head && (await host.readCommit(head.after));
  if (!isGitFailure(commit) || commit.kind === 'too-large') return isGitFailure(commit) ? commit : undefined;
  const args = { request: id, commit: meta.after, reason: 'its head is no commit' };
  return diagnostic('publish/bad-event', args, { hint: 'Name a commit' });
}

function aboutAuthor({ commit, event }: Brought): Diagnostic | undefined {
  if (isMadeBy(commit, event)) return undefined;
  const args = { request: event.request, commit: commit.oid, reason: 'it is of somebody else, or of another time' };
  return diagnostic('publish/bad-event', args, { hint: 'Make events with confman publish' });
}

interface Brought {
  readonly commit: Commit;
  readonly event: RequestEvent;
  /** The second parent of its commit. */
  readonly keeps: string | undefined;
}

async function newEvent({ id, meta }: RequestPush, host: PushHost): Promise<Brought | Refusal> {
  const commit = await host.readCommit(meta.after);
  if (isGitFailure(commit)) return commit;
  const stored = readEventCommit(commit);
  if ('reason' in stored)
    return diagnostic(
      'publish/bad-event',
      { request: id, commit: meta.after, reason: stored.reason },
      { hint: 'Make events with confman publish' },
    );
  if (commit.parents[0] !== meta.before) return offChain(id, commit, meta.before, host);
  return { commit, event: stored.event, keeps: commit.parents[1] };
}

/** More than one event, or another past: which of the two decides what to tell. */
async function offChain(id: string, commit: Commit, before: string | undefined, host: PushHost): Promise<Refusal> {
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
  if (event.request === id && fits && (meta.before !== undefined || event.type === 'opened')) return undefined;
  return diagnostic('publish/head-mismatch', { request: id }, { hint: 'Push both with confman publish' });
}

/** Beside its past an event's commit keeps the former head, so that git throws nothing away that was reviewed. */
function aboutKept(keeps: string | undefined, request: RequestRecord | undefined, event: RequestEvent): Diagnostic | undefined {
  const former = request?.heads.at(-1)?.commit;
  const wanted = event.type === 'updated' && event.head !== former ? former : undefined;
  if (keeps === wanted) return undefined;
  return diagnostic('publish/head-mismatch', { request: event.request }, { hint: 'Push it with confman publish update' });
}

/** An event is judged by what the request asks for after it: of an update, by its new head. */
async function aboutPolicy(
  before: RequestRecord | undefined,
  after: RequestRecord,
  event: RequestEvent,
  host: PushHost,
): Promise<Refusal | readonly Diagnostic[] | undefined> {
  const context = await host.context(after, host.now);
  if (!('policies' in context)) return context;
  const refusal = judgeEvent(before, event, context);
  if (refusal !== undefined) return refusalOf(refusal, event);
  if (event.type !== 'published') return foreignUpdate(before, event, (request) => host.context(request, host.now));
  // By its own time as well: an audit has no other.
  const then = await host.context(after, Date.parse(event.at));
  if (!('policies' in then)) return then;
  const early = judgeEvent(before, event, then);
  if (early !== undefined) return refusalOf(early, event);
  const reached = context.policies.map(({ namespace }) => namespace);
  if (event.namespaces.join('\n') !== reached.join('\n'))
    return diagnostic('publish/stale-base', { branch: host.branch }, { hint: 'Fetch, and do it again' });
  const commit = await host.readCommit(event.commit);
  return isGitFailure(commit) ? commit : host.wrongMerge(commit, event, after, context);
}

function isRefused(value: object): value is Refusal {
  return isGitFailure(value) || ('code' in value && 'severity' in value);
}
