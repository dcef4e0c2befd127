import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareKeys } from '../model/canonical-json.ts';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { listRefs } from './list-refs.ts';
import { lsRemote } from './ls-remote.ts';
import { remoteFailure } from './remote-failure.ts';
import { remoteName, remoteVariables } from './remote-variables.ts';
import type { Remote } from './remote-url.ts';
import { streamGit, type GitResult } from './run-git.ts';
import type { Workbench } from './workbench.ts';

/** A ref that is to be moved from where it is expected to be; undefined before: it is made. */
export interface RefMove {
  /** Whole name. */
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * `moved`: a ref is not where it was expected any more, and nothing was done. `refused`: the other side does not want it, and
 * said these lines.
 */
export type PushedRefs = 'done' | 'moved' | { readonly refused: readonly string[] };

/** Longer than any honest answer. */
const patience = 600;

/** Refs of another repository. Objects come into ours, refs never by themselves; all that is pushed is pushed from a workbench. */
export class RemoteRefs {
  readonly #repository: string;
  readonly #bench: Workbench;
  readonly #remote: Remote;
  readonly #variables: Readonly<Record<string, string>>;
  /** Of a folder that is asked not to run its hooks. */
  readonly #receivePack: string;

  private constructor(place: RemoteRefsPlace, variables: Readonly<Record<string, string>>) {
    this.#repository = place.repository;
    this.#bench = place.bench;
    this.#remote = place.remote;
    this.#variables = variables;
    this.#receivePack = place.hooks ? 'git-receive-pack' : 'git -c core.hooksPath=/dev/null -c receive.autogc=false receive-pack';
  }

  static async open(place: RemoteRefsPlace): Promise<RemoteRefs> {
    return new RemoteRefs(place, await remoteVariables(place.repository, place.remote));
  }

  /**
   * Brings the objects of some refs of the other side into our repository.
   * @param patterns whole names, with at most one `*`
   * @returns where those refs are over there, by their whole names
   */
  async fetch(patterns: readonly string[]): Promise<ReadonlyMap<string, string> | GitFailure> {
    const known = await this.#showKnown();
    if (isGitFailure(known)) return known;
    const git = findGitFolder(this.#repository);
    if (git === undefined) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
    const variables = { ...this.#variables, GIT_OBJECT_DIRECTORY: join(git.common, 'objects') };
    const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--upload-pack=git-upload-pack'];
    const specs = patterns.map((pattern) => `+${pattern}:refs/fetched/${pattern}`);
    const fetched = await streamGit(this.#bench.path, ['fetch', ...options, remoteName, ...specs], {
      limit: 1 << 24,
      variables,
      seconds: patience,
    });
    if (fetched.reason !== undefined) return remoteFailure(fetched, this.#remote);
    const refs = await listRefs(this.#bench.path, 'refs/fetched');
    if (isGitFailure(refs)) return refs;
    return new Map([...refs].map(([name, oid]) => [name.replace('refs/fetched/', ''), oid]));
  }

  /**
   * Where refs of the other side are; nothing is brought.
   * @param wanted whole names, and folders with a `/` at their end
   */
  list(wanted: readonly string[]): Promise<ReadonlyMap<string, string> | GitFailure> {
    return lsRemote({ from: this.#bench.path, remote: this.#remote, variables: this.#variables, wanted });
  }

  /**
   * Brings objects that refs of the other side name into our repository, at the cost of what is new, however many refs there are.
   * @param known refs of ours that lead to most of it
   */
  async bring(oids: readonly string[], known: ReadonlyMap<string, string>): Promise<GitFailure | undefined> {
    if (oids.length === 0) return undefined;
    const git = findGitFolder(this.#repository);
    if (git === undefined) return gitFailure('not-a-repository', 'there is no git repository here', 'Run git init');
    const unwritten = this.#showRefs(known);
    if (unwritten !== undefined) return unwritten;
    const variables = { ...this.#variables, GIT_OBJECT_DIRECTORY: join(git.common, 'objects') };
    const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--upload-pack=git-upload-pack', '--stdin'];
    // Refs of the repository that objects are borrowed from: what leads to requests is among those that are known.
    const borrowed = ['-c', 'core.alternateRefsPrefixes=refs/heads/'];
    const fetched = await streamGit(this.#bench.path, [...borrowed, 'fetch', ...options, remoteName], {
      input: oids.map((oid) => `${oid}\n`).join(''),
      limit: 1 << 24,
      variables,
      seconds: patience,
    });
    return fetched.reason === undefined ? undefined : remoteFailure(fetched, this.#remote);
  }

  /** All of them or none. */
  async push(moves: readonly RefMove[]): Promise<PushedRefs | GitFailure> {
    const plain = ['--atomic', '--porcelain', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no'];
    const leases = moves.map(({ ref, before }) => `--force-with-lease=${ref}:${before ?? ''}`);
    const specs = moves.map(({ ref, after }) => `${after}:${ref}`);
    const args = ['push', ...plain, `--receive-pack=${this.#receivePack}`, ...leases, remoteName, ...specs];
    const pushed = await this.#git(args);
    if (pushed.reason === undefined) return 'done';
    // An answer can get lost on the way: where the refs are now says what became of it.
    const now = await this.list(moves.map(({ ref }) => ref));
    if (isGitFailure(now)) return remoteFailure(pushed, this.#remote);
    if (moves.every(({ ref, after }) => now.get(ref) === after)) return 'done';
    if (moves.some(({ ref, before }) => now.get(ref) !== before) || isBusy(pushed)) return 'moved';
    const refused = saidByRemote(pushed);
    return refused.length > 0 ? { refused } : remoteFailure(pushed, this.#remote);
  }

  /** The bench knows what we have, so that only what is new comes over the wire. */
  async #showKnown(): Promise<GitFailure | undefined> {
    const refs = await listRefs(this.#repository, 'refs');
    if (isGitFailure(refs)) return refs;
    return this.#showRefs(refs);
  }

  #showRefs(refs: ReadonlyMap<string, string>): GitFailure | undefined {
    const rows = [...refs]
      .toSorted(([a], [b]) => compareKeys(a, b))
      .map(([name, oid]) => `${oid} ${name.replace(/^refs\//, 'refs/known/')}\n`);
    try {
      writeFileSync(join(this.#bench.path, '.git', 'packed-refs'), `# pack-refs with: sorted \n${rows.join('')}`);
      return undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return gitFailure('write-failed', reason, 'Look at the folder for temporary files (TMPDIR)');
    }
  }

  #git(args: readonly string[]): Promise<GitResult> {
    return streamGit(this.#bench.path, args, { limit: 1 << 24, variables: this.#variables, seconds: patience });
  }
}

export interface RemoteRefsPlace {
  /** Absolute: ours. */
  readonly repository: string;
  /** Borrows our objects; new ones are made in it. */
  readonly bench: Workbench;
  readonly remote: Remote;
  /** Whether hooks of a folder of this machine run when it is pushed to. */
  readonly hooks: boolean;
}

/** Another push holds a ref at this moment. */
function isBusy({ printed = '' }: Extract<GitResult, { readonly reason: string }>): boolean {
  return /cannot lock ref|failed to update ref|\.lock'|stale info|fetch first/.test(printed);
}

/** What hooks of the other side printed, as lines without what could steer a terminal. */
function saidByRemote({ printed = '' }: Extract<GitResult, { readonly reason: string }>): readonly string[] {
  return printed
    .split(/[\r\n]+/)
    .filter((line) => line.startsWith('remote: '))
    .map((line) => line.slice('remote: '.length).replaceAll(/\p{C}/gu, '').trimEnd())
    .filter((line) => line !== '')
    .slice(0, 40);
}
