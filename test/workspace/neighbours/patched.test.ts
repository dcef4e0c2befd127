import { expect, test } from 'vitest';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { ObjectEntry } from '../../../src/git/object-reader.ts';
import { compareKeys } from '../../../src/model/canonical-json.ts';
import { indexDocuments, type Root } from '../../../src/workspace/document-index.ts';
import { ObjectContents } from '../../../src/workspace/object-contents.ts';
import { entryIn, ObjectTree, objectTreeState } from '../../../src/workspace/object-tree.ts';
import { mostPatched, patchIndex, type FileChange } from '../../../src/workspace/patch-index.ts';
import { hasBelow, patchListing } from '../../../src/workspace/patched-listing.ts';

const roots: readonly Root[] = [
  { folder: 'schemas', at: 'schemas' },
  { folder: 'configs', at: '' },
];
const contents = new ObjectContents('/nowhere', 1000);
const file = (path: string, oid: string): ObjectEntry => ({ path, type: 'file', oid });
const treeOf = (paths: readonly string[]): ObjectTree => {
  const entries = paths.toSorted(compareKeys).map((path) => file(path, 'a'));
  return new ObjectTree(objectTreeState(entries, ['configs', 'schemas'], 0), contents);
};

const start = ['configs/b.json', 'configs/x/config.json5', 'configs/d/e.json', 'schemas/s/v1.json', 'schemas/s/v1.1.json'];

/** Steps of changes: a path comes, or with `-` in front it goes. */
function checkWalk(steps: readonly (readonly string[])[]): { readonly patched: ObjectTree; readonly ids: readonly string[] } {
  let tree = treeOf(start);
  let index = indexDocuments(tree, roots, 100_000);
  let paths = [...start];
  for (const step of steps) {
    const changes = step.map((text): FileChange & { readonly entry: ObjectEntry | undefined } => {
      const path = text.replace(/^-/, '');
      const entry = text.startsWith('-') ? undefined : file(path, 'a');
      const before = paths.includes(path) ? entryIn(contents, file(path, 'a')) : undefined;
      return { path, before, after: entry && entryIn(contents, entry), entry };
    });
    paths = [...new Set([...paths, ...step.filter((text) => !text.startsWith('-'))])].filter(
      (path) => !step.includes(`-${path}`),
    );
    const listing = patchListing(
      tree.listing,
      changes.map(({ path, entry }) => [path, entry]),
    );
    tree = new ObjectTree(listing, contents);
    const next = patchIndex(index, changes, roots, 100_000);
    const whole = indexDocuments(treeOf(paths), roots, 100_000);
    expect(next === undefined).toBe(whole.diagnostics.length + index.diagnostics.length > 0);
    index = next ?? indexDocuments(tree, roots, 100_000);
    expect([...index.files.keys()]).toEqual([...whole.files.keys()]);
    expect(index.files.size).toBe(whole.files.size);
    expect(index.apps).toEqual(whole.apps);
    expect([...index.versions].sort(([a], [b]) => compareKeys(a, b))).toEqual([...whole.versions]);
    expect(tree.state.files).toEqual(paths.toSorted(compareKeys));
  }
  return { patched: tree, ids: [...index.files.keys()] };
}

test('apps, versions and documents come and go', () => {
  checkWalk([
    ['configs/y/config.json'],
    ['-configs/x/config.json5'],
    ['schemas/s/v2.json', '-schemas/s/v1.json'],
    ['configs/b.yaml', '-configs/b.json'],
  ]);
});

test('clashes are found, also with what came before, and are gone when they go', () => {
  checkWalk([
    ['configs/B.json'],
    ['-configs/B.json'],
    ['configs/new.json'],
    ['configs/NEW.json'],
    ['-configs/new.json'],
    ['configs/b.yml'],
  ]);
  checkWalk([['-configs/b.json'], ['configs/B.json'], ['configs/b.json']]);
});

test('many neighbours later nothing is paid for the past', () => {
  const many = Array.from({ length: mostPatched + 40 }, (_, i) => `configs/n${i}/config.json`);
  const { patched } = checkWalk([many, ['-configs/n3/config.json'], ['configs/n3/config.json5'], ['configs/z.json']]);
  expect(patched.listing.patch.size).toBe(3);
});

test('a folder is there as long as a file is', () => {
  const { flat, patch } = treeOf(start).listing;
  expect(hasBelow({ flat, patch }, 'configs/d')).toBe(true);
  expect(hasBelow({ flat, patch }, 'configs/da')).toBe(false);
  const gone = patchListing({ flat, patch }, [['configs/d/e.json', undefined]]);
  expect(hasBelow(gone, 'configs/d')).toBe(false);
  expect(hasBelow(patchListing(gone, [['configs/d/f.json', file('configs/d/f.json', 'b')]]), 'configs/d')).toBe(true);
  expect(hasBelow(gone, '')).toBe(true);
});

test('an id that is none in the end is looked up as that', () => {
  const index = indexDocuments(treeOf(start), roots, 100);
  const entry = entryIn(contents, file('configs/b.json', 'a'));
  const next = patchIndex(index, [{ path: 'configs/b.json', before: entry, after: undefined }], roots, 100);
  expect(next?.files.has('b' as DocumentId)).toBe(false);
  expect(next?.files.get('b' as DocumentId)).toBeUndefined();
  expect(
    patchIndex(
      index,
      [{ path: 'configs/c.json', before: undefined, after: entryIn(contents, file('configs/c.json', 'a')) }],
      roots,
      5,
    ),
  ).toBeUndefined();
});
