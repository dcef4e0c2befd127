import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OutputFolder } from '../../../src/workspace/output-folder.ts';
import { nodeFs } from '../../../src/workspace/output-folder-fs.ts';
import { outputPlace } from '../../../src/workspace/output-folder-place.ts';
import { failingFs } from './failing-fs.ts';
import { codesOf, scratchFolder, treeOf } from './scratch-folder.ts';

const DATA = Buffer.from('data');

function resolvedIn(base: string, fs = nodeFs): OutputFolder {
  return new OutputFolder({ base, inside: 'resolved', shown: 'resolved', fs });
}

test('folders are made as they are needed, and files are read back only with their size', () => {
  const base = join(scratchFolder(), 'new', 'workspace');
  const folder = resolvedIn(base);
  expect(codesOf([folder.write('apps/a/x.json', DATA), folder.write('apps/b.json', DATA), folder.write('c.json', DATA)])).toEqual(
    [],
  );
  expect(treeOf(base)).toEqual({ 'resolved/apps/a/x.json': 'data', 'resolved/apps/b.json': 'data', 'resolved/c.json': 'data' });
  expect(folder.read('apps/a/x.json', 4)).toEqual(DATA);
  expect(folder.read('apps/a/x.json', 5)).toBeUndefined();
  expect(folder.read('apps/nothing.json', 4)).toBeUndefined();
  expect(folder.read('nowhere/x.json', 4)).toBeUndefined();
  expect(folder.head('apps/a/x.json', 2)).toEqual({ bytes: Buffer.from('da'), size: 4 });
});

test.each(['', '/etc/x', '../x', 'a/../x', 'a//x', 'a\\x', '.git/x', 'a\0'])('%j is a bug of the caller', (path) => {
  const folder = resolvedIn(scratchFolder());
  expect(() => folder.write(path, DATA)).toThrow('no output path');
  expect(() => folder.read(path, 1)).toThrow('no output path');
  expect(() => folder.remove(path)).toThrow('no output path');
});

describe('links', () => {
  test.each([
    ['the output folder', 'resolved', 'resolved'],
    ['a folder in it', 'resolved/apps', 'resolved/apps'],
    ['a folder deep in it', 'resolved/apps/a', 'resolved/apps/a'],
  ])('%s: nothing is written, read, listed or removed through it', (_, place, shown) => {
    const base = scratchFolder();
    const victim = join(scratchFolder(), 'victim');
    mkdirSync(join(victim, 'apps/a'), { recursive: true });
    mkdirSync(join(victim, 'a'), { recursive: true });
    for (const file of ['apps/a/x.json', 'a/x.json', 'x.json']) writeFileSync(join(victim, file), 'data');
    const before = treeOf(victim);
    mkdirSync(join(base, place, '..'), { recursive: true });
    symlinkSync(victim, join(base, place));
    const folder = resolvedIn(base);
    expect(codesOf([folder.write('apps/a/x.json', Buffer.from('evil'))])).toEqual([['snapshot/output-link', shown]]);
    expect(folder.read('apps/a/x.json', 4)).toBeUndefined();
    expect(folder.remove('apps/a/x.json')).toBeUndefined();
    expect(folder.walk().files).toEqual([]);
    expect(treeOf(victim)).toEqual(before);
  });

  test('a link in the place of a file is not read, and replaced', () => {
    const base = scratchFolder();
    writeFileSync(join(base, 'secret'), 'data');
    mkdirSync(join(base, 'resolved'));
    symlinkSync('../secret', join(base, 'resolved', 'x.json'));
    const folder = resolvedIn(base);
    expect(folder.read('x.json', 4)).toBeUndefined();
    expect(codesOf([folder.write('x.json', Buffer.from('new!'))])).toEqual([]);
    expect(treeOf(base)).toEqual({ secret: 'data', 'resolved/x.json': 'new!' });
  });

  test('the user may choose a link, or a folder behind one, but not inside of the workspace', () => {
    const base = scratchFolder();
    mkdirSync(join(base, 'real'));
    mkdirSync(join(base, 'workspace'));
    symlinkSync('real', join(base, 'link'));
    symlinkSync('../real', join(base, 'workspace', 'dist'));
    const root = join(base, 'workspace');
    const out = (path: string): OutputFolder => new OutputFolder(outputPlace(join(base, path), root, path));
    expect(codesOf([out('link').write('x.json', DATA), out('link/deep').write('y.json', DATA)])).toEqual([]);
    expect(codesOf([out('workspace/dist').write('x.json', DATA)])).toEqual([['snapshot/output-link', 'workspace/dist']]);
    expect(codesOf([out('workspace/dist/deep').write('x.json', DATA)])).toEqual([['snapshot/output-link', 'workspace/dist']]);
    expect(codesOf([out('workspace/out').write('x.json', DATA), out('workspace').write('y.json', DATA)])).toEqual([]);
    expect(treeOf(join(base, 'real'))).toEqual({ 'x.json': 'data', 'deep/y.json': 'data' });
  });
});

test('where a file stands in place of the folder, or of one in it, that is said for each file of it', () => {
  const base = scratchFolder();
  writeFileSync(join(base, 'resolved'), 'mine');
  const file = resolvedIn(base);
  expect(codesOf([file.write('a.json', DATA), file.write('apps/b.json', DATA)])).toEqual([
    ['snapshot/output-not-folder', 'resolved'],
    ['snapshot/output-not-folder', 'resolved'],
  ]);
  const other = new OutputFolder({ base: join(base, 'resolved'), inside: '', shown: 'out' });
  expect(codesOf([other.write('a.json', DATA)])).toEqual([['snapshot/output-not-folder', 'out']]);
  const below = new OutputFolder({ base: join(base, 'resolved', 'deep'), inside: '', shown: 'out' });
  expect(codesOf([below.write('a.json', DATA)])).toEqual([['snapshot/output-not-folder', 'out']]);
  expect(treeOf(base)).toEqual({ resolved: 'mine' });
});

test('a folder that cannot be made is one finding, the same for each of its files', () => {
  const base = scratchFolder();
  const folder = resolvedIn(
    base,
    failingFs('mkdirSync', 'EACCES', (path) => String(path).endsWith('apps')),
  );
  const [first, second] = [folder.write('apps/a.json', DATA), folder.write('apps/b.json', DATA)];
  expect(codesOf([first])).toEqual([['workspace/write-failed', 'resolved/apps']]);
  expect(second).toBe(first);
  expect(folder.write('c.json', DATA)).toBeUndefined();
});

test('a folder that another process removes because it is empty is made again', () => {
  const base = scratchFolder();
  const folder = resolvedIn(base);
  folder.write('apps/a.json', DATA);
  rmSync(join(base, 'resolved'), { recursive: true });
  expect(folder.write('apps/b.json', DATA)).toBeUndefined();
  expect(treeOf(base)).toEqual({ 'resolved/apps/b.json': 'data' });
  const vanishing = resolvedIn(base, failingFs('openSync', 'ENOENT'));
  expect(codesOf([vanishing.write('apps/c.json', DATA)])).toEqual([['workspace/write-failed', 'resolved/apps/c.json']]);
});

test('a folder that another process makes at the same moment is used', () => {
  const base = scratchFolder();
  const fs = {
    ...nodeFs,
    mkdirSync: (path: string) => {
      nodeFs.mkdirSync(path);
      nodeFs.mkdirSync(path);
    },
  };
  expect(resolvedIn(base, fs).write('apps/a.json', DATA)).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('a pipe is no file: it is not waited for, and replaced', () => {
  const base = scratchFolder();
  mkdirSync(join(base, 'resolved'));
  const pipe = join(base, 'resolved', 'x.json');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  const folder = resolvedIn(base);
  expect(folder.read('x.json', 0)).toBeUndefined();
  expect(folder.head('x.json', 10)).toBeUndefined();
  expect(folder.walk().others).toEqual([{ path: 'x.json', kind: 'the special file' }]);
  expect(folder.write('x.json', DATA)).toBeUndefined();
  expect(statSync(pipe).isFile()).toBe(true);
});

test('empty folders above removed files go, the output folder and what is in use stay', () => {
  const base = scratchFolder();
  const folder = resolvedIn(base);
  for (const path of ['a/b/c/x.json', 'a/b/y.json', 'd/e/z.json']) folder.write(path, DATA);
  for (const path of ['a/b/c/x.json', 'd/e/z.json', 'gone/w.json']) expect(folder.remove(path)).toBeUndefined();
  expect(folder.removeEmptyFolders(['a/b/c/x.json', 'd/e/z.json', 'gone/w.json'])).toEqual([]);
  expect(treeOf(base)).toEqual({ 'resolved/a/b/y.json': 'data' });
  folder.remove('a/b/y.json');
  folder.removeEmptyFolders(['a/b/y.json']);
  expect(existsSync(join(base, 'resolved'))).toBe(true);
  expect(folder.write('a/b/y.json', DATA)).toBeUndefined();
});

test('what cannot be removed is a warning', () => {
  const base = scratchFolder();
  const folder = resolvedIn(base, failingFs('unlinkSync', 'EACCES'));
  folder.write('x.json', DATA);
  expect(folder.remove('x.json')).toMatchObject({
    code: 'snapshot/leftover',
    severity: 'warning',
    args: { path: 'resolved/x.json' },
  });
});
