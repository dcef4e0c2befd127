import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import { changedBetween, isAffected } from '../../../src/pipeline/changed-ids.ts';
import { openCommit } from '../../../src/pipeline/open-commit.ts';
import type { Workspace } from '../../../src/pipeline/workspace.ts';
import { SharedObjects } from '../../../src/workspace/shared-objects.ts';
import type { Files } from '../memory-workspace.ts';
import { put, scratch } from '../incremental/sandbox.ts';

const files: Files = {
  'confman.json5': '{}',
  'configs/system/global.json5': '{ pool: 10 }',
  'configs/frag/net.json5': '{ ip: "10.0.0.1" }',
  'configs/apps/cascade.json5':
    '{ instances: "apps/{part}", layers: [{ id: "system/global" }, { id: "system/{part}", optional: true }, { id: "{app}" }] }',
  'configs/apps/a/config.json5': '{ net: { $ref: "frag/net" } }',
  'configs/apps/b/config.json5': '{ other: { $ref: "apps/a#/net" } }',
  'configs/apps/c/config.json5': '{ c: 1 }',
};

const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function committed(folder: string): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message=x');
  return git('rev-parse', 'HEAD').trim();
}

async function opened(folder: string, commit: string, shared: SharedObjects): Promise<Workspace> {
  const location = { root: folder, repository: folder, prefix: '', git: true };
  const { value } = await openCommit(location, commit, undefined, shared);
  if (value === undefined) throw new Error('not opened');
  await value.prepareFindings();
  return value;
}

/** Apps of the first state that the change affects, and whether all others came out the same. */
async function affectedBy(change: (folder: string) => void): Promise<readonly string[] | undefined> {
  const folder = scratch();
  const shared = new SharedObjects(folder);
  put(folder, files);
  const before = await opened(folder, committed(folder), shared);
  change(folder);
  const after = await opened(folder, committed(folder), shared);
  const changed = changedBetween(before, after);
  if (changed === undefined) return undefined;
  const [old, now] = [new Compilers(before).recording, new Compilers(after).recording];
  const affected = before.index.apps.filter((app) => isAffected(old.compile(app).dependencies, changed));
  for (const app of before.index.apps.filter((each) => !affected.includes(each)))
    expect(now.compile(app).data).toEqual(old.compile(app).data);
  return affected;
}

describe('what a change of a commit affects', () => {
  test.each<[string, (folder: string) => void, readonly string[]]>([
    ['nothing', () => {}, []],
    [
      'one app, and who refers to it',
      (folder) => put(folder, { 'configs/frag/net.json5': '{ ip: "10.0.0.2" }' }),
      ['apps/a', 'apps/b'],
    ],
    [
      'a global layer',
      (folder) => put(folder, { 'configs/system/global.json5': '{ pool: 11 }' }),
      ['apps/a', 'apps/b', 'apps/c'],
    ],
    ['an optional layer that comes', (folder) => put(folder, { 'configs/system/c.json5': '{ c: 2 }' }), ['apps/c']],
    ['a namespace that comes', (folder) => put(folder, { 'configs/apps/c/namespace.json5': '{ vars: { x: "1" } }' }), ['apps/c']],
    ['an app that goes', (folder) => rmSync(join(folder, 'configs/apps/a'), { recursive: true }), ['apps/a', 'apps/b']],
    ['a file that no app reaches', (folder) => put(folder, { 'configs/frag/unused.json5': '{}' }), []],
  ])('%s', async (_, change, expected) => {
    expect(await affectedBy(change)).toEqual(expected);
  });

  test('settings affect everything', async () => {
    expect(await affectedBy((folder) => put(folder, { 'confman.json5': '{ vars: { x: "1" } }' }))).toBeUndefined();
  });
});
