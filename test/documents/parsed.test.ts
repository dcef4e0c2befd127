import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, isIndexKey } from '../../src/model/canonical-json.ts';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { parseJson5 } from '../../src/documents/parse-json5.ts';
import { jsonValue, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { Random } from './random.ts';
import { read } from './read.ts';

function keysOf(value: JsonValue): readonly string[] {
  if (isArray(value)) return value.flatMap(keysOf);
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]) : [];
}

describe('what comes out of a document', () => {
  test('keys in code-unit order, so that the canonical form is free', () => {
    fc.assert(
      fc.property(jsonValue, seed, (value, style) => {
        const { parsed } = read(new Json5Printer(new Random(style)).document(value));
        const keys = keysOf(value);
        expect(parsed?.dollar).toBe(keys.some((key) => key.startsWith('$')));
        expect(parsed?.indexKeys).toBe(keys.some(isIndexKey));
        const canonical = canonicalJson(value);
        expect(canonicalJson(parsed?.value ?? null, parsed?.indexKeys === false)).toBe(canonical);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([0, 1, 2, 31, 32, 33, 34, 100, 1000])('an object of %i members, in any order', (size) => {
    const keys = Array.from(
      { length: size },
      (_, i) => `${'éabcdZ'.charAt(i % 6)}x${['', '\u{1f600}', '\uffff', '\ue000'][i % 4]}${i}`,
    );
    for (const order of [keys, keys.toReversed(), keys.toSorted(), keys.toSorted().toReversed()]) {
      const { value } = read(`{${order.map((key, i) => `${JSON.stringify(key)}: ${i}`).join()}}`);
      expect(Object.keys(value as object)).toEqual(keys.toSorted());
      for (const [i, key] of order.entries()) expect((value as Record<string, number>)[key]).toBe(i);
    }
  });

  test('objects are plain', () => {
    const { value } = read('{ a: {}, toString: 1, hasOwnProperty: 2 }');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).toEqual({ a: {}, toString: 1, hasOwnProperty: 2 });
  });

  test('the same key is the same string in every document, however often it was seen', () => {
    for (let i = 0; i < 5; i++) {
      const names = Array.from({ length: 3000 }, (_, n) => `key${n}`);
      const { value } = read(`{${names.map((name) => `${name}: '${name}'`).join()}}`);
      for (const [key, item] of Object.entries(value as object)) expect(item).toBe(key);
    }
  });
});

describe('parseJson5, for programs', () => {
  test('gives the value', () => {
    expect(parseJson5('{ a: [1,], }')).toEqual({ value: { a: [1] }, diagnostics: [] });
  });

  test('gives findings with message and place', () => {
    expect(parseJson5('{\n  a: 1,\n  a: 2 }')).toEqual({
      value: undefined,
      diagnostics: [
        {
          code: 'documents/duplicate-key',
          severity: 'error',
          message: 'The key "a" is already used in this object',
          hint: 'Remove one of the two, or rename it',
          offset: 12,
          line: 3,
          column: 3,
          endOffset: 13,
          endLine: 3,
          endColumn: 4,
          pointer: '/a',
          related: [
            { message: 'first used here', offset: 4, line: 2, column: 3, endOffset: 5, endLine: 2, endColumn: 4, pointer: '/a' },
          ],
        },
      ],
    });
  });

  test('takes limits', () => {
    expect(parseJson5('[[1]]', { depth: 1 }).diagnostics[0]?.code).toBe('documents/too-deep');
  });

  test('takes a byte order mark as the white space that it is', () => {
    expect(parseJson5('\ufeff1').value).toBe(1);
  });
});
