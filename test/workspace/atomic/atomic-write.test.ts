import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepTemp, writeAtomic } from '../../../src/workspace/atomic-write.ts';
import { parseTempName, tempName } from '../../../src/workspace/atomic-write-temp.ts';
import { nodeFs, type OutputFs } from '../../../src/workspace/output-folder-fs.ts';
import { failingFs, mortalFs, survives } from './failing-fs.ts';
import { codesOf, scratchFolder, treeOf } from './scratch-folder.ts';

const NEW = Buffer.from('new content');

function write(folder: string, fs?: OutputFs): [string, unknown][] {
  return codesOf([writeAtomic(join(folder, 'x.json'), NEW, 'resolved/x.json', fs)]);
}

test('a file is made, and replaced', () => {
  const folder = scratchFolder();
  expect(write(folder)).toEqual([]);
  expect(treeOf(folder)).toEqual({ 'x.json': 'new content' });
  expect(writeAtomic(join(folder, 'x.json'), Buffer.from(''), 'x.json')).toBeUndefined();
  expect(treeOf(folder)).toEqual({ 'x.json': '' });
});

test.skipIf(process.platform === 'win32')('it is readable for all but for what the umask takes away', () => {
  const folder = scratchFolder();
  write(folder);
  expect(statSync(join(folder, 'x.json')).mode & 0o777).toBe(0o644 & ~process.umask());
});

test('a link in its place is replaced, and where it leads nothing changes', () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'out'));
  writeFileSync(join(folder, 'victim'), 'untouched');
  symlinkSync('../victim', join(folder, 'out', 'x.json'));
  expect(write(join(folder, 'out'))).toEqual([]);
  expect(treeOf(folder)).toEqual({ victim: 'untouched', 'out/x.json': 'new content' });
});

test('links with the names of unfinished files are passed by, not followed', () => {
  const folder = scratchFolder();
  const [, start] = /-(\d+)\.tmp$/.exec(tempName('tmp')) ?? [];
  for (let next = 1; next < 20; next += 1) {
    const name = tempName('tmp').replace(/-\d+\.tmp$/, `-${Number(start) + 20 + next}.tmp`);
    symlinkSync('victim', join(folder, name));
  }
  expect(write(folder)).toEqual([]);
  expect(existsSync(join(folder, 'victim'))).toBe(false);
  expect(readFileSync(join(folder, 'x.json'), 'utf8')).toBe('new content');
});

test('a folder in its place, no folder around it, a file instead of it', () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'x.json', 'inner'), { recursive: true });
  writeFileSync(join(folder, 'file'), '');
  const failed = [['workspace/write-failed', 'resolved/x.json']];
  expect(write(folder)).toEqual(failed);
  expect(write(join(folder, 'nowhere'))).toEqual(failed);
  expect(write(join(folder, 'file'))).toEqual(failed);
  expect(treeOf(folder)).toEqual({ 'x.json/inner/': '/', file: '' });
});

test.each([
  ['openSync', 'EACCES'],
  ['openSync', 'EROFS'],
  ['openSync', 'ENAMETOOLONG'],
  ['openSync', 'EMFILE'],
  ['writeSync', 'ENOSPC'],
  ['writeSync', 'EIO'],
  ['writeSync', 'EFBIG'],
  ['closeSync', 'EDQUOT'],
  ['renameSync', 'EPERM'],
  ['renameSync', 'EBUSY'],
  ['renameSync', 'ESOMETHING'],
] as const)('when %s says %s the old file stays and nothing else is left', (operation, code) => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'x.json'), 'old');
  const finding = writeAtomic(join(folder, 'x.json'), NEW, 'resolved/x.json', failingFs(operation, code));
  expect(finding).toMatchObject({ code: 'workspace/write-failed', args: { path: 'resolved/x.json' } });
  expect(finding?.hint).toMatch(/^[A-Z][a-z]+ /);
  expect(String(finding?.args['reason'])).not.toMatch(code === 'ESOMETHING' ? /^$/ : /^.*E[A-Z]{3,}/);
  expect(treeOf(folder)).toEqual({ 'x.json': 'old' });
});

test('short writes are continued', () => {
  const folder = scratchFolder();
  const fs = { ...nodeFs, writeSync: (file: number, data: Uint8Array, at: number) => nodeFs.writeSync(file, data, at, 1) };
  expect(write(folder, fs)).toEqual([]);
  expect(treeOf(folder)).toEqual({ 'x.json': 'new content' });
});

test('what is no error of the file system is thrown on', () => {
  const bug = { ...nodeFs, writeSync: () => expect.fail('a bug') };
  expect(() => write(scratchFolder(), bug)).toThrow('a bug');
});

test('killed at any step, the file is old or new and what is left over can be recognised', () => {
  let finished = false;
  for (let death = 1; !finished; death += 1) {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'x.json'), 'old');
    const mortal = mortalFs(death);
    finished = survives(() => write(folder, mortal.fs));
    mortal.bury();
    const { 'x.json': content, ...rest } = treeOf(folder);
    expect(['old', 'new content']).toContain(content);
    expect(Object.keys(rest).every((name) => parseTempName(name) !== undefined)).toBe(true);
    sweepTemp(folder, { liveness: { now: Date.now, isAlive: () => false } });
    expect(Object.keys(treeOf(folder))).toEqual(['x.json']);
  }
});

test('only our unfinished files are swept, of dead processes or very old', () => {
  const folder = scratchFolder();
  const ours = tempName('tmp');
  const other = ours.replace(/^\.confman-[0-9a-f]{8}/, '.confman-00000000');
  const old = other.replace(/-\d+-\d+\.tmp$/, '-1-1.tmp');
  const [dead, alive] = [ours.replace(/-\d+-(\d+)\.tmp$/, '-4000001-1.tmp'), ours.replace(/-\d+-(\d+)\.tmp$/, '-4000002-1.tmp')];
  const foreign = ['x.tmp', '.confman.tmp', '.confman-zz-1-1.tmp', `${ours}~`, ours.replace('.tmp', '.new')];
  for (const name of [other, old, dead, alive, ...foreign]) writeFileSync(join(folder, name), '');
  utimesSync(join(folder, old), 0, 0);
  mkdirSync(join(folder, old.replace('-1-1', '-1-2')));
  symlinkSync('/etc/passwd', join(folder, old.replace('-1-1', '-1-3')));
  const liveness = { now: Date.now, isAlive: (pid: number) => pid === 4000002 };
  expect(sweepTemp(folder, { liveness }).sort()).toEqual([old, dead].sort());
  expect(lstatSync(join(folder, old.replace('-1-1', '-1-3'))).isSymbolicLink()).toBe(true);
  expect([other, alive, ...foreign].filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  expect(sweepTemp(join(folder, 'nowhere'))).toEqual([]);
});

test('of the real machine: this process lives, a number that no process has does not', () => {
  const folder = scratchFolder();
  const mine = tempName('tmp');
  const dead = mine.replace(/-\d+-(\d+)\.tmp$/, '-999999999-1.tmp');
  const before = mine.replace(/\d+\.tmp$/, '987654321.tmp');
  for (const name of [mine, dead, before]) writeFileSync(join(folder, name), '');
  const beforeThisProcess = Date.now() / 1000 - process.uptime() - 5;
  utimesSync(join(folder, before), beforeThisProcess, beforeThisProcess);
  expect(sweepTemp(folder).sort()).toEqual([dead, before].sort());
  expect(Object.keys(treeOf(folder))).toEqual([mine]);
});
