import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { completeSettings } from '../../../src/workspace/settings.ts';
import { topFolders, treeRoots } from '../../../src/workspace/tree-roots.ts';

const rootsOf = (settings: JsonObject, prefix = ''): { roots: string[]; codes: string[]; tops: string[] } => {
  const location = { root: `/r/${prefix}`, repository: '/r', prefix, git: true };
  const { value, diagnostics } = treeRoots(location, completeSettings(settings), () => undefined);
  return {
    roots: value.map(({ folder, at }) => `${folder} at ${at}`),
    codes: diagnostics.map((each) => `${each.code} ${Object.values(each.args).join(' ')}`),
    tops: topFolders(value),
  };
};

describe('the folders of the tree', () => {
  test('are those of the settings, relative to the workspace', () => {
    expect(rootsOf({}, 'sub').roots.sort()).toEqual(['sub/configs at ', 'sub/schemas at schemas']);
    expect(rootsOf({ configs: './a//b/', schemas: 'c/../d' }).roots.sort()).toEqual(['a/b at ', 'd at schemas']);
  });

  test('mounts are relative to the repository', () => {
    expect(rootsOf({ mounts: [{ at: 'system', from: 'platform' }] }, 'sub').roots).toContain('platform at system');
  });

  test('the innermost comes first, and each file is listed once', () => {
    const { roots, tops } = rootsOf({ schemas: 'configs/schemas', mounts: [{ at: 'x', from: 'configs/a/b' }] });
    expect(roots.at(-1)).toBe('configs at ');
    expect(tops).toEqual(['configs']);
  });
});

describe('a folder is refused', () => {
  test.each(['..', '../x', 'a/../../x', '.git', 'a/.git/b', './.git/', '.GIT/hooks'])(
    '%j, which is not inside the repository',
    (folder) => {
      for (const settings of [
        { configs: folder },
        { schemas: folder },
        { resolved: folder },
        { mounts: [{ at: 'x', from: folder }] },
      ])
        expect(rootsOf(settings).codes).toEqual([`workspace/folder-outside ${folder}`]);
    },
  );

  test.each([
    [{ resolved: 'configs' }],
    [{ resolved: 'configs/out' }],
    [{ configs: 'resolved/configs' }],
    [{ configs: '.' }],
    [{ resolved: '.' }],
  ])('%j, in which snapshots and documents would mix', (settings) => {
    expect(rootsOf(settings).codes[0]).toMatch(/^workspace\/overlapping-folders /);
  });

  test.each([
    [
      {
        mounts: [
          { at: 'x', from: 'p' },
          { at: 'y', from: './p/' },
        ],
      },
      'p x,y',
    ],
    [{ mounts: [{ at: 'x', from: 'configs' }] }, 'configs ,x'],
    [{ schemas: 'configs' }, 'configs ,schemas'],
  ])('%j, which gives it two places in the tree', (settings, args) => {
    const [code] = rootsOf(settings).codes;
    expect(code?.replaceAll('"', '').replace('the root of the tree', '')).toBe(`workspace/folder-twice ${args}`);
  });

  test('that a workspace may reach above itself, as long as it stays in the repository', () => {
    expect(rootsOf({ configs: '../shared' }, 'sub').roots).toContain('shared at ');
    expect(rootsOf({ configs: '../../shared' }, 'sub').codes).toEqual(['workspace/folder-outside ../../shared']);
  });
});
