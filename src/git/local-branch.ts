import type { BranchTarget } from './branch-target.ts';
import { explainFailure } from './explain-failure.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { streamGit } from './run-git.ts';

/** A branch of a repository on this machine. It is moved by a compare and swap of git's own, and never checked out. */
export class LocalBranch implements BranchTarget {
  readonly repository: string;
  readonly shown: string;
  readonly #ref: string;
  readonly #zero: string;

  /**
   * @param branch see `isBranchName`
   * @param like an object name of the repository, for its hash
   */
  constructor(repository: string, branch: string, like: string) {
    this.repository = repository;
    this.shown = branch;
    this.#ref = `refs/heads/${branch}`;
    this.#zero = '0'.repeat(like.length);
  }

  async tip(): Promise<string | undefined | GitFailure> {
    const openAt = await this.#checkedOut();
    return openAt ?? this.#read();
  }

  async advance(commit: string, expected: string | undefined): Promise<'done' | 'moved' | GitFailure> {
    const args = ['update-ref', '--no-deref', '-m', 'confman release', this.#ref, commit, expected ?? this.#zero];
    const { reason } = await streamGit(this.repository, args, { limit: 1024 });
    if (reason === undefined) return 'done';
    const now = await this.#read();
    if (isGitFailure(now)) return now;
    if (now === commit) return 'done';
    if (now !== expected || /\.lock'/.test(reason)) return 'moved';
    return gitFailure('write-failed', reason, 'Look at the space and the permissions of the .git folder');
  }

  close(): void {}

  async #read(): Promise<string | undefined | GitFailure> {
    const format = '--format=%(refname)%09%(objecttype)%09%(objectname)%09%(symref)';
    const { stdout, reason } = await streamGit(this.repository, ['for-each-ref', format, this.#ref], { limit: 1 << 24 });
    if (stdout === undefined) return explainFailure(reason);
    // Branches below a folder of this name come as well.
    const rows = stdout.toString('latin1').split('\n');
    const row = rows.map((line) => line.split('\t')).find(([name]) => name === this.#ref);
    if (row === undefined) return undefined;
    const [, type, oid, leadsTo] = row;
    if (leadsTo !== '') return refused(`it stands for ${leadsTo}`, 'Choose another branch with --branch');
    return type === 'commit' ? oid : refused('it does not lead to a commit', 'Choose another branch with --branch');
  }

  /** What is open there would seem to be edited as soon as the branch moves on. A branch that is not born yet counts as well. */
  async #checkedOut(): Promise<GitFailure | undefined> {
    const { stdout, reason } = await streamGit(this.repository, ['worktree', 'list', '--porcelain'], { limit: 1 << 24 });
    if (stdout === undefined) return explainFailure(reason);
    const found = stdout
      .toString('utf8')
      .split('\n\n')
      .find((part) => part.split('\n').includes(`branch ${this.#ref}`));
    if (found === undefined) return undefined;
    const place = found.split('\n')[0]?.replace(/^worktree /, '') ?? '';
    const hint = 'Check out another branch there (git switch), or remove that work tree (git worktree remove)';
    return refused(`it is checked out in ${JSON.stringify(place)}`, hint);
  }
}

function refused(reason: string, hint: string): GitFailure {
  return gitFailure('refused-branch', reason, hint);
}
