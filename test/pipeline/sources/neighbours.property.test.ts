import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGitFailure } from '../../../src/git/git-failure.ts';
import type { ObjectReader } from '../../../src/git/object-reader.ts';
import { openObjectReader } from '../../../src/git/open-object-reader.ts';
import { appSnapshot } from '../../../src/pipeline/app-snapshot.ts';
import type { CompiledApp } from '../../../src/pipeline/compiled-app.ts';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { changedBetween, isAffected } from '../../../src/pipeline/changed-ids.ts';
import { FindingCollector } from '../../../src/pipeline/collect-findings.ts';
import { openAtCommit, type CommitReads, type OpenedCommit } from '../../../src/pipeline/open-at-commit.ts';
import { openNeighbour } from '../../../src/pipeline/open-neighbour.ts';
import { toFindings } from '../../../src/pipeline/to-findings.ts';
import { validateWorkspace } from '../../../src/pipeline/validate-workspace.ts';
import { whenRead } from '../../../src/pipeline/when-read.ts';
import type { Workspace } from '../../../src/pipeline/workspace.ts';
import { SharedObjects } from '../../../src/workspace/shared-objects.ts';
import { roundsArbitrary, type Edit } from '../incremental/arbitrary-edits.ts';
import { platform } from '../incremental/platform.ts';
import { put, scratch } from '../incremental/sandbox.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FC_RUNS'] ?? 6);

const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function committed(folder: string): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  git('add', '--all', '.');
  git('commit', '--quiet', '--allow-empty', '--message=x');
  return git('rev-parse', 'HEAD').trim();
}

/** What no table of names alone can tell, and what is no document at all. */
const strange: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  { what: 'two files of one id', apply: (folder) => put(folder, { 'configs/frag/net.yml': 'a: 1\n' }) },
  { what: 'one of them goes', apply: (folder) => rmSync(join(folder, 'configs/frag/net.yml'), { force: true }) },
  { what: 'another letter case', apply: (folder) => put(folder, { 'configs/frag/NET.json': '{}' }) },
  { what: 'it goes', apply: (folder) => rmSync(join(folder, 'configs/frag/NET.json'), { force: true }) },
  { what: 'no id', apply: (folder) => put(folder, { 'configs/frag/not an id.json': '{}' }) },
  { what: 'no document', apply: (folder) => put(folder, { 'configs/frag/README.md': 'x', 'configs/.hidden/x.json': '{' }) },
  { what: 'invalid text', apply: (folder) => put(folder, { 'configs/frag/dns.json5': '{ a: "\u0000" ' }) },
  {
    what: 'a link',
    apply: (folder) => {
      if (existsSync(join(folder, 'configs/frag')) && !existsSync(join(folder, 'configs/frag/link.json5')))
        symlinkSync('net.json5', join(folder, 'configs/frag/link.json5'));
    },
  },
  { what: 'no link', apply: (folder) => rmSync(join(folder, 'configs/frag/link.json5'), { force: true }) },
  { what: 'what is mounted goes', apply: (folder) => rmSync(join(folder, 'platform'), { recursive: true, force: true }) },
);

interface Told {
  readonly ids: readonly string[];
  readonly paths: readonly string[];
  readonly apps: readonly string[];
  readonly versions: unknown;
  readonly entries: unknown;
  readonly findings: unknown;
  readonly snapshots: ReadonlyMap<string, string>;
}

function snapshotOf(workspace: Workspace, app: CompiledApp): string {
  const { secretSchemes } = workspace.settings;
  const facts = { secretSchemes, schemaSequence: 1, resolvedAt: '2026-01-01T00:00:00Z' };
  const data = app.data === undefined ? 'none' : appSnapshot(app, app.data, facts);
  const findings = new FindingCollector(1000);
  findings.addAll(app.diagnostics, app.id);
  return JSON.stringify([app.status, data, toFindings(findings.collected)]);
}

async function tell(workspace: Workspace): Promise<Told> {
  const { index, tree } = workspace;
  const { counts, findings } = await validateWorkspace(workspace, []);
  const broken = workspace.structure.some(({ severity }) => severity === 'error');
  await workspace.prepareFindings();
  const { recording } = new Compilers(workspace);
  return {
    ids: [...index.files.keys()],
    paths: [...index.files.values()].map(({ entry }) => `${entry.path} ${entry.oid} ${entry.size}`),
    apps: index.apps,
    versions: Object.fromEntries(index.versions),
    entries: tree.entries.map(({ path, type, oid }) => `${path} ${type} ${oid}`),
    findings: [counts, toFindings(findings)],
    snapshots: new Map(broken ? [] : index.apps.map((app) => [app, snapshotOf(workspace, recording.compile(app))])),
  };
}

/** One app, of a workspace of which nothing was read. */
async function checkReadWhenAsked({ workspace }: OpenedCommit, reader: ObjectReader, told: Told): Promise<void> {
  await workspace.prepareFindings();
  for (const [app, snapshot] of [...told.snapshots].slice(0, 2)) {
    const compiled = await whenRead(workspace, reader, () => new Compilers(workspace).recording.compile(app as never));
    if (isGitFailure(compiled)) throw new Error(compiled.reason);
    expect(snapshotOf(workspace, compiled)).toBe(snapshot);
  }
}

/** Apps that no look-up tells to be others are the same. */
async function checkChanged(before: OpenedCommit, after: OpenedCommit, old: Told, now: Told): Promise<void> {
  const { changed } = after;
  if (changed === undefined) return;
  // A link is no file, so that it is never known to be the same; nothing is judged beside one.
  if (before.workspace.structure.length > 0) return;
  expect([...changed.ids].sort()).toEqual([...(changedBetween(before.workspace, after.workspace)?.ids ?? [])].sort());
  const { recording } = new Compilers(before.workspace);
  for (const [app, snapshot] of old.snapshots)
    if (now.snapshots.has(app) && !isAffected(recording.compile(app as never).dependencies, changed))
      expect(now.snapshots.get(app)).toBe(snapshot);
}

async function play(folder: string, steps: readonly (readonly Edit[])[], reads: CommitReads): Promise<number> {
  const location = { root: folder, repository: folder, prefix: '', git: true };
  put(folder, { ...platform, 'platform/prod.json5': '{ a: 1 }' });
  execFileSync('git', ['init', '--quiet'], { cwd: folder, env });
  const reader = await openObjectReader(folder);
  const first = await openAtCommit(location, committed(folder), { reader, shared: new SharedObjects(folder), reads });
  let at = first.value!;
  let told = await tell(at.workspace);
  let cheap = 0;
  for (const edits of steps) {
    for (const edit of edits) edit.apply(folder);
    const commit = committed(folder);
    const [full, next] = [
      await openAtCommit(location, commit, { reader, shared: new SharedObjects(folder), reads: 'all' }),
      await openNeighbour(at, commit, reader),
    ];
    expect(next.diagnostics.map(({ code }) => code)).toEqual(full.diagnostics.map(({ code }) => code));
    if (full.value === undefined || next.value === undefined) {
      expect(next.value).toBe(full.value);
      continue;
    }
    const now = await tell(full.value.workspace);
    if (reads === 'asked') await checkReadWhenAsked(next.value, reader, now);
    expect(await tell(next.value.workspace)).toEqual(now);
    await checkChanged(at, next.value, told, now);
    cheap += Number(next.value.changed !== undefined);
    at = next.value;
    told = now;
  }
  reader.close();
  return cheap;
}

test(`a commit opened from its neighbour is the commit (seed ${seed})`, async () => {
  const steps = fc
    .tuple(roundsArbitrary, fc.array(strange, { maxLength: 6 }), fc.constantFrom<CommitReads>('all', 'asked'))
    .map(([rounds, odd, reads]) => ({
      steps: rounds.map(({ edits }, i) => (odd[i] === undefined ? edits : [...edits, odd[i]])),
      reads,
    }));
  let cheap = 0;
  await fc.assert(
    fc.asyncProperty(steps, async ({ steps: each, reads }) => {
      const folder = scratch();
      cheap += await play(folder, each, reads);
      rmSync(folder, { recursive: true });
    }),
    { seed, numRuns },
  );
  expect(cheap).toBeGreaterThan(0);
});
