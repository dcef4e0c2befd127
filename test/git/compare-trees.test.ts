import { expect, test } from 'vitest';
import { compareTrees, type ReadTrees } from '../../src/git/compare-trees.ts';
import { isGitFailure } from '../../src/git/git-failure.ts';
import type { TreeRow } from '../../src/git/parse-tree.ts';

type Trees = Readonly<Record<string, readonly (readonly [mode: string, name: string, oid: string])[]>>;

function reading(trees: Trees): { readonly read: ReadTrees; readonly asked: string[][] } {
  const asked: string[][] = [];
  const read: ReadTrees = (oids) => {
    asked.push([...oids]);
    return Promise.resolve(oids.map((oid) => (trees[oid] ?? []).map(([mode, name, of]): TreeRow => ({ mode, name, oid: of }))));
  };
  return { read, asked };
}

async function changed(trees: Trees, paths: readonly string[] = ['']): Promise<readonly string[]> {
  const changes = await compareTrees('before', 'after', paths, reading(trees).read);
  if (isGitFailure(changes)) throw new Error(changes.reason);
  return changes.map(({ path, before, after }) => `${path} ${before?.oid ?? '-'} ${after?.oid ?? '-'}`);
}

test('what both have is not looked into, and a level is read at once', async () => {
  const { read, asked } = reading({
    before: [
      ['40000', 'a', 'a1'],
      ['40000', 'b', 'b1'],
      ['40000', 'same', 's'],
    ],
    after: [
      ['40000', 'a', 'a2'],
      ['40000', 'b', 'b2'],
      ['40000', 'same', 's'],
    ],
    a1: [['100644', 'x', '1']],
    a2: [['100644', 'x', '2']],
    b2: [['100755', 'y', '3']],
  });
  expect(await compareTrees('before', 'after', [''], read)).toHaveLength(2);
  expect(asked).toEqual([
    ['before', 'after'],
    ['a1', 'a2', 'b1', 'b2'],
  ]);
});

test('a file in the place of a folder, folders as old versions wrote them, and where to stay', async () => {
  const trees: Trees = {
    before: [
      ['040000', 'd', 'd1'],
      ['100644', 'kind', '1'],
      ['120000', 'link', '5'],
    ],
    after: [
      ['040000', 'd', 'd2'],
      ['40000', 'kind', 'k'],
      ['100644', 'link', '5'],
    ],
    d1: [['100644', 'x', '1']],
    d2: [['100644', 'x', '2']],
    k: [['100644', 'in', '3']],
  };
  expect(await changed(trees)).toEqual(['d/x 1 2', 'kind 1 -', 'kind/in - 3', 'link 5 5']);
  expect(await changed(trees, ['d', 'kind/in'])).toEqual(['d/x 1 2', 'kind/in - 3']);
});

test('a tree with two entries of one name is damaged', async () => {
  const { read } = reading({
    after: [
      ['100644', 'x', '1'],
      ['100644', 'x', '2'],
    ],
  });
  expect(await compareTrees('before', 'after', [''], read)).toMatchObject({ kind: 'damaged' });
});

test('trees that hold each other do not fill the memory', async () => {
  const names = Array.from({ length: 10 }, (_, i) => `folder-${'x'.repeat(4000)}-${i}`);
  const trees: Record<string, [string, string, string][]> = {};
  for (let level = 0; level < 12; level++)
    trees[level === 0 ? 'after' : `t${level}`] = names.map((name) => ['40000', name, `t${level + 1}`]);
  expect(await compareTrees(undefined, 'after', [''], reading(trees).read)).toMatchObject({ kind: 'too-large' });
});
