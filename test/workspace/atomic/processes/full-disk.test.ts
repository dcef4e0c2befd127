import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OutputFolder } from '../../../../src/workspace/output-folder.ts';
import { writeRelease } from '../../../../src/workspace/release-switch.ts';
import { exampleRelease, exampleTree } from '../example-release.ts';
import { codesOf, scratchFolder, treeOf } from '../scratch-folder.ts';

/** A file system of 64 KiB, or undefined where this user may not mount one. */
function smallDisk(options: string): string | undefined {
  const folder = scratchFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0)
    return undefined;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return folder;
}

const SKIPPED = 'mounting a tmpfs needs root on Linux';

test('a disk that runs full: what was there stays, and nothing unfinished is left', ({ skip }) => {
  const disk = smallDisk('size=64k') ?? skip(SKIPPED);
  const folder = new OutputFolder({ base: disk, inside: 'resolved', shown: 'resolved' });
  expect(folder.write('apps/x.json', Buffer.from('old'))).toBeUndefined();
  expect(folder.write('apps/x.json', Buffer.alloc(100_000))).toMatchObject({
    code: 'workspace/write-failed',
    args: { path: 'resolved/apps/x.json', reason: 'no space is left on the disk' },
  });
  expect(treeOf(disk)).toEqual({ 'resolved/apps/x.json': 'old' });
  expect(folder.write('apps/x.json', Buffer.from('new'))).toBeUndefined();
});

test('a disk without room for another folder', ({ skip }) => {
  const disk = smallDisk('size=64k,nr_inodes=4') ?? skip(SKIPPED);
  const folder = new OutputFolder({ base: disk, inside: 'resolved', shown: 'resolved' });
  const findings = ['a/x', 'b/x', 'c/x', 'd/x'].map((app) => folder.write(`${app}.json`, Buffer.from('x')));
  expect(new Set(codesOf(findings).map(([code]) => code))).toEqual(new Set(['workspace/write-failed']));
});

test('a disk that runs full during an export: the old release stays alone', ({ skip }) => {
  const disk = smallDisk('size=64k') ?? skip(SKIPPED);
  const target = join(disk, 'out');
  expect(writeRelease(target, exampleRelease('old'), { shown: 'out' }).value).toBe(true);
  const { value, diagnostics } = writeRelease(target, exampleRelease('n'.repeat(30_000)), { shown: 'out' });
  expect(value).toBe(false);
  expect(diagnostics.map(({ code, args }) => [code, args['reason']])).toEqual([
    ['workspace/write-failed', 'no space is left on the disk'],
  ]);
  expect(treeOf(disk)).toEqual(exampleTree('old', 'out/'));
});

test('an export to a folder where another file system is mounted says so, and what to do', ({ skip }) => {
  const disk = smallDisk('size=64k') ?? skip(SKIPPED);
  const { value, diagnostics } = writeRelease(disk, exampleRelease('new'), { shown: 'out' });
  expect(value).toBe(false);
  expect(diagnostics).toMatchObject([{ code: 'workspace/write-failed', hint: 'Choose a folder inside of it with --out' }]);
  expect(writeRelease(join(disk, 'inner'), exampleRelease('new'), { shown: 'out' }).value).toBe(true);
});

test('a read-only file system', ({ skip }) => {
  const disk = smallDisk('size=64k') ?? skip(SKIPPED);
  mkdirSync(join(disk, 'resolved'));
  writeFileSync(join(disk, 'resolved', 'x.json'), 'old');
  expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
  const folder = new OutputFolder({ base: disk, inside: 'resolved', shown: 'resolved' });
  expect([folder.write('x.json', Buffer.from('new')), folder.write('apps/x.json', Buffer.from('new'))]).toMatchObject([
    { code: 'workspace/write-failed', args: { path: 'resolved/x.json', reason: 'the file system is read-only' } },
    { code: 'workspace/write-failed', args: { path: 'resolved/apps', reason: 'the file system is read-only' } },
  ]);
  expect(statfsSync(disk).type).toBeGreaterThan(0);
  rmSync(join(disk, 'nothing'), { force: true });
});
