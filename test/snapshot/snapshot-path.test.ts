import { expect, test } from 'vitest';
import { foldersOf, isOutputPath, pathCollisions, snapshotPath, type OutputEntry } from '../../src/snapshot/snapshot-path.ts';

test('a snapshot lies at its id with the extension of its format', () => {
  expect(snapshotPath('apps/billing/eu-1', 'json')).toBe('apps/billing/eu-1.json');
  expect(snapshotPath('apps/billing/eu-1', 'bson')).toBe('apps/billing/eu-1.bson');
});

test.each([
  '',
  '/',
  '/etc/passwd',
  '../x',
  'a/../b',
  './a',
  'a//b',
  'a/',
  'a\\b',
  'C:x',
  'a\0b',
  '.git/config',
  'a/.hidden',
  '__proto__/x',
  'a b',
  'x'.repeat(5000),
  7,
  null,
])('%j is no output path', (path) => {
  expect(isOutputPath(path)).toBe(false);
});

test('the folders above a path', () => {
  expect(foldersOf('a/b/c.json')).toEqual(['a/b', 'a']);
  expect(foldersOf('c.json')).toEqual([]);
});

function at(path: string): OutputEntry {
  return { id: path.replace(/\.json$/, ''), path };
}

test('one place for two outputs is found, also without letter case and as a folder', () => {
  expect(pathCollisions([at('a/b.json'), at('a/c.json'), at('a.json')])).toEqual([]);
  const found = pathCollisions([
    at('a/B.json'),
    at('a/b.json'),
    at('x.json'),
    at('x.json/y.json'),
    at('m.json'),
    { id: 'other', path: 'm.json' },
  ]);
  expect(found.map(({ code, args }) => [code, args['path'], args['ids']])).toEqual([
    ['snapshot/path-collision', 'a/B.json', ['a/B', 'a/b']],
    ['snapshot/path-collision', 'm.json', ['m', 'other']],
    ['snapshot/path-collision', 'x.json', ['x', 'x.json/y']],
  ]);
});
