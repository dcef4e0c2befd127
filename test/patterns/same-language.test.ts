import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../../src/patterns/compile-pattern.ts';
import { linearMatcher } from '../../src/patterns/linear-engine.ts';
import { linearSyntax } from '../../src/patterns/linear-syntax.ts';
import { readPattern } from '../../src/patterns/read-pattern.ts';
import { randomPattern } from './random-pattern.ts';

const pattern = randomPattern(
  [
    'a',
    'b',
    '1',
    '\\d',
    '\\w',
    '\\s',
    '\\D',
    '\\W',
    '\\S',
    '.',
    '[ab]',
    '[^a]',
    '[]',
    '[^]',
    '\\p{L}',
    '\\P{Lu}',
    '[\\p{L}\\d-]',
    'é',
  ].concat(['😀', '[^\\s]', '\\u{1F600}', '[😀-😂]', '\\n', '\\u2028', '\\x41', '[\\ud800-\\udfff]', '\\-']),
  [
    (p) => `^${p}`,
    (p) => `${p}$`,
    (p) => `^(?:${p})$`,
    (p) => `\\b${p}`,
    (p) => `(${p})`,
    (p) => `(?<name>${p})`,
    (p) => `(?:|${p})`,
  ],
);
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'A',
    '1',
    '-',
    '_',
    ' ',
    '\n',
    '\r',
    '\u2028',
    '\ufeff',
    '\u00a0',
    'é',
    'Σ',
    '😀',
    '😁',
    '\ud83d',
    '\ude00',
  ),
  maxLength: 9,
});

test('both engines judge alike, and as the native engine judges the pattern as it stands', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (p, texts) => {
      const read = readPattern(p);
      fc.pre(read.ok);
      const compiled = compilePattern(p);
      fc.pre(compiled.ok || !/written out/.test(compiled.reason));
      const linear = linearMatcher(linearSyntax(read.tree));
      const native = nativeOf(p) ?? new RegExp(read.source, 'u');
      for (const t of texts) {
        const expected = native.test(t);
        expect(linear.test(t), `linear, ${JSON.stringify(t)}`).toBe(expected);
        expect(compiled.ok && compiled.test(t), `compiled, ${JSON.stringify(t)}`).toBe(expected);
      }
    }),
    { numRuns: 2_000 },
  );
});

/** Undefined for a pattern that is well formed only without the flag, or names a group twice. */
function nativeOf(p: string): RegExp | undefined {
  try {
    return new RegExp(p, 'u');
  } catch {
    return undefined;
  }
}

test.each([
  ['^\\s$', '\u00a0\u1680\u2003\u2028\u202f\u3000\ufeff\t\v\f\r\n'],
  ['^\\w$', 'azAZ09_'],
  ['^\\d$', '09'],
  ['^.$', 'aé😀\u0085\v\f'],
])('%s matches each of %j in both engines', (p, members) => {
  const read = readPattern(p);
  if (!read.ok) throw new Error(read.reason);
  const linear = linearMatcher(linearSyntax(read.tree));
  const wrong = [...members].filter((char) => !linear.test(char) || !new RegExp(p, 'u').test(char));
  expect(wrong).toEqual([]);
});

test.each([
  ['^\\w$', 'éſ\u212a\u0661'],
  ['^\\d$', '\u0661\u0967'],
  ['^.$', '\n\r\u2028\u2029'],
  ['^a$', '\n'],
])('%s matches none of %j in either', (p, others) => {
  const read = readPattern(p);
  if (!read.ok) throw new Error(read.reason);
  const linear = linearMatcher(linearSyntax(read.tree));
  const wrong = [...others].filter((char) => linear.test(char) || new RegExp(p, 'u').test(char));
  expect(wrong).toEqual([]);
  expect(linear.test('a\n') && p === '^a$').toBe(false);
});
