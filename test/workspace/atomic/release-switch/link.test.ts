import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleTree } from '../example-release.ts';
import { treeOf } from '../scratch-folder.ts';
import { at, DONE, write } from './release-fixture.ts';

describe('link', () => {
  test('the target is a link into the folder of releases, and only the newest stays', () => {
    expect(write('old', { layout: 'link' })).toEqual(DONE);
    const before = readlinkSync(at.target);
    expect(before).toMatch(/^out\.releases\/[0-9a-f]{16}$/);
    expect(write('new')).toEqual(DONE);
    const after = readlinkSync(at.target);
    expect(treeOf(at.base)).toEqual({ out: `-> ${after}`, ...exampleTree('new', `${after}/`) });
    expect(after).not.toBe(before);
  });

  test('the same release again', () => {
    write('new', { layout: 'link' });
    expect(write('new')).toEqual(DONE);
    expect(treeOf(at.target)).toEqual(exampleTree('new'));
  });

  test('an empty folder gives way, a release that is a folder does not', () => {
    mkdirSync(at.target);
    expect(write('old', { layout: 'link' })).toEqual(DONE);
    expect(lstatSync(at.target).isSymbolicLink()).toBe(true);
    at.target = join(at.base, 'other');
    write('old');
    expect(write('new', { layout: 'link' })).toEqual([false, [['snapshot/release-target', 'dist/out']]]);
    expect(treeOf(at.target)).toEqual(exampleTree('old'));
    expect(existsSync(`${at.target}.releases`)).toBe(false);
  });

  test('nothing is written through a folder of releases that is a link', () => {
    write('old', { layout: 'link' });
    mkdirSync(join(at.base, 'victim'));
    rmSync(`${at.target}.releases`, { recursive: true });
    symlinkSync('victim', `${at.target}.releases`);
    expect(write('new')).toEqual([false, [['snapshot/output-link', 'dist/out.releases']]]);
    expect(treeOf(join(at.base, 'victim'))).toEqual({});
  });
});
