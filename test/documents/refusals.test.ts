import { describe, expect, test } from 'vitest';
import { parseJson5 } from '../../src/documents/parse-json5.ts';
import { read } from './read.ts';

/** What the grammar allows and the reader refuses, in JSON5, JSON and YAML alike. */
describe('numbers', () => {
  test('NaN and infinities have codes of their own', () => {
    expect(read('[NaN, +Infinity, -Infinity, -NaN]').findings).toEqual([
      '1:2-5 not-a-number /0',
      '1:7-16 infinite-number /1',
      '1:18-27 infinite-number /2',
      '1:29-33 not-a-number /3',
    ]);
    expect(read('[.nan, .inf, -.inf]', 'yaml').findings).toEqual([
      '1:2-6 not-a-number /0',
      '1:8-12 infinite-number /1',
      '1:14-19 infinite-number /2',
    ]);
  });

  test('overflow is no infinity', () => {
    expect(read('[1e999, -1e309]').findings).toEqual(['1:2-7 number-too-large /0', '1:9-15 number-too-large /1']);
    expect(read('[1e999]', 'json').findings).toEqual(['1:2-7 number-too-large /0']);
    expect(read('a: 1e999', 'yaml').findings).toEqual(['1:4-9 number-too-large /a']);
    expect(read(`[${'9'.repeat(400)}, 0x${'f'.repeat(300)}]`).findings.map((line) => line.split(' ')[1])).toEqual([
      'number-too-large',
      'number-too-large',
    ]);
  });

  test('an integer that a double cannot hold is refused, with the nearest', () => {
    const { findings, messages } = read('{ a: 9007199254740993, b: -0x20000000000001 }');
    expect(findings).toEqual(['1:6-22 inexact-integer /a', '1:27-44 inexact-integer /b']);
    expect(messages[0]).toContain('9007199254740992');
    expect(messages[1]).toContain('-9007199254740992');
    expect(read('a: 9007199254740993\nb: 0o400000000000000001', 'yaml').findings).toEqual([
      '1:4-20 inexact-integer /a',
      '2:4-24 inexact-integer /b',
    ]);
  });

  test('an integer that it can hold is taken, however large', () => {
    expect(read('[9007199254740992, 18014398509481984, 100000000000000000000, 0x40000000000000]').value).toEqual([
      2 ** 53,
      2 ** 54,
      1e20,
      2 ** 54,
    ]);
  });

  test('a measure is taken as the nearest double', () => {
    expect(read('[0.1, 1e23, 12345678901234567890.0, 123456789012345678901e0]').findings).toEqual([]);
  });

  test('minus zero is zero in documents, and stays in the public reader', () => {
    for (const text of ['-0', '-0.0', '-0x0', '-.0', '-0e3']) {
      expect(Object.is(read(text).value, 0)).toBe(true);
      expect(Object.is(parseJson5(text).value, -0)).toBe(true);
    }
    expect(Object.is(read('-0', 'json').value, 0)).toBe(true);
    expect(Object.is(read('-0', 'yaml').value, 0)).toBe(true);
    expect(Object.is(read('-0.0', 'yaml').value, 0)).toBe(true);
  });
});

describe('keys', () => {
  test('a duplicate names both places', () => {
    expect(read('{ a: 1,\n  \'a\': 2, "\\x61": 3 }').findings).toEqual([
      '2:3-6 duplicate-key /a (1:3-4)',
      '2:11-17 duplicate-key /a (1:3-4)',
    ]);
    expect(read('{"a": 1, "a": 2}', 'json').findings).toEqual(['1:10-13 duplicate-key /a (1:2-5)']);
    expect(read('a: 1\n"a": 2\n', 'yaml').findings).toEqual(['2:1-4 duplicate-key /a (1:1-2)']);
  });

  test('duplicates are found in large objects', () => {
    const keys = Array.from({ length: 200 }, (_, i) => `k${(i * 7) % 200}: 1`);
    expect(read(`{${keys.join()}}`).findings).toEqual([]);
    expect(read(`{\n${keys.join(',\n')},\nk7: 1}`).findings).toEqual(['202:1-3 duplicate-key /k7 (3:1-3)']);
  });

  test('equal keys in different objects are no duplicates', () => {
    expect(read('{ a: { a: 1 }, b: { a: 1 } }').findings).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused, however it is written', (key) => {
    const escaped = `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}`;
    for (const written of [key, `'${key}'`, `"${escaped}"`, escaped]) {
      expect(read(`{ a: [{ ${written}: { b: 1 } }] }`).findings).toEqual([`1:9-${9 + written.length} forbidden-key /a/0/${key}`]);
    }
    expect(read(`{"${key}": 1}`, 'json').findings).toEqual([`1:2-${key.length + 4} forbidden-key /${key}`]);
    expect(read(`${key}: 1`, 'yaml').findings).toEqual([`1:1-${key.length + 1} forbidden-key /${key}`]);
    expect(read(`a: {b: &x {${key}: 1}}\nc: {<<: *x}`, 'yaml').findings).toHaveLength(1);
    expect(({} as Record<string, unknown>)['b']).toBeUndefined();
  });
});

describe('strings', () => {
  test('half of a surrogate pair is refused, in values and keys', () => {
    expect(read('["\\ud800", "\\udc00a", "\\ude00\\ud83d"]').findings).toEqual([
      '1:2-10 lone-surrogate /0',
      '1:12-21 lone-surrogate /1',
      '1:23-37 lone-surrogate /2',
    ]);
    expect(read('{"\\ud800": 1, a\ud800: 2}').findings[0]).toBe('1:2-10 lone-surrogate');
    expect(read('["\ud800"]').findings).toEqual(['1:2-5 lone-surrogate /0']);
    expect(read('a: "\\ud800"', 'yaml').findings).toEqual(['1:4-12 lone-surrogate /a']);
  });

  test('what looks like one in a comment is nobody’s business', () => {
    expect(read('// \ud800\n1').value).toBe(1);
  });
});

describe('limits', () => {
  test.each(['json5', 'json', 'yaml'] as const)('depth in %s', (format) => {
    expect(read(`${'['.repeat(64)}1${']'.repeat(64)}`, format).findings).toEqual([]);
    expect(read(`${'['.repeat(65)}1${']'.repeat(65)}`, format).findings[0]).toMatch(/^1:65-66 too-deep/);
    expect(read('[[{"a": 1}]]', format, { depth: 2 }).findings[0]).toMatch(/^1:3-4 too-deep/);
  });

  test.each(['json5', 'json', 'yaml'] as const)('no setting allows more than 256 levels in %s', (format) => {
    const limits = { depth: 100_000 };
    expect(read(`${'['.repeat(256)}1${']'.repeat(256)}`, format, limits).findings).toEqual([]);
    expect(read(`${'['.repeat(257)}1${']'.repeat(257)}`, format, limits).findings[0]).toMatch(/^1:257-258 too-deep/);
    expect(read('['.repeat(100_000), format, limits).findings[0]).toMatch(/^1:257-258 too-deep/);
  });

  test('what is too deep is passed over, and the rest is read', () => {
    const { findings } = read('[[["a", {b: "]"}, [1]], 2], @]', 'json5', { depth: 2 });
    expect(findings).toEqual(['1:3-4 too-deep /0/0', '1:29-30 unquoted-value /1']);
  });

  test('size is counted in bytes', () => {
    expect(read('"éé"', 'json5', { fileBytes: 6 }).value).toBe('éé');
    expect(read('"éé"', 'json5', { fileBytes: 5 }).findings).toEqual(['1:1-1 too-large']);
    expect(read('a: é', 'yaml', { fileBytes: 4 }).findings).toEqual(['1:1-1 too-large']);
  });
});
