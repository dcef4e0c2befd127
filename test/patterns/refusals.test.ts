import { expect, test } from 'vitest';
import { compilePattern } from '../../src/patterns/compile-pattern.ts';

test.each([
  ['(a)\\1', 'it refers back to a group, and that cannot be matched in bounded time'],
  ['(?<x>a)\\k<x>', 'it refers back to a group, and that cannot be matched in bounded time'],
  ['\\Aabc', '\\A means nothing in an ECMA-262 pattern'],
  ['abc\\Z', '\\Z means nothing in an ECMA-262 pattern'],
  ['[\\h]+', '\\h means nothing in an ECMA-262 pattern'],
  ['\\07', '\\07 means nothing in an ECMA-262 pattern'],
  ['\\p{Nonsense}', 'it is not well formed (Invalid property name)'],
  ['(?i)abc', 'it is not well formed (Invalid group)'],
  ['(abc', 'it is not well formed (Unterminated group)'],
  ['[a', 'it is not well formed (Unterminated character class)'],
  ['*', 'it is not well formed (Nothing to repeat)'],
  ['[z-a]', 'it is not well formed (Range out of order in character class)'],
])('%s', (pattern, reason) => {
  expect(compilePattern(pattern)).toMatchObject({ ok: false, reason });
});

test.each([
  ['(abc', /^Correct the pattern; .* escape it/],
  ['\\Aabc', /^Write \^ for it$/],
  ['\\hx', /^Write \[ \\t\] for it$/],
  ['(a)\\1', /^Rewrite the pattern without the reference back to a group$/],
  ['(?=.*x)a', /^Rewrite the pattern without lookaround/],
  ['(x{1000}){1000}', /^Repeat less/],
])('the hint for %s is about what is wrong', (pattern, hint) => {
  expect(compilePattern(pattern)).toMatchObject({ ok: false, hint: expect.stringMatching(hint) });
});

test.each([
  { pattern: '^[\\w-.]+$', yes: 'a-b.c', no: 'a b' },
  { pattern: '^\\d+\\-\\d+$', yes: '1-2', no: '12' },
  { pattern: '^{{x}}$', yes: '{{x}}', no: '{x}' },
  { pattern: '^a]$', yes: 'a]', no: 'a' },
  { pattern: '^\\_\\:\\"\\x41\\u0042\\cI[\\b]$', yes: '_:"AB\t\b', no: '_' },
  { pattern: '^[^\\-é]$', yes: '😀', no: 'é' },
])('$pattern is read although the flag u does not allow it', ({ pattern, yes, no }) => {
  const compiled = compilePattern(pattern);
  expect(compiled).toMatchObject({ ok: true, source: pattern });
  expect(compiled.ok && compiled.test(yes)).toBe(true);
  expect(compiled.ok && compiled.test(no)).toBe(false);
});
