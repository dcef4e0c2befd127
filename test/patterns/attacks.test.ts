import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../src/patterns/compile-pattern.ts';

const A = 'a'.repeat(100_000);

describe('patterns that explode on a backtracking engine do not run on one', () => {
  test.each([
    { pattern: '(a+)+$', text: `${A}!` },
    { pattern: '(a|aa)+$', text: `${A}!` },
    { pattern: '(.*)*x', text: A },
    { pattern: 'a*a*a*b', text: A },
    { pattern: '^(\\w+\\s?)*$', text: `${A}!` },
    { pattern: '^((a*)*)*$', text: `${A}!` },
    { pattern: '^(a?b?)*c$', text: 'ab'.repeat(50_000) },
    { pattern: '^(|a|ab?|b)*c$', text: 'ab'.repeat(50_000) },
    { pattern: '(x+x+)+y', text: 'x'.repeat(100_000) },
    { pattern: '^(([a-z])+.)+[A-Z]([a-z])+$', text: A },
    { pattern: '^(\\d+)*\\d!$', text: '1'.repeat(100_000) },
    { pattern: `${'(?:a|a)'.repeat(30)}$`, text: `${A}!` },
    { pattern: `^${'a?'.repeat(30)}${'a'.repeat(30)}$`, text: `${A}!` },
    { pattern: '^(?:a?){500}$', text: A },
    { pattern: '^(?:a{0,200}b{0,200}){1,}$', text: `${'ab'.repeat(50_000)}!` },
    { pattern: '(?:[ab]*a){2}[ab]{200}c', text: 'ab'.repeat(50_000) },
    { pattern: '[a-z]{1000}', text: `${'a'.repeat(999)}!`.repeat(100) },
  ])('$pattern', ({ pattern, text }) => {
    const compiled = compilePattern(pattern);
    expect(compiled).toMatchObject({ ok: true, engine: 'linear' });
    expect(compiled.ok && compiled.test(text)).toBe(false);
  });
});

describe('a lookaround is native only where it is bounded', () => {
  test.each(['^(?=a*b)a+$', '^(?!.*x$)a+$', '^a+(?<!ab)$', '^(?:(?=ab?)a)+$', '(?=.{0,20}x)a'])('%s is', (pattern) => {
    expect(compilePattern(pattern)).toMatchObject({ ok: true, engine: 'native' });
  });

  test.each(['(?=.*x)a', '^(?:(?=a*b)a)*$', '^a*(?<!a*b)$', '^(?=(a+)+b)c', '^(?=(?=.*x).)a+$', '(?:^|a)(?=(.*)*x)b'])(
    '%s is not',
    (pattern) => {
      expect(compilePattern(pattern)).toMatchObject({
        ok: false,
        reason: 'it looks ahead or behind in a way that cannot be matched in bounded time',
      });
    },
  );
});

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join('|');

describe('building is bounded too', () => {
  test.each([
    { name: 'repetition of repetition', pattern: 'x{1000}{1000}', reason: /not well formed/ },
    { name: 'nested counts', pattern: '(x{1000}){1000}', reason: /written out it has over/ },
    { name: 'deeply nested counts', pattern: '((((x{0,50}){0,50}){0,50}){0,50}){0,50}$', reason: /written out it has over/ },
    { name: 'many counts', pattern: 'a{0,1000}'.repeat(5_000), reason: /written out it has over/ },
    { name: 'counts of anything', pattern: `${'.{0,255}'.repeat(6_000)}x`, reason: /written out it has over/ },
    { name: 'deep groups', pattern: `${'('.repeat(20_000)}a${')'.repeat(20_000)}`, reason: /nested more than 100 deep/ },
    { name: 'open groups', pattern: '('.repeat(50_000), reason: /nested more than 100 deep/ },
    { name: 'open classes', pattern: '['.repeat(50_000), reason: /not well formed/ },
    { name: 'length', pattern: 'a'.repeat(70_000), reason: /longer than 65536/ },
    {
      name: 'many lookaheads',
      pattern: `^${Array.from({ length: 3_000 }, (_, i) => `(?=.*${i})`).join('')}$`,
      reason: /looks ahead/,
    },
    { name: 'many costly lookaheads', pattern: `^${'(?=.{0,50}x.{0,50}y$)'.repeat(2_000)}`, reason: /looks ahead/ },
  ])('$name', ({ pattern, reason }) => {
    expect(compilePattern(pattern)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test.each([
    { name: 'optional letters', pattern: `${'a?'.repeat(20_000)}b` },
    { name: 'choices', pattern: `${'(a|b)'.repeat(9_000)}$` },
    { name: 'classes', pattern: `${'[a-z]'.repeat(10_000)}$` },
    { name: 'empty loops', pattern: `${'(a*)*'.repeat(9_000)}b` },
    { name: 'edges', pattern: `${'\\b'.repeat(25_000)}!` },
    { name: 'counts above what RE2 takes', pattern: '((a|ab){1500}c){2,3}$' },
    { name: 'counts of nothing', pattern: '(?:\\b){1000000000}(?:(?:$)?){5000}(?:){1,70000}b{0}!' },
    { name: 'words', pattern: `^(?:${words(5_000)})$` },
    { name: 'repeated words', pattern: `(?:${words(5_000)})*$-` },
    { name: 'nested loops', pattern: `${'(?:'.repeat(90)}a${')*'.repeat(90)}!` },
    { name: 'nested choices', pattern: `${'(?:'.repeat(90)}a${'|b)*'.repeat(90)}!` },
    {
      name: 'a class of many',
      pattern: `[${Array.from({ length: 12_000 }, (_, i) => String.fromCodePoint(0x1000 + i * 2)).join('')}]*!`,
    },
  ])('$name', ({ pattern }) => {
    const compiled = compilePattern(pattern);
    expect(compiled.ok && compiled.test(A)).toBe(false);
    expect(compiled.ok).toBe(true);
  });
});

test('a text too long for its pattern is not judged', () => {
  const compiled = compilePattern('(?:[ab]*a){2}[ab]{500}');
  if (!compiled.ok) throw new Error(compiled.reason);
  expect(compiled.limit).toBeGreaterThan(100_000);
  expect(compiled.limit).toBeLessThan(1_000_000);
  expect(compiled.test('a'.repeat(1_000))).toBe(true);
  expect(compiled.test('a'.repeat(compiled.limit + 1))).toBe(false);
});

test('a text on which the native engine runs out of stack is judged all the same', () => {
  const compiled = compilePattern('^(?:(?:a)|(?:b)){0,100000000}c$');
  expect(compiled).toMatchObject({ engine: 'native' });
  expect(compiled.ok && compiled.test('ab'.repeat(4_000_000))).toBe(false);
});
