import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { leftLock, type LeftLock } from '../../git/left-lock.ts';
import { listRefs } from '../../git/list-refs.ts';
import { moveRefs } from '../../git/move-refs.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { packNewRefs } from '../../git/pack-new-refs.ts';
import { packRefs } from '../../git/pack-refs.ts';
import { RemoteRefs, type PushedRefs, type RefMove } from '../../git/remote-refs.ts';
import type { Remote } from '../../git/remote-url.ts';
import { Workbench } from '../../git/workbench.ts';
import { writeEmptyTree } from '../../git/write-commit.ts';
import type { CompileProgress } from '../../pipeline/compile-progress.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';
import { requestContext, type RequestContext } from '../policy/request-context.ts';
import type { RequestRecord } from '../model/request.ts';
import { noBranch } from './no-branch.ts';
import { readRequests, type BrokenRequest, type StoredRequest } from './read-requests.ts';
import { recallRequests, rememberRequests } from './request-memory.ts';
import { readRequestRef, requestRefs } from './request-refs.ts';

export interface StorePlace {
  readonly location: WorkspaceLocation;
  /** Short name of the protected branch. */
  readonly branch: string;
  /** Where requests are kept: another repository, or this one itself. */
  readonly remote: (Remote & { readonly name: string }) | undefined;
  readonly memory: RunMemory | undefined;
  /** What is wrong with the settings of a new tip, for whoever keeps the requests. */
  readonly checkTip?: ((reader: ObjectReader, tip: string) => Promise<Diagnostic | undefined>) | undefined;
  /** Of reading requests, of which there may be thousands that are new here. */
  readonly progress?: CompileProgress | undefined;
}

/** All requests as they are now, and the branch that they are published to. */
export interface RequestState {
  /** Full name of the protected branch's tip. */
  readonly tip: string;
  /** By id, rising. */
  readonly requests: readonly StoredRequest[];
  readonly broken: readonly BrokenRequest[];
}

/** Requests kept in git. What is new is made in a workbench, and becomes part of the repository by being pushed alone. */
export class RequestStore {
  readonly location: WorkspaceLocation;
  readonly branch: string;
  readonly bench: Workbench;
  /** Reads what the repository has, and what was made in the workbench. */
  readonly reader: ObjectReader;
  readonly #place: StorePlace;
  readonly #refs: RemoteRefs;

  private constructor(place: StorePlace, bench: Workbench, reader: ObjectReader, refs: RemoteRefs) {
    this.location = place.location;
    this.branch = place.branch;
    this.bench = bench;
    this.reader = reader;
    this.#place = place;
    this.#refs = refs;
  }

  /** Requests are kept in the repository at hand, and no server judges them. */
  get isLocal(): boolean {
    return this.#place.remote === undefined;
  }

  /** @param like an object name of the repository, for its hash */
  static async open(place: StorePlace, like: string): Promise<RequestStore | GitFailure> {
    const { repository } = place.location;
    const bench = await Workbench.open(repository, like);
    if (isGitFailure(bench)) return bench;
    const empty = await writeEmptyTree(bench.path);
    if (isGitFailure(empty)) return empty;
    // A repository of this machine that is also the store runs no hooks: they would be the caller's own.
    const remote = place.remote ?? { url: repository, scheme: 'file', shown: 'this repository' };
    const refs = await RemoteRefs.open({ repository, bench, remote, hooks: place.remote !== undefined });
    return new RequestStore(place, bench, await openObjectReader(bench.path), refs);
  }

  get memory(): RunMemory | undefined {
    return this.#place.memory;
  }

  close(): void {
    this.reader.close();
    this.bench.remove();
  }

  /** Fetches what is new, and reads all requests. */
  async refresh(): Promise<RequestState | GitFailure | Diagnostic> {
    const { remote, memory, checkTip, progress } = this.#place;
    const { repository } = this.location;
    const ref = remote === undefined ? `refs/heads/${this.branch}` : `refs/remotes/${remote.name}/${this.branch}`;
    const ours = await listRefs(repository, 'refs/heads', ref, requestRefs);
    if (isGitFailure(ours)) return ours;
    const refs = remote === undefined ? ours : await this.#fetch(ref, ours);
    if (!(refs instanceof Map)) return refs as GitFailure | Diagnostic;
    const tip = refs.get(ref);
    if (tip === undefined) return noBranch(this.branch, remote === undefined ? ours : undefined);
    const wrong = await checkTip?.(this.reader, tip);
    if (wrong !== undefined) return wrong;
    const before = recallRequests(memory);
    const read = await readRequests(repository, refs, before, progress);
    if (isGitFailure(read)) return read;
    rememberRequests(memory, read.requests, before);
    return { tip, ...read };
  }

  context(request: RequestRecord, tip: string, now: number): Promise<RequestContext | GitFailure | readonly Diagnostic[]> {
    return requestContext(this, request, tip, now);
  }

  /** @returns the lock, where one that nobody holds any more is in the way in a repository of this machine */
  async push(moves: readonly RefMove[], now: number): Promise<PushedRefs | GitFailure | { readonly locked: LeftLock }> {
    const { remote } = this.#place;
    const pushed = await this.#refs.push(moves);
    if (pushed !== 'moved' || (remote !== undefined && remote.scheme !== 'file')) return pushed;
    const kept = remote === undefined ? this.location.repository : remote.url.replace(/^file:\/\//, '');
    const locked = leftLock(
      kept,
      moves.map(({ ref }) => ref),
      now,
    );
    return locked === undefined ? pushed : { locked };
  }

  /**
   * Ours follow the other side's. A chain of events only grows: one that was replaced is told, and ours is kept.
   * @param tip ours of the protected branch
   * @returns ours, as they are then
   */
  async #fetch(tip: string, ours: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string> | GitFailure | Diagnostic> {
    const theirs = await this.#bring(tip, ours);
    if (isGitFailure(theirs)) return theirs;
    const moves: RefMove[] = [];
    for (const [ref, after] of theirs) {
      const before = ours.get(ref);
      if (before === after) continue;
      const request = readRequestRef(ref);
      if (request?.kind === 'meta' && before !== undefined && (await this.#isReplaced(before, after)))
        return diagnostic(
          'publish/history-rewritten',
          { request: request.id },
          { hint: 'Ask whoever runs the server what happened' },
        );
      moves.push({ ref, before, after });
    }
    const gone = [...ours.keys()].find((name) => !theirs.has(name) && readRequestRef(name)?.kind === 'meta');
    if (gone !== undefined)
      return diagnostic('publish/ref-gone', { ref: gone }, { hint: 'Ask whoever runs the server what happened' });
    const left = await this.#packed(moves);
    const moved = await moveRefs(this.location.repository, left, 'confman: fetch requests');
    if (isGitFailure(moved)) return moved;
    if (left.length > manyRefs) await packRefs(this.location.repository);
    return new Map([...ours, ...theirs]);
  }

  /** Requests that are new here, where they are many. @returns what is still to be moved */
  async #packed(moves: readonly RefMove[]): Promise<readonly RefMove[]> {
    const fresh = moves.filter(({ ref, before }) => before === undefined && readRequestRef(ref) !== undefined);
    if (fresh.length <= manyRefs || !(await packNewRefs(this.location.repository, fresh))) return moves;
    const made = new Set(fresh);
    return moves.filter((each) => !made.has(each));
  }

  /** Where their refs are, by our names for them, with their objects in our repository. */
  async #bring(tip: string, ours: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string> | GitFailure> {
    const branch = `refs/heads/${this.branch}`;
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.#refs.list([branch, `${requestRefs}/`]);
      if (isGitFailure(found)) return found;
      const theirs = new Map<string, string>();
      for (const [name, oid] of found) {
        if (name === branch) theirs.set(tip, oid);
        else if (readRequestRef(name) !== undefined) theirs.set(name, oid);
      }
      const fresh = new Set([...theirs].flatMap(([ref, oid]) => (ours.get(ref) === oid ? [] : [oid])));
      const known = new Map([...ours].filter(([ref, oid]) => !ref.startsWith(requestRefs) || theirs.get(ref) !== oid));
      if (fresh.size > manyRefs) this.#place.progress?.step(0, Math.ceil(fresh.size / 2));
      const failure = await this.#refs.bring([...fresh], known);
      // Some servers give out only what their refs name at that moment, and those may have moved.
      if (failure === undefined) return theirs;
      if (attempt === 3) return failure;
    }
  }

  async #isReplaced(before: string, after: string): Promise<boolean> {
    const line = await this.reader.firstParents(after, { until: before });
    if (isGitFailure(line)) return true;
    const last = line.at(-1);
    const commit = last === undefined ? undefined : await this.reader.readCommit(last);
    return commit === undefined || isGitFailure(commit) || commit.parents[0] !== before;
  }
}

/** So many refs at once, and each in a file of its own would make every look at them slow. */
const manyRefs = 500;
