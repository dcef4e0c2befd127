import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstParentLine } from '../../src/git/first-parent-line.ts';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { openObjectReader } from '../../src/git/open-object-reader.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import type { AppState } from '../../src/pipeline/history/app-state.ts';
import { walkLine } from '../../src/pipeline/history/walk-line.ts';
import { openCommit } from '../../src/pipeline/open-commit.ts';
import { fullCompile } from '../pipeline/effective/full-compile.ts';
import { roundsArbitrary, type Edit } from '../pipeline/incremental/arbitrary-edits.ts';
import { platform } from '../pipeline/incremental/platform.ts';
import { put, scratch } from '../pipeline/incremental/sandbox.ts';
import { strangeEdits } from './strange-edits.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 2);

const apps = ['apps/billing/eu-1', 'apps/billing/us-1', 'apps/billing/us-9', 'apps/db', 'apps/web/front', 'apps/moved'];

const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

class History {
  readonly folder = scratch();

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
    put(this.folder, { ...platform, 'platform/prod.json5': '{ a: 1 }' });
    this.commit();
  }

  git(...args: readonly string[]): string {
    const person = ['-c', 'user.name=Ada', '-c', 'user.email=a@example.com'];
    return execFileSync('git', [...person, ...args], { cwd: this.folder, env, encoding: 'utf8' }).trim();
  }

  commit(): void {
    this.git('add', '--all', '.');
    this.git('commit', '--quiet', '--allow-empty', '--message=x');
  }

  /** @param merged the edits come as a branch of two commits, of which the line has only the merge */
  play(edits: readonly Edit[], merged: boolean): void {
    if (merged) this.git('checkout', '--quiet', '-b', 'draft');
    for (const each of edits) {
      each.apply(this.folder);
      if (merged) this.commit();
    }
    if (!merged) return this.commit();
    this.git('checkout', '--quiet', 'main');
    this.git('merge', '--quiet', '--no-ff', '--message=merge', 'draft');
    this.git('branch', '--quiet', '-D', 'draft');
  }
}

type Told = string;

function told(state: AppState): Told {
  return state.kind === 'there' ? JSON.stringify(state.app.data) : state.kind;
}

/** What each app is at each commit, compiled there. */
async function oracle(folder: string, commits: readonly string[]): Promise<Map<string, readonly Told[]>> {
  const location = { root: folder, repository: folder, prefix: '', git: true };
  const all = new Map(apps.map((app) => [app, [] as Told[]]));
  for (const commit of commits) {
    const { value: workspace } = await openCommit(location, commit);
    const isSound = workspace?.structure.some(({ severity }) => severity === 'error') === false;
    const compiled = isSound && workspace !== undefined ? await fullCompile(workspace) : undefined;
    for (const [app, list] of all) {
      const found = compiled?.get(app);
      if (workspace?.index.files.has(`${app}/config` as DocumentId) === false) list.push('absent');
      else if (found?.data === undefined || found.status === 'Invalid') list.push('invalid');
      else list.push(JSON.stringify(found.data));
    }
  }
  return all;
}

/** The states that the walk tells, commit by commit. @returns with how many it told */
async function walked(folder: string, commits: readonly string[]): Promise<[Map<string, readonly Told[]>, number]> {
  const reader = await openObjectReader(folder);
  const line = await FirstParentLine.open(folder, reader, commits[0]!);
  if (isGitFailure(line)) throw new Error(line.reason);
  expect(line.commits).toEqual(commits);
  const all = new Map(apps.map((app) => [app, [] as Told[]]));
  let spans = 0;
  const problems = await walkLine({
    location: { root: folder, repository: folder, prefix: '', git: true },
    reader,
    line,
    apps: apps as DocumentId[],
    tell: (_, state) => told(state),
    visit: (app, state, since) => {
      spans += 1;
      const list = all.get(app)!;
      while (list.length <= (since ?? Infinity)) list.push(state);
      return true;
    },
  });
  expect(problems).toEqual([]);
  reader.close();
  return [all, spans];
}

test(`the walk tells what compiling every commit tells (seed ${seed})`, async () => {
  const step = fc.record({
    rounds: roundsArbitrary,
    odd: fc.array(fc.option(strangeEdits, { freq: 2 }), { minLength: 8, maxLength: 8 }),
    merged: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  });
  let [commits, spans] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 2 }), async (steps) => {
      const history = new History();
      for (const { rounds, odd, merged } of steps)
        for (const [i, { edits }] of rounds.entries())
          history.play(odd[i] === null || odd[i] === undefined ? edits : [...edits, odd[i]], merged[i] === true);
      const line = history.git('rev-list', '--first-parent', 'main').split('\n');
      const [found, count] = await walked(history.folder, line);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(await oracle(history.folder, line)));
      commits += line.length * apps.length;
      spans += count;
      rmSync(history.folder, { recursive: true });
    }),
    // Of a failure the seed says enough: a smaller one takes longer to find than the test may run.
    { seed, numRuns, endOnFailure: true },
  );
  // Not by compiling everything everywhere.
  expect(spans).toBeLessThan(commits);
});
