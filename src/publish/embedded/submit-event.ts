import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { commitBytes } from '../../git/commit-bytes.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Person } from '../../git/object-reader.ts';
import { pause } from '../../git/pause.ts';
import { withSignature } from '../../git/signed-commit.ts';
import { signSsh } from '../../git/ssh-signature.ts';
import type { RefMove } from '../../git/remote-refs.ts';
import { requestTrailer } from '../../git/request-of.ts';
import { writeBenchObject } from '../../git/write-bench-object.ts';
import type { EventBody, RequestEvent } from '../model/event.ts';
import { fold } from '../model/fold.ts';
import { isDone } from '../model/is-done.ts';
import { judgeEvent } from '../model/judge-event.ts';
import { writeEvent } from '../model/read-event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import type { Actor } from './actor.ts';
import { alreadyOpen } from './already-open.ts';
import { emptyTreeOf } from './event-commit.ts';
import { foreignUpdate } from './foreign-update.ts';
import { leftLocked } from './left-locked.ts';
import { foldRefused, refusalOf } from './refusals.ts';
import { refusedHint } from './refused-hint.ts';
import { requestRef } from './request-refs.ts';
import type { RequestState, RequestStore } from './request-store.ts';
import { wrongMerge } from './wrong-merge.ts';

/** How often others may be faster before we give up, and in which time: many at once get in one after the other. */
const attempts = 12;
const patience = 180_000;

/** What is to happen. It is made anew for each attempt, as what it refers to may have moved. */
export interface Step {
  /** Undefined: a request is opened. */
  readonly id: string | undefined;
  /** @returns what happens now, or why it cannot */
  readonly body: (now: { readonly request: RequestRecord | undefined; readonly tip: string }) => EventBody | Diagnostic;
}

export interface Done {
  readonly request: RequestRecord;
  /** Undefined where nothing more is asked for it. */
  readonly context: RequestContext | undefined;
  /** Tip of the protected branch after it. */
  readonly tip: string;
  /** The same person had done it before: a command that was killed afterwards was called again. */
  readonly before?: true;
}

type Failure = GitFailure | readonly Diagnostic[];

/**
 * Adds an event to a request, and moves what moves with it, in one push: all of it or nothing. Whoever is overtaken looks again
 * and tries again, so that nothing that somebody else did is lost.
 * @param now milliseconds since 1970
 */
export async function submitEvent(store: RequestStore, actor: Actor, step: Step, now: () => number): Promise<Done | Failure> {
  const start = now();
  for (let attempt = 1; attempt <= attempts || now() - start < patience; attempt += 1) {
    const state = await store.refresh();
    if ('code' in state) return [state];
    if (isGitFailure(state)) return state;
    const what = step.body({ request: requestOf(state, step.id), tip: state.tip });
    const again = 'code' in what ? undefined : await doneBefore(store, state, actor, { id: step.id, what, now: now() });
    if (again !== undefined) return again;
    const prepared = await prepare(store, state, actor, { id: step.id, what }, now());
    if ('code' in prepared) return [prepared];
    if (!('event' in prepared)) return prepared;
    const moves = await movesOf(store, prepared, state.tip, actor);
    if (isGitFailure(moves)) return moves;
    if ('code' in moves) return [moves];
    const pushed = await store.push(moves, now());
    if (pushed === 'done') return finished(store, prepared, moves, state.tip);
    if (typeof pushed === 'object' && 'locked' in pushed) return [leftLocked(pushed.locked)];
    if (pushed !== 'moved') return 'refused' in pushed ? [refusedByServer(pushed.refused, store.branch)] : pushed;
    await pause(attempt);
  }
  const hint = 'Do it again when fewer are at work';
  return [diagnostic('publish/contended', { request: step.id ?? 'next' }, { hint })];
}

interface MadeStep {
  readonly id: string | undefined;
  readonly what: EventBody | Diagnostic;
}

function requestOf({ requests }: RequestState, id: string | undefined): RequestRecord | undefined {
  return id === undefined ? undefined : requests.find((each) => each.id === id)?.request;
}

/** @returns nothing where it is still to be done */
async function doneBefore(
  store: RequestStore,
  state: RequestState,
  { principal }: Actor,
  { id, what, now }: MadeStep & { readonly what: EventBody; readonly now: number },
): Promise<Done | Failure | undefined> {
  const known = requestOf(state, id);
  const isSame = known !== undefined && isDone(known, what, principal);
  const opened = what.type === 'opened' ? await alreadyOpen(state.requests, what, principal, store.reader) : undefined;
  const request = isSame ? known : opened;
  if (request === undefined) return undefined;
  const context = request.phase === 'published' ? undefined : await store.context(request, state.tip, now);
  if (context !== undefined && !('policies' in context)) return context;
  return { request, context, tip: state.tip, before: true };
}

interface Prepared {
  readonly event: RequestEvent;
  readonly before: RequestRecord | undefined;
  /** Commit of the event before it. */
  readonly meta: string | undefined;
  readonly after: RequestRecord;
  readonly context: RequestContext;
}

async function prepare(
  store: RequestStore,
  state: RequestState,
  actor: Actor,
  { id, what }: MadeStep,
  now: number,
): Promise<Prepared | Failure | Diagnostic> {
  const stored = id === undefined ? undefined : state.requests.find((each) => each.id === id);
  if (id !== undefined && stored === undefined) return missing(id, state);
  if ('code' in what) return what;
  const before = stored?.request;
  const event: RequestEvent = {
    formatVersion: 1,
    request: id ?? nextId(state),
    position: (before?.position ?? 0) + 1,
    actor: actor.principal,
    at: laterOf(told(now), before?.updatedAt),
    base: state.tip,
    ...what,
  };
  const folded = fold(before, event);
  if ('refusal' in folded) return foldRefused(event, folded.refusal);
  const context = await store.context(folded.request, state.tip, now);
  if (!('policies' in context)) return context;
  if (event.type === 'opened' || event.type === 'updated' || event.type === 'published') {
    const tip = await store.reader.readCommit(state.tip);
    if (isGitFailure(tip)) return tip;
    if (context.tree === tip.tree) return nothing(store.branch, event);
  }
  const refusal = judgeEvent(before, event, context);
  if (refusal !== undefined) return refusalOf(refusal, event);
  const foreign = await foreignUpdate(before, event, (request) => store.context(request, state.tip, now));
  if (foreign !== undefined) return foreign;
  return { event, before, meta: stored?.meta, after: folded.request, context };
}

/** Of what is published: another request may have brought it. */
function nothing(branch: string, { type, request }: RequestEvent): Diagnostic {
  const hint = type === 'published' ? `Close it: confman publish close ${request}` : 'Commit a change first, and name its commit';
  return diagnostic('publish/nothing', { branch }, { hint });
}

function missing(id: string, { broken }: RequestState): Diagnostic {
  const reason = broken.find((each) => each.id === id)?.reason;
  if (reason === undefined)
    return diagnostic('publish/unknown-request', { request: id }, { hint: 'List them: confman publish list' });
  return diagnostic('publish/broken-request', { request: id, reason }, { hint: 'Ask whoever runs the server what happened' });
}

/** Numbers without a gap, so that one that is missing shows. */
function nextId({ requests, broken }: RequestState): string {
  return String(Math.max(0, ...[...requests, ...broken].map(({ id }) => Number(id))) + 1);
}

async function movesOf(
  store: RequestStore,
  { event, before, meta, context }: Prepared,
  tip: string,
  actor: Actor,
): Promise<readonly RefMove[] | GitFailure | Diagnostic> {
  const merged = event.type === 'published' ? await mergeCommit(store, event, context, actor) : undefined;
  if (merged !== undefined && typeof merged !== 'string') return merged;
  const namespaces = context.policies.map(({ namespace }) => namespace);
  const final = merged === undefined ? event : ({ ...event, commit: merged, namespaces } as RequestEvent);
  const former = before === undefined ? undefined : headOf(before).commit;
  const brings = (event.type === 'opened' || event.type === 'updated') && event.head !== former ? event.head : undefined;
  const kept = brings === undefined ? undefined : former;
  const person = personOf(actor, event.at);
  const parents = [meta, kept].filter((oid) => oid !== undefined);
  const content = { tree: emptyTreeOf(tip), parents, author: person, committer: person, message: writeEvent(final) };
  const bytes = await signed(commitBytes(content), actor, tip);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const commit = writeBenchObject(store.bench, 'commit', bytes, tip);
  if (isGitFailure(commit)) return commit;
  const moves: RefMove[] = [{ ref: requestRef(event.request, 'meta'), before: meta, after: commit }];
  if (brings !== undefined) moves.push({ ref: requestRef(event.request, 'head'), before: former, after: brings });
  if (merged !== undefined) moves.push({ ref: `refs/heads/${store.branch}`, before: tip, after: merged });
  return moves;
}

async function signed(bytes: Buffer, { signingKey }: Actor, like: string): Promise<Buffer | Diagnostic> {
  if (signingKey === undefined) return bytes;
  if (signingKey === '') {
    const keyless = { commit: '', actor: '', reason: 'it was asked for, and there is no user.signingKey' };
    return diagnostic('publish/unsigned', keyless, {
      hint: 'Name your key: git config --global user.signingKey ~/.ssh/id_ed25519',
    });
  }
  const made = await signSsh(bytes, signingKey);
  if ('stdout' in made) return withSignature(bytes, made.stdout, like);
  const hint = 'Look at user.signingKey in your own git configuration, or at CONFMAN_SIGNING_KEY';
  return diagnostic('publish/unsigned', { commit: '', actor: signingKey, reason: made.reason }, { hint });
}

/** The merge that becomes the protected branch's tip. Its trailer names the request for everybody who reads the history. */
async function mergeCommit(
  store: RequestStore,
  event: RequestEvent & { readonly type: 'published' },
  context: RequestContext,
  actor: Actor,
): Promise<string | GitFailure | Diagnostic> {
  const { base: tip, head, request } = event;
  const wanted = { request, tip, head, publisher: event, branch: store.branch };
  const person = personOf(actor, event.at);
  const tree = context.tree ?? '';
  const message = `Publish request ${request}\n\n${requestTrailer}: ${request}\n`;
  const content = { tree, parents: [tip, head], author: person, committer: person, message };
  const refused = wrongMerge(
    { ...content, oid: head, committedAt: person.at, trailers: [{ key: requestTrailer, value: request }] },
    wanted,
    context,
  );
  return refused ?? writeBenchObject(store.bench, 'commit', commitBytes(content), tip);
}

async function finished(
  store: RequestStore,
  { event, after, context }: Prepared,
  moves: readonly RefMove[],
  tip: string,
): Promise<Done | Failure> {
  // Ours follow, so that the next command sees it without the network.
  const state = await store.refresh();
  if (isGitFailure(state)) return state;
  if ('code' in state) return [state];
  const request = state.requests.find(({ id }) => id === event.request)?.request ?? after;
  const branch = moves.find(({ ref }) => ref === `refs/heads/${store.branch}`);
  return { request, context, tip: branch?.after ?? tip };
}

function refusedByServer(said: readonly string[], branch: string): Diagnostic {
  if (said.some((line) => line.includes('refusing to update checked out branch')))
    return diagnostic('publish/checked-out', { branch }, { hint: 'Leave it there first: git switch --detach' });
  return diagnostic('publish/refused', { said }, { hint: refusedHint(said) });
}

/** What git would leave out of a name is not looked at as a part of it. */
function personOf({ principal, name }: Actor, at: string): Person {
  return { name: name.replaceAll(/\p{Cc}/gu, ''), email: principal, at: Date.parse(at) / 1000 };
}

function told(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
}

function laterOf(a: string, b: string | undefined): string {
  return b !== undefined && b > a ? b : a;
}
