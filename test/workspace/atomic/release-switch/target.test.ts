import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleRelease, exampleTree } from '../example-release.ts';
import { treeOf } from '../scratch-folder.ts';
import { at, DONE, OUT, write } from './release-fixture.ts';

describe('the target', () => {
  test('absent, with or without the folder that it lies in', () => {
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.base)).toEqual(OUT);
    at.target = join(at.base, 'deep', 'er', 'out');
    expect(write('new')).toEqual(DONE);
    expect(treeOf(join(at.base, 'deep'))).toEqual(exampleTree('new', 'er/out/'));
  });

  test('an empty folder', () => {
    mkdirSync(at.target);
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.base)).toEqual(OUT);
  });

  test('an earlier release, of which nothing is left', () => {
    write('old', {}, exampleRelease('old', ['apps/gone', 'apps/b']));
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.base)).toEqual(OUT);
  });

  test.each([
    ['a file', () => writeFileSync(at.target, 'mine'), 'snapshot/output-not-folder'],
    ['a link that leads nowhere', () => symlinkSync('nowhere', at.target), 'snapshot/release-target'],
    ['a folder without manifest', () => put('mine.txt', 'mine'), 'snapshot/release-target'],
    ['a folder with another manifest', () => put('manifest.json', '{"name": "web app"}'), 'snapshot/release-target'],
    ['a release with a file of somebody', () => (write('old'), put('apps/mine.txt', 'mine')), 'snapshot/release-target'],
    [
      'a release with an empty folder of somebody',
      () => (write('old'), mkdirSync(join(at.target, 'mine'))),
      'snapshot/release-target',
    ],
    ['a release with a link', () => (write('old'), symlinkSync('/etc', join(at.target, 'etc'))), 'snapshot/release-target'],
    ['a manifest that is a link', () => (write('x'), moveManifestAway()), 'snapshot/release-target'],
  ])('%s is refused and stays as it is', (_, prepare, code) => {
    prepare();
    const before = treeOf(at.base);
    expect(write('new')).toEqual([false, [[code, 'dist/out']]]);
    expect(treeOf(at.base)).toEqual(before);
  });

  test('a link that the user made is followed, but not inside of the workspace', () => {
    mkdirSync(join(at.base, 'real'));
    symlinkSync('real', at.target);
    expect(write('new', { root: at.base })).toEqual([false, [['snapshot/output-link', 'dist/out']]]);
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.base)).toEqual({ out: '-> real', ...exampleTree('new', 'real/') });
    at.target = join(at.target, 'inner');
    expect(write('new', { root: at.base })).toEqual([false, [['snapshot/output-link', 'out']]]);
  });
});

function put(path: string, text: string): void {
  mkdirSync(join(at.target, path, '..'), { recursive: true });
  writeFileSync(join(at.target, path), text);
}

function moveManifestAway(): void {
  renameSync(join(at.target, 'manifest.json'), join(at.base, 'manifest.json'));
  symlinkSync('../manifest.json', join(at.target, 'manifest.json'));
}
