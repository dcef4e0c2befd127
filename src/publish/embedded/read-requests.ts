import { chainOf, readCommitChains } from '../../git/commit-chains.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { Commit } from '../../git/object-reader.ts';
import type { CompileProgress } from '../../pipeline/compile-progress.ts';
import { foldOn, type FoldRefusal } from '../model/fold.ts';
import type { RequestPhase, RequestRecord } from '../model/request.ts';
import { readEventCommit } from './event-commit.ts';
import { foldedRequest, type FoldedBefore, type FoldedRequest } from './request-memory.ts';
import { readRequestRef } from './request-refs.ts';

/** A request as the refs of a repository have it. */
export interface StoredRequest {
  readonly id: string;
  /** Tip of its chain of events. */
  readonly meta: string;
  /** What its head ref names. */
  readonly head: string;
  readonly phase: RequestPhase;
  readonly folded: FoldedRequest;
  readonly request: RequestRecord;
}

/** A request whose refs or events do not hold: nothing is believed of it. */
export interface BrokenRequest {
  readonly id: string;
  readonly meta: string | undefined;
  /** The event commit at fault, where it is one. */
  readonly commit: string | undefined;
  readonly reason: string | FoldRefusal;
}

export interface StoredRequests {
  /** By id, rising. */
  readonly requests: readonly StoredRequest[];
  readonly broken: readonly BrokenRequest[];
}

interface Refs {
  meta?: string;
  head?: string;
}

/**
 * All requests of a repository. A chain that was folded before is not read again: its tip names all of it.
 * @param refs those below `requestRefs`, and any others
 * @param before by the tip of the chain
 */
export async function readRequests(
  repository: string,
  refs: ReadonlyMap<string, string>,
  before: FoldedBefore,
  progress?: CompileProgress,
): Promise<StoredRequests | GitFailure> {
  const all = [...groupRefs(refs)].toSorted(([a], [b]) => Number(a) - Number(b));
  const requests: StoredRequest[] = [];
  const broken: BrokenRequest[] = [];
  for (let at = 0; at < all.length;) {
    const end = endOfPortion(all, at, before);
    const part = all.slice(at, end);
    const tips = part.flatMap(([, { meta }]) => (meta === undefined || before.has(meta) ? [] : [meta]));
    const commits = await readCommitChains(repository, tips);
    if (isGitFailure(commits)) return commits;
    for (const [id, found] of part) {
      const read = readOne(id, found, commits, before);
      if ('folded' in read) requests.push(read);
      else broken.push(read);
    }
    at = end;
    if (tips.length > 0) progress?.step(at, all.length);
  }
  progress?.end();
  return { requests, broken };
}

/** So many chains are read at once: the events of all of them would take hundreds of megabytes. */
const portion = 1000;

function endOfPortion(all: readonly (readonly [string, Refs])[], from: number, before: FoldedBefore): number {
  let left = portion;
  let end = from;
  for (; end < all.length && left > 0; end += 1) {
    const meta = all[end]?.[1].meta;
    if (meta !== undefined && !before.has(meta)) left -= 1;
  }
  return end;
}

/** One request by the tip of its chain, wherever that is named. */
export async function foldChain(
  repository: string,
  id: string,
  meta: string,
): Promise<{ readonly request: RequestRecord } | BrokenRequest | GitFailure> {
  const commits = await readCommitChains(repository, [meta]);
  return isGitFailure(commits) ? commits : foldCommits(id, meta, commits);
}

/** Names that are none of a request's are passed over: a server that holds to the rules has none. */
function groupRefs(refs: ReadonlyMap<string, string>): ReadonlyMap<string, Refs> {
  const byId = new Map<string, Refs>();
  for (const [name, oid] of refs) {
    const ref = readRequestRef(name);
    if (ref !== undefined) byId.set(ref.id, { ...byId.get(ref.id), [ref.kind]: oid });
  }
  return byId;
}

function readOne(
  id: string,
  { meta, head }: Refs,
  commits: ReadonlyMap<string, Commit>,
  before: FoldedBefore,
): StoredRequest | BrokenRequest {
  if (meta === undefined) return { id, meta, commit: undefined, reason: 'it has a head, and no events' };
  const known = before.get(meta);
  const read = known === undefined ? foldCommits(id, meta, commits) : undefined;
  if (read !== undefined && !('request' in read)) return read;
  const folded = known ?? foldedRequest((read as { readonly request: RequestRecord }).request);
  if (head !== folded.head) return { id, meta, commit: undefined, reason: 'its head is not the one that its events name' };
  const { phase } = folded;
  return {
    id,
    meta,
    head,
    phase,
    folded,
    get request(): RequestRecord {
      return folded.request;
    },
  };
}

function foldCommits(
  id: string,
  meta: string,
  commits: ReadonlyMap<string, Commit>,
): { readonly request: RequestRecord } | BrokenRequest {
  let request: RequestRecord | undefined;
  for (const commit of chainOf(meta, commits)) {
    const stored = readEventCommit(commit);
    if ('reason' in stored) return { id, meta, commit: commit.oid, reason: stored.reason };
    const folded = foldOn(request, stored.event);
    if ('refusal' in folded) return { id, meta, commit: commit.oid, reason: folded.refusal };
    request = folded.request;
  }
  if (request === undefined) return { id, meta, commit: meta, reason: 'not-opened' };
  return request.id === id ? { request } : { id, meta, commit: meta, reason: 'other-request' };
}
