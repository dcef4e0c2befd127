import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

import { isGitFailure } from '../../../src/git/git-failure.ts';
import { openObjectReader } from '../../../src/git/open-object-reader.ts';
import { Workbench } from '../../../src/git/workbench.ts';
import type { EventContext } from '../../../src/publish/model/judge-event.ts';
import type { RequestRecord } from '../../../src/publish/model/request.ts';
import { requestContext } from '../../../src/publish/policy/request-context.ts';
import { planRollback } from '../../../src/publish/rollback/plan-rollback.ts';

/** Files by path; undefined: it is gone. */
export type Change = Readonly<Record<string, string | undefined>>;

const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Ada'],
      [`GIT_${who}_EMAIL`, 'ada@example.com'],
    ]),
  ),
};

/** A repository with a commit per change, on one branch. */
export class Line {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'confman-line-')));
  /** Oldest first. */
  readonly commits: string[] = [];

  constructor(...changes: readonly Change[]) {
    onTestFinished(() => rmSync(this.path, { recursive: true, force: true }));
    this.git('init', '--quiet', '--initial-branch=main');
    for (const change of changes) this.commit(change);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.path, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
  }

  commit(change: Change): string {
    for (const [path, text] of Object.entries(change)) {
      const whole = join(this.path, path);
      mkdirSync(dirname(whole), { recursive: true });
      if (text === undefined) rmSync(whole, { recursive: true });
      else writeFileSync(whole, text);
    }
    this.git('add', '--all');
    this.git('-c', 'maintenance.auto=false', 'commit', '--quiet', '--message', `Change ${this.commits.length}`);
    const commit = this.git('rev-parse', 'HEAD');
    this.commits.push(commit);
    return commit;
  }

  /**
   * Rolls apps back to the commit at a place of the line.
   * @returns the apps that change and what their own files become, or what is said against it
   */
  async rollBack(
    apps: readonly string[],
    to: number,
  ): Promise<{ readonly apps: readonly string[]; readonly files: Change } | readonly string[]> {
    const tip = this.commits.at(-1) as string;
    return this.#inBench(async (place) => {
      const plan = await planRollback(place, { apps, commit: this.commits.at(to) as string, tip });
      if (isGitFailure(plan)) throw new Error(plan.reason);
      if (!('tree' in plan)) return plan.map(({ code, args }) => `${code} ${JSON.stringify(args)}`);
      const bench = (...args: readonly string[]): string =>
        execFileSync('git', args, { cwd: place.bench.path, env, encoding: 'utf8' });
      const names = bench('diff-tree', '-r', '--name-only', tip, plan.tree).split('\n').filter(Boolean);
      const kept = new Set(bench('ls-tree', '-r', '--name-only', plan.tree).split('\n'));
      const files = names.map((path) => [path, kept.has(path) ? bench('cat-file', 'blob', `${plan.tree}:${path}`) : undefined]);
      return { apps: plan.apps, files: Object.fromEntries(files) as Change };
    });
  }

  /** What policy says about a request for a commit that says it restores another one. */
  context(head: string, restores: string, tip = this.commits.at(-1) as string): Promise<EventContext> {
    const at = '2026-05-13T16:50:00Z';
    const request: RequestRecord = {
      id: '1',
      position: 1,
      title: 'Back',
      description: '',
      phase: 'open',
      submittedBy: 'ada@example.com',
      submittedAt: at,
      heads: [{ commit: head, pushedBy: 'ada@example.com', at }],
      reviews: [],
      restores,
      publishAt: undefined,
      published: undefined,
      updatedAt: at,
      updatedBy: 'ada@example.com',
    };
    return this.#inBench(async (place) => {
      const context = await requestContext(place, request, tip, Date.parse(at));
      expect(context).toHaveProperty('policies');
      return context as EventContext;
    });
  }

  async #inBench<T>(work: (place: Parameters<typeof planRollback>[0]) => Promise<T>): Promise<T> {
    const bench = await Workbench.open(this.path, this.commits[0] as string);
    if (isGitFailure(bench)) throw new Error(bench.reason);
    const reader = await openObjectReader(bench.path);
    try {
      return await work({ location: { root: this.path, repository: this.path, prefix: '', git: true }, bench, reader });
    } finally {
      reader.close();
      bench.remove();
    }
  }
}
