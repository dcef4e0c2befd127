import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, test, vi } from 'vitest';
import { parseJson5 } from '../../src/documents/parse-json5.ts';
import { jsonValue, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { mutated } from './mutate.ts';
import { Random } from './random.ts';

/** What the reader refuses though the grammar allows it. */
const STRICTER = new Set([
  'documents/not-a-number',
  'documents/infinite-number',
  'documents/number-too-large',
  'documents/inexact-integer',
  'documents/duplicate-key',
  'documents/forbidden-key',
  'documents/lone-surrogate',
  'documents/too-deep',
]);

/** The json5 package warns on the console about line separators in strings. */
vi.spyOn(console, 'warn').mockImplementation(() => undefined);

function oracle(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON5.parse(text) };
  } catch {
    return undefined;
  }
}

describe('against the json5 package', () => {
  test('valid texts have the same value', () => {
    fc.assert(
      fc.property(jsonValue, seed, (value, style) => {
        const text = new Json5Printer(new Random(style)).document(value);
        const read = parseJson5(text);
        expect(read.diagnostics).toEqual([]);
        expect(isDeepStrictEqual(read.value, JSON5.parse(text))).toBe(true);
        expect(isDeepStrictEqual(read.value, value)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('both take a changed text, or both refuse it, but for what is refused beyond the grammar', () => {
    fc.assert(
      fc.property(jsonValue, seed, (value, style) => {
        const random = new Random(style);
        const text = mutated(new Json5Printer(random).document(value), random);
        const read = parseJson5(text, { diagnostics: 10_000 });
        const other = oracle(text);
        const codes = read.diagnostics.map(({ code }) => code);
        if (other === undefined)
          expect(
            codes.filter((code) => !STRICTER.has(code)),
            JSON.stringify(text),
          ).not.toEqual([]);
        else if (codes.length > 0) expect(codes.filter((code) => !STRICTER.has(code))).toEqual([]);
        else expect(isDeepStrictEqual(read.value, other.value)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
