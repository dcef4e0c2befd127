import { expect, test } from 'vitest';
import {
  childId,
  hasIdSegments,
  kindOf,
  lastSegment,
  parentOf,
  parseDocumentId,
  selfAndAncestors,
  withoutExtension,
  type DocumentId,
} from '../../src/model/document-id.ts';

test.each([
  ['a', 'a'],
  ['/a/b', 'a/b'],
  ['0/_x/A.b-c', '0/_x/A.b-c'],
  ['toString/hasOwnProperty', 'toString/hasOwnProperty'],
])('%j is the id %j', (text, id) => {
  expect(parseDocumentId(text)).toBe(id);
});

test('an id has at most 1,024 characters', () => {
  expect(parseDocumentId('a/'.repeat(511) + 'bb')).toHaveLength(1024);
  expect(parseDocumentId('a/'.repeat(511) + 'bbb')).toBeUndefined();
});

test.each([
  '',
  '/',
  '//a',
  'a/',
  'a//b',
  '.',
  '..',
  'a/../b',
  'a/./b',
  '.a',
  '-a',
  'a b',
  'a\n',
  'é',
  'a\\b',
  'a:b',
  'a#b',
  'a?b',
  '__proto__',
  'a/constructor',
  'prototype/x',
  'a\0b',
  '{a}',
])('%j is none', (text) => {
  expect(parseDocumentId(text)).toBeUndefined();
});

test('kinds go by the last segment, and schemas by the first', () => {
  const kinds = ['a/config', 'config', 'a/cascade', 'namespace', 'a/configs', 'schemas/a/v1', 'schemas/config', 'schemas'];
  expect(kinds.map((id) => kindOf(id as DocumentId))).toEqual([
    'config',
    'config',
    'cascade',
    'namespace',
    'fragment',
    'schema',
    'schema',
    'fragment',
  ]);
});

test('folders', () => {
  const id = 'a/b/c' as DocumentId;
  expect([lastSegment(id), parentOf(id), parentOf('a' as DocumentId)]).toEqual(['c', 'a/b', undefined]);
  expect(selfAndAncestors(id)).toEqual(['a/b/c', 'a/b', 'a']);
  expect([childId(id, 'd'), childId(undefined, 'd')]).toEqual(['a/b/c/d', 'd']);
  expect(['a/b.json5', 'a.yaml', 'a.yml', 'a.json', 'a.txt', 'json5'].map(withoutExtension)).toEqual([
    'a/b',
    'a',
    'a',
    'a',
    'a.txt',
    'json5',
  ]);
});

test('a very long text is decided at once', () => {
  expect(parseDocumentId(`${'a/'.repeat(500_000)}!`)).toBeUndefined();
  expect(hasIdSegments(`${'a/'.repeat(500_000)}!`)).toBe(false);
  expect(hasIdSegments('a'.repeat(1_000_000))).toBe(true);
});
