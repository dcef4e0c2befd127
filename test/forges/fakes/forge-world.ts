import { createHash } from 'node:crypto';

export interface WorldReview {
  readonly id: number;
  readonly by: string;
  readonly state: 'approved' | 'rejected' | 'commented';
  readonly comment: string;
  readonly commit: string;
  readonly at: string;
  dismissed: boolean;
}

export interface WorldPush {
  readonly id: number;
  readonly branch: string;
  readonly commit: string;
  readonly by: string;
  /** E-mail of author and committer. */
  readonly email: string;
  readonly at: string;
}

export interface WorldPull {
  readonly number: number;
  readonly branch: string;
  base: string;
  readonly by: string;
  readonly fromFork: boolean;
  readonly at: string;
  title: string;
  body: string;
  draft: boolean;
  state: 'open' | 'closed';
  merged: { readonly by: string; readonly at: string; readonly commit: string } | undefined;
  updatedAt: string;
  readonly reviews: WorldReview[];
  /** When it was turned to another base, and from which. */
  readonly retargets: { readonly at: string; readonly from: string; readonly to: string; readonly by: string }[];
}

/** What the forges hold on a branch, whatever each of them calls it. */
export interface WorldProtection {
  minApprovals: number;
  dismissStale: boolean;
  lastPush: boolean;
  noDirectPush: boolean;
  checks: readonly string[];
}

/** The part of a forge that all of them have: branches, pull requests, reviews, and rules about them. Each step takes a second. */
export class ForgeWorld {
  /** Logins by their tokens. */
  readonly users = new Map([
    ['token-of-alice', 'alice'],
    ['token-of-bob', 'bob'],
    ['token-of-carol', 'carol'],
  ]);
  readonly pushes: WorldPush[] = [];
  readonly pulls: WorldPull[] = [];
  readonly protections = new Map<string, WorldProtection>();
  /** So many merges come before the forge knows whether it can merge. */
  settling = 0;
  #steps = 0;

  now(): string {
    this.#steps += 1;
    return new Date(Date.UTC(2026, 4, 1, 12, 0, this.#steps)).toISOString().replace('.000', '');
  }

  push(branch: string, by: string, email = `${by}@example.com`): string {
    const id = this.pushes.length + 1;
    const commit = createHash('sha1').update(`commit ${id}`).digest('hex');
    this.pushes.push({ id, branch, commit, by, email, at: this.now() });
    for (const pull of this.pulls)
      if (pull.branch === branch && pull.state === 'open' && this.protections.get(pull.base)?.dismissStale === true)
        for (const review of pull.reviews) if (review.state === 'approved') review.dismissed = true;
    return commit;
  }

  headOf(pull: WorldPull): string {
    const before = this.pushes.filter(
      ({ branch, at }) => branch === pull.branch && (pull.merged === undefined || at < pull.merged.at),
    );
    return before.at(-1)?.commit ?? '';
  }

  hasBranch(branch: string): boolean {
    return branch === 'main' || this.pushes.some((push) => push.branch === branch);
  }

  pull(number: number): WorldPull | undefined {
    return this.pulls.find((pull) => pull.number === number);
  }

  openPull(pull: Pick<WorldPull, 'branch' | 'base' | 'by' | 'title' | 'body' | 'draft'> & { fromFork?: boolean }): WorldPull {
    const at = this.now();
    const opened: WorldPull = {
      fromFork: false,
      ...pull,
      number: this.pulls.length + 1,
      at,
      updatedAt: at,
      state: 'open',
      merged: undefined,
      reviews: [],
      retargets: [],
    };
    this.pulls.push(opened);
    return opened;
  }

  retarget(pull: WorldPull, to: string, by = pull.by): void {
    pull.retargets.push({ at: this.now(), from: pull.base, to, by });
    pull.base = to;
  }

  review(pull: WorldPull, by: string, state: WorldReview['state'], comment: string, commit = this.headOf(pull)): WorldReview {
    const review = { id: pull.reviews.length + 1, by, state, comment, commit, at: this.now(), dismissed: false };
    pull.reviews.push(review);
    return review;
  }

  /** Those whose last decision stands. Forges count an approval of any head, unless it was dismissed. */
  approvers(pull: WorldPull): readonly string[] {
    const last = new Map<string, WorldReview>();
    for (const review of pull.reviews) if (review.state !== 'commented' && !review.dismissed) last.set(review.by, review);
    const pushedLast = this.pushes.findLast(({ branch }) => branch === pull.branch)?.by;
    const lastPush = this.protections.get(pull.base)?.lastPush === true;
    return [...last.values()]
      .filter(({ state, by }) => state === 'approved' && !(lastPush && by === pushedLast))
      .map(({ by }) => by);
  }

  /** A merge that comes too early is refused. */
  isEarly(): boolean {
    if (this.settling === 0) return false;
    this.settling -= 1;
    return true;
  }

  isApproved(pull: WorldPull): boolean {
    return this.approvers(pull).length >= (this.protections.get(pull.base)?.minApprovals ?? 0);
  }

  merge(pull: WorldPull, by: string, message: string): void {
    const at = this.now();
    const commit = this.mergeCommit(pull, by, message);
    pull.state = 'closed';
    pull.merged = { by, at, commit };
    pull.updatedAt = at;
  }

  /** Where there is a repository, it makes the commit. */
  protected mergeCommit({ number }: WorldPull, _by: string, _message: string): string {
    return createHash('sha1').update(`merge ${number}`).digest('hex');
  }
}
