import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { leftLock } from '../../git/left-lock.ts';
import { listRefs } from '../../git/list-refs.ts';
import type { Commit, ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { Workbench } from '../../git/workbench.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { RequestEvent } from '../model/event.ts';
import { headOf, type RequestRecord } from '../model/request.ts';
import type { RequestContext } from '../policy/request-context.ts';
import { smuggled } from '../policy/smuggled.ts';
import { checkSignature } from './check-signature.ts';
import { judgePush, type PushHost, type Refusal } from './judge-push.ts';
import type { RequestPush } from './push.ts';
import { leftLocked } from './left-locked.ts';
import { foldChain } from './read-requests.ts';
import { readRequestRef, requestRef, requestRefs } from './request-refs.ts';
import { wrongMerge } from './wrong-merge.ts';

/** What whoever runs the server has decided. Nothing of it comes from the push or from the repository's contents. */
export interface ReceiveOptions {
  /** Of the workspace in the bare repository. */
  readonly location: WorkspaceLocation;
  /** Short name of the protected branch. */
  readonly branch: string;
  readonly actor: string | undefined;
  readonly actorVariable: string;
  /** Absolute path of a list of keys: an event that none of them has signed is refused. */
  readonly allowedSigners?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Judges a push as a pre-receive hook does: before any ref has moved, with the new objects in quarantine.
 * @returns why it may not land
 */
export async function judgeReceive(push: RequestPush, options: ReceiveOptions): Promise<readonly Refusal[]> {
  const { location, branch } = options;
  const ref = `refs/heads/${branch}`;
  // Of two requests alone, however many there are: the one that is concerned, and the one before it.
  const former = String(Number(push.id) - 1);
  const refs = await listRefs(location.repository, ref, requestRef(push.id, 'meta'), requestRef(former, 'meta'));
  if (isGitFailure(refs)) return [refs];
  const tip = refs.get(ref);
  if (tip === undefined) {
    const hint = `Push the first commit of ${branch} before the hook is installed`;
    return [diagnostic('publish/no-branch', { branch }, { hint })];
  }
  // Whoever was overtaken need not wait for a judgement: git would refuse the push after it.
  if (refs.get(requestRef(push.id, 'meta')) !== push.meta.before || (push.branch !== undefined && push.branch.before !== tip))
    return [diagnostic('publish/stale-base', { branch }, { hint: 'Fetch, and do it again' })];
  const locked = leftLock(location.repository, refsOf(push, ref), options.now);
  if (locked !== undefined) return [leftLocked(locked)];
  const bench = await Workbench.open(location.repository, tip);
  if (isGitFailure(bench)) return [bench];
  const reader = await openObjectReader(bench.path);
  try {
    const refused = await judgePush(push, new ReceiveHost(options, { refs, tip, bench, reader }));
    if (refused !== undefined) return [refused].flat();
    const unsigned = await aboutSignature(bench.path, push, options);
    return unsigned === undefined ? [] : [unsigned];
  } finally {
    reader.close();
    bench.remove();
  }
}

function refsOf({ id, head, branch }: RequestPush, ref: string): readonly string[] {
  return [
    requestRef(id, 'meta'),
    ...(head === undefined ? [] : [requestRef(id, 'head')]),
    ...(branch === undefined ? [] : [ref]),
  ];
}

/** The judge has seen that the event is of who pushes it. */
async function aboutSignature(
  repository: string,
  { meta }: RequestPush,
  { actor = '', allowedSigners }: ReceiveOptions,
): Promise<Diagnostic | undefined> {
  if (allowedSigners === undefined) return undefined;
  return checkSignature(repository, { commit: meta.after, actor, allowedSigners, at: undefined });
}

interface Opened {
  readonly refs: ReadonlyMap<string, string>;
  readonly tip: string;
  readonly bench: Workbench;
  readonly reader: ObjectReader;
}

class ReceiveHost implements PushHost {
  readonly branch: string;
  readonly tip: string;
  readonly actor: string | undefined;
  readonly actorVariable: string;
  readonly now: number;
  readonly #location: WorkspaceLocation;
  readonly #opened: Opened;

  constructor({ branch, actor, actorVariable, now, location }: ReceiveOptions, opened: Opened) {
    this.branch = branch;
    this.tip = opened.tip;
    this.actor = actor;
    this.actorVariable = actorVariable;
    this.now = now;
    this.#location = location;
    this.#opened = opened;
  }

  readCommit(oid: string): Promise<Commit | GitFailure> {
    return this.#opened.reader.readCommit(oid);
  }

  async requestBefore(id: string, meta: string): Promise<RequestRecord | GitFailure | Diagnostic> {
    const folded = await foldChain(this.#opened.bench.path, id, meta);
    if (isGitFailure(folded)) return folded;
    if ('request' in folded) return folded.request;
    const hint = 'Ask whoever runs the server what happened';
    return diagnostic('publish/broken-request', { request: id, reason: folded.reason }, { hint });
  }

  hasRequest(id: string): boolean {
    return [...this.#opened.refs.keys()].some((name) => {
      const ref = name.startsWith(`${requestRefs}/${id}/`) ? readRequestRef(name) : undefined;
      return ref?.id === id && ref.kind === 'meta';
    });
  }

  smuggled(head: string): Promise<Diagnostic | GitFailure | undefined> {
    const { reader, tip } = this.#opened;
    return smuggled(reader, { tip, head, prefix: this.#location.prefix, branch: this.branch });
  }

  /** The compiler is loaded when it is asked for: most of what is refused is refused before. */
  async context(request: RequestRecord, moment: number): Promise<RequestContext | GitFailure | readonly Diagnostic[]> {
    const { requestContext } = await import('../policy/request-context.ts');
    const { bench, reader, tip } = this.#opened;
    return requestContext({ location: this.#location, bench, reader }, request, tip, moment);
  }

  wrongMerge(commit: Commit, publisher: RequestEvent, request: RequestRecord, context: RequestContext): Diagnostic | undefined {
    const { tip, branch } = this;
    return wrongMerge(commit, { request: request.id, tip, head: headOf(request).commit, publisher, branch }, context);
  }
}
