import type { BranchTarget } from './branch-target.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { lsRemote } from './ls-remote.ts';
import { isObjectName } from './parse-commit.ts';
import { remoteFailure } from './remote-failure.ts';
import { findRemote, type Remote } from './remote-url.ts';
import { remoteName, remoteVariables } from './remote-variables.ts';
import { streamGit, type GitResult } from './run-git.ts';
import { Workbench } from './workbench.ts';

export interface RemoteBranchPlace {
  /** Absolute. */
  readonly repository: string;
  /** See `findRemote`. */
  readonly remote: string;
  /** See `isBranchName`. */
  readonly branch: string;
  readonly cwd: string;
  /** An object name of the repository, for its hash. */
  readonly like: string;
}

/** A branch of another repository. Nothing is asked of it yet. It has to be closed. */
export async function openRemoteBranch(place: RemoteBranchPlace): Promise<BranchTarget | GitFailure> {
  const { repository, remote: named, branch, cwd, like } = place;
  const remote = await findRemote(repository, named, cwd);
  if (isGitFailure(remote)) return remote;
  const variables = await remoteVariables(repository, remote);
  const bench = await Workbench.open(repository, like);
  return isGitFailure(bench) ? bench : new RemoteBranch(bench, remote, branch, variables);
}

/** Longer than any honest answer. */
const patience = 600;

class RemoteBranch implements BranchTarget {
  readonly shown: string;
  readonly #bench: Workbench;
  readonly #remote: Remote;
  readonly #ref: string;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(bench: Workbench, remote: Remote, branch: string, variables: Readonly<Record<string, string>>) {
    this.shown = `${branch} of ${remote.shown}`;
    this.#bench = bench;
    this.#remote = remote;
    this.#ref = `refs/heads/${branch}`;
    this.#variables = variables;
  }

  get repository(): string {
    return this.#bench.path;
  }

  async tip(): Promise<string | undefined | GitFailure> {
    const tip = await this.#ask();
    if (tip === undefined || isGitFailure(tip) || (await this.#has(tip))) return tip;
    // The last commit is all that a release is built on.
    const options = ['--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--upload-pack=git-upload-pack'];
    const fetched = await this.#git(['fetch', ...options, remoteName, `+${this.#ref}:refs/confman/tip`]);
    if (fetched.reason !== undefined) return remoteFailure(fetched, this.#remote);
    const { stdout } = await this.#git(['rev-parse', '--verify', 'refs/confman/tip']);
    const oid = stdout?.toString('latin1').trim() ?? '';
    return isObjectName(oid) ? oid : gitFailure('remote-failed', 'what it sent is no commit', 'Look at the branch over there');
  }

  async advance(commit: string, expected: string | undefined): Promise<'done' | 'moved' | GitFailure> {
    const plain = ['--porcelain', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no'];
    const lease = `--force-with-lease=${this.#ref}:${expected ?? ''}`;
    const args = ['push', ...plain, '--receive-pack=git-receive-pack', lease, remoteName, `${commit}:${this.#ref}`];
    const pushed = await this.#git(args);
    if (pushed.reason === undefined) return 'done';
    // An answer can get lost on the way: what the branch is now says what became of it.
    const now = await this.#ask();
    if (now === commit) return 'done';
    if (isGitFailure(now)) return remoteFailure(pushed, this.#remote);
    return now !== expected || isBusy(pushed) ? 'moved' : remoteFailure(pushed, this.#remote);
  }

  close(): void {
    this.#bench.remove();
  }

  async #ask(): Promise<string | undefined | GitFailure> {
    const found = await lsRemote({
      from: this.#bench.path,
      remote: this.#remote,
      variables: this.#variables,
      wanted: [this.#ref],
    });
    return isGitFailure(found) ? found : found.get(this.#ref);
  }

  async #has(commit: string): Promise<boolean> {
    return (await this.#git(['cat-file', '-e', `${commit}^{tree}`])).reason === undefined;
  }

  #git(args: readonly string[]): Promise<GitResult> {
    return streamGit(this.#bench.path, args, { limit: 1 << 24, variables: this.#variables, seconds: patience });
  }
}

/** Another push holds the branch at this moment. */
function isBusy({ printed = '' }: Extract<GitResult, { readonly reason: string }>): boolean {
  return /cannot lock ref|failed to update ref|\.lock'/.test(printed);
}
