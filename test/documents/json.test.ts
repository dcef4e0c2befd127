import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { jsonValue, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { mutated } from './mutate.ts';
import { Random } from './random.ts';
import { read } from './read.ts';

const STRICTER = /number-too-large|inexact-integer|duplicate-key|forbidden-key|lone-surrogate|too-deep/;

function oracle(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Both zeros are one in documents. */
function withoutMinusZero(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

describe('a .json file is JSON', () => {
  test('what only JSON5 has is named, once each', () => {
    const { findings, messages } = read(`{ // a\n  b: 0x10, 'c': [+1, .5,],\n "d": "\\x41\t",\v"e": "a\\\nb" }`, 'json');
    expect(findings).toEqual([
      '1:3-7 json-only',
      '2:3-4 json-only',
      '2:6-10 json-only /b',
      '2:12-13 json-only',
      '2:18-20 json-only /c/0',
      '2:22-24 json-only /c/1',
      '2:24-25 json-only /c/2',
      '3:8-12 json-only /d',
      '3:12-13 json-only /d',
      '3:15-16 json-only',
      '3:23-4:1 json-only /e',
    ]);
    expect(messages[0]).toBe('JSON does not have comments, and this file is JSON');
  });

  test('it takes what JSON.parse takes, but for what is refused in every format', () => {
    fc.assert(
      fc.property(jsonValue, seed, fc.boolean(), (value, style, asJson5) => {
        const random = new Random(style);
        const valid = asJson5 ? new Json5Printer(random).document(value) : JSON.stringify(value, null, random.below(3));
        const text = random.chance(30) ? valid : mutated(valid, random);
        const found = read(text, 'json', { diagnostics: 10_000 });
        const other = oracle(text);
        if (other === undefined)
          expect(
            found.findings.filter((line) => !STRICTER.test(line)),
            text,
          ).not.toEqual([]);
        else if (found.findings.length > 0)
          expect(
            found.findings.filter((line) => !STRICTER.test(line)),
            text,
          ).toEqual([]);
        else expect(isDeepStrictEqual(found.value, withoutMinusZero(other.value)), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
