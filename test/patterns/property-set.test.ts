import { RegExpParser } from '@eslint-community/regexpp';
import { expect, test } from 'vitest';
import { exactSet, type CharNode } from '../../src/patterns/char-class.ts';

test.each([
  '\\p{L}',
  '\\P{L}',
  '\\p{gc=Lu}',
  '\\p{Script=Greek}',
  '\\p{sc=Grek}',
  '\\p{Cs}',
  '\\p{Any}',
  '\\p{ASCII}',
  '[^\\p{L}\\p{N}_-]',
])('%s has the members that the native engine says', (pattern) => {
  const tree = new RegExpParser({ ecmaVersion: 2022 }).parsePattern(pattern, 0, pattern.length, { unicode: true });
  const set = exactSet(tree.alternatives[0]?.elements[0] as CharNode);
  const native = new RegExp(`^${pattern}$`, 'u');
  const wrong: number[] = [];
  for (let char = 0, range = 0; char <= 0x10_ff_ff; char++) {
    while (range < set.length && (set[range + 1] as number) < char) range += 2;
    const member = range < set.length && (set[range] as number) <= char;
    if (native.test(String.fromCodePoint(char)) !== member) wrong.push(char);
  }
  expect(wrong).toEqual([]);
});
