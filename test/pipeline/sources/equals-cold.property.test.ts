import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSource } from '../../../src/pipeline/open-source.ts';
import type { OpenedWorkspace } from '../../../src/pipeline/open-workspace.ts';
import { resolveWorkspace } from '../../../src/pipeline/resolve-workspace.ts';
import type { SourceChoice } from '../../../src/pipeline/source-choice.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import { validateWorkspace } from '../../../src/pipeline/validate-workspace.ts';
import { VerdictMemory } from '../../../src/pipeline/verdict-memory.ts';
import type { Collected } from '../../../src/pipeline/collect-findings.ts';
import { roundsArbitrary } from '../incremental/arbitrary-edits.ts';
import { platform } from '../incremental/platform.ts';
import { env, put, scratch, snapshotsIn } from '../incremental/sandbox.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 5);
const resolvedAt = '2026-01-01T00:00:00Z';

const gitEnv = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};
const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', [...person, ...args], { cwd: folder, env: gitEnv, stdio: 'ignore' });
}

async function withOpened<T>(
  directory: string,
  source: SourceChoice,
  remembers: 'snapshots' | 'verdicts',
  cache: boolean,
  use: (opened: OpenedWorkspace) => Promise<T>,
): Promise<T | readonly string[]> {
  const { value: opened, diagnostics } = await openSource({ directory, source, remembers, cache, env, now: Date.now() });
  if (opened === undefined) return diagnostics.map(({ code }) => code);
  try {
    return await use(opened);
  } finally {
    opened.objects?.reader.close();
  }
}

function told(findings: readonly Collected[]): readonly string[] {
  return toFindings(findings).map(({ code, place, apps }) => `${code} ${place?.file}:${place?.line} ${apps.join(',')}`);
}

function validated(folder: string, source: SourceChoice, cache: boolean): Promise<unknown> {
  return withOpened(folder, source, 'verdicts', cache, async (opened) => {
    const { counts, findings } = await validateWorkspace(opened.workspace, [], VerdictMemory.of(opened));
    return { counts, told: told(findings) };
  });
}

function resolved(folder: string, source: SourceChoice, cache: boolean, name: string): Promise<unknown> {
  return withOpened(folder, source, 'snapshots', cache, async (opened) => {
    const options = {
      apps: [],
      shownOut: name,
      format: 'json',
      bare: false,
      allowInvalid: false,
      check: false,
      resolvedAt,
    } as const;
    const out = join(folder, '..', name);
    const { findings, counts } = await resolveWorkspace(opened, { ...options, out, runJob: undefined });
    return { told: told(findings), valid: counts.valid, invalid: counts.invalid };
  });
}

const step = fc.tuple(fc.boolean(), fc.constantFrom('index', 'HEAD', 'HEAD~1'));

test(`commits and the index: with a memory as without, and as the working tree (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, fc.array(step, { minLength: 12, maxLength: 12 }), async (rounds, steps) => {
      const base = scratch();
      const folder = join(base, 'work');
      put(folder, platform);
      git(folder, 'init', '--quiet', '--initial-branch=main');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=x');
      git(folder, 'commit', '--quiet', '--message=x', '--allow-empty');
      for (const [i, { edits }] of rounds.entries()) {
        const [commit, name] = steps[i % steps.length] as (typeof steps)[number];
        for (const edit of edits) edit.apply(folder);
        git(folder, 'add', '--all');
        if (commit) git(folder, 'commit', '--quiet', '--message=x', '--allow-empty');
        const source: SourceChoice = name === 'index' ? { kind: 'index' } : { kind: 'revision', revision: name };
        expect(await validated(folder, source, true)).toEqual(await validated(folder, source, false));
        expect(await resolved(folder, source, true, 'warm')).toEqual(await resolved(folder, source, false, 'cold'));
        expect(snapshotsIn(base, 'warm')).toEqual(snapshotsIn(base, 'cold'));
      }
      const tree = await resolved(folder, { kind: 'working-tree' }, false, 'tree');
      expect(await resolved(folder, { kind: 'index' }, false, 'staged')).toEqual(tree);
      rmSync(base, { recursive: true, force: true });
    }),
    { seed, numRuns },
  );
});
