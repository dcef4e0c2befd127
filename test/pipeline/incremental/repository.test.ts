import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { letTimePass, put, run, scratch, snapshotsIn } from './sandbox.ts';

function git(folder: string, ...args: string[]): void {
  const config = [
    '-c',
    'user.name=T',
    '-c',
    'user.email=t@example.com',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'commit.gpgsign=false',
  ];
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', [...config, ...args], { cwd: folder, env, stdio: 'ignore' });
}

function commit(folder: string, files: Record<string, string>): void {
  put(folder, files);
  git(folder, 'add', '-A', '.');
  git(folder, 'commit', '-q', '-m', 'x');
}

const sequenceOf = (folder: string, app: string, name = 'resolved'): number =>
  (JSON.parse(snapshotsIn(folder, name)[app] as string) as { schemaSequence: number }).schemaSequence;

test('a workspace below the root of its repository: mounts, places and snapshots', async () => {
  const folder = scratch();
  mkdirSync(join(folder, '.git'));
  put(folder, {
    'team/confman.json5': '{ mounts: [{ at: "shared", from: "common/docs" }] }',
    'team/configs/apps/a/config.json5': '{ x: { $ref: "shared/net" }, list: [1],\n wrong: { $unset: true } }',
    'common/docs/net.json5': '{ dns: 1 }',
  });
  const first = await run(join(folder, 'team/configs'), { cache: true });
  expect(first.findings).toEqual([
    'cascade/unset-without-effect team/configs/apps/a/config.json5:2:9 apps/a There is nothing to remove at "/wrong"',
  ]);
  expect(Object.keys(snapshotsIn(folder, 'team/resolved'))).toEqual(['apps/a.json']);
  letTimePass(join(folder, 'team'));
  put(folder, { 'common/docs/net.json5': '{ dns: 2 }' });
  expect((await run(join(folder, 'team'), { cache: true })).written).toEqual(['apps/a']);
});

test('the schema sequence follows the branch, the folder of the schemas and the name of the branch', async () => {
  const folder = scratch();
  git(folder, 'init', '-q');
  const app = { 'configs/apps/a/config.json5': '{ x: 1 }', '.gitignore': 'resolved\n.confman\nprobe\n' };
  commit(folder, { ...app, 'confman.json5': '{}', 'schemas/s/v1.json': '{}' });
  await run(folder, { cache: true });
  expect(sequenceOf(folder, 'apps/a.json')).toBe(1);
  letTimePass(folder);
  commit(folder, { 'schemas/s/v2.json': '{}', 'other/s/v1.json': '{}' });
  await run(folder, { cache: true });
  expect(sequenceOf(folder, 'apps/a.json')).toBe(2);
  letTimePass(folder);
  put(folder, { 'confman.json5': '{ schemas: "other" }' });
  await run(folder, { cache: true });
  expect(sequenceOf(folder, 'apps/a.json')).toBe(1);
  letTimePass(folder);
  put(folder, { 'confman.json5': '{ protectedBranch: "none" }' });
  await run(folder, { cache: true });
  expect(sequenceOf(folder, 'apps/a.json')).toBe(0);
});

test('settings that move the snapshots', async () => {
  const folder = scratch();
  put(folder, { 'confman.json5': '{}', 'configs/apps/a/config.json5': '{ x: 1 }' });
  await run(folder, { cache: true });
  letTimePass(folder);
  put(folder, { 'confman.json5': '{ resolved: "out/here" }' });
  expect((await run(folder, { cache: true })).written).toEqual(['apps/a']);
  expect(snapshotsIn(folder, 'out/here')).toEqual(snapshotsIn(folder));
});

test('settings that give the same files other ids', async () => {
  const folder = scratch();
  put(folder, {
    'confman.json5': '{ mounts: [{ at: "one", from: "shared" }] }',
    'configs/x.json5': '{}',
    'shared/app/config.json5': '{ v: 1 }',
  });
  await run(folder, { cache: true });
  letTimePass(folder);
  put(folder, { 'confman.json5': '{ mounts: [{ at: "two", from: "shared" }] }' });
  const second = await run(folder, { cache: true });
  expect([second.written, second.pruned]).toEqual([['two/app'], ['one/app']]);
  letTimePass(folder);
  put(folder, { 'confman.json5': '{ mounts: [{ at: "two", from: "shared" }, { at: "two/app", from: "shared" }] }' });
  const third = await run(folder, { cache: true });
  const cold = await run(folder, { cache: false });
  expect(third.findings).toEqual(cold.findings);
});
