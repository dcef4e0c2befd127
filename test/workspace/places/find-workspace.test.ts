import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findWorkspace } from '../../../src/workspace/find-workspace.ts';
import { put, scratch } from '../../pipeline/incremental/sandbox.ts';

/** A repository with these files; folders end in a slash. */
function repository(...paths: string[]): string {
  const folder = scratch();
  mkdirSync(join(folder, '.git'));
  for (const path of paths) {
    if (path.endsWith('/')) mkdirSync(join(folder, path), { recursive: true });
    else put(folder, { [path]: '{}' });
  }
  return folder;
}

describe('a workspace', () => {
  test('is found from any folder below it', () => {
    const folder = repository('confman.json5', 'configs/a/b/');
    for (const from of ['', 'configs', 'configs/a/b'])
      expect(findWorkspace(join(folder, from))).toEqual({ root: folder, repository: folder, prefix: '', git: true });
  });

  test('without settings is where the folder of the documents lies', () => {
    const folder = repository('sub/configs/', 'sub/x/y/');
    expect(findWorkspace(join(folder, 'sub/x/y'))).toMatchObject({
      root: join(folder, 'sub'),
      prefix: 'sub',
      repository: folder,
    });
    expect(findWorkspace(folder)).toBeUndefined();
  });

  test('with settings goes before one without, however near', () => {
    const folder = repository('confman.json5', 'sub/configs/');
    expect(findWorkspace(join(folder, 'sub'))?.root).toBe(folder);
  });

  test('of two, the nearest is taken', () => {
    const folder = repository('confman.json5', 'sub/confman.json5', 'sub/configs/');
    expect(findWorkspace(join(folder, 'sub/configs'))?.root).toBe(join(folder, 'sub'));
  });

  test('is not looked for outside of the repository', () => {
    const outer = repository('confman.json5', 'configs/');
    mkdirSync(join(outer, 'inner/.git'), { recursive: true });
    expect(findWorkspace(join(outer, 'inner'))).toBeUndefined();
    put(outer, { 'worktree/.git': 'gitdir: elsewhere' });
    expect(findWorkspace(join(outer, 'worktree'))).toBeUndefined();
  });

  test('need not lie in a repository', () => {
    const folder = scratch();
    put(folder, { 'confman.json5': '{}' });
    mkdirSync(join(folder, 'x'));
    expect(findWorkspace(join(folder, 'x'))).toEqual({ root: folder, repository: folder, prefix: '', git: false });
  });

  test('is not made by a link or by something else of that name', () => {
    const folder = repository('real.json5', 'elsewhere/', 'confman.json5/', 'x/configs');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'configs'));
    expect(findWorkspace(folder)).toBeUndefined();
    expect(findWorkspace(join(folder, 'x'))).toBeUndefined();
  });

  test('is found where a link leads to it, by its real place', () => {
    const folder = repository('confman.json5', 'configs/');
    const other = scratch();
    symlinkSync(join(folder, 'configs'), join(other, 'link'));
    expect(findWorkspace(join(other, 'link'))?.root).toBe(folder);
  });

  test('is not found from a folder that is not there', () => {
    expect(findWorkspace(join(scratch(), 'nowhere'))).toBeUndefined();
  });
});
