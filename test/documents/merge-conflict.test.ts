import { expect, test } from 'vitest';
import { conflictHint } from '../../src/documents/merge-conflict.ts';
import { read } from './read.ts';

const hint = 'Settle the merge conflict: keep one side, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>';

const conflict = (ours: string, theirs: string, after: string): string =>
  `<<<<<<< HEAD\n${ours}\n||||||| 1a2b3c4\n${ours}\n=======\n${theirs}\n>>>>>>> feature\n${after}\n`;

test('JSON5 that git could not merge', () => {
  const { findings, hints } = read(`{\n  b: 1,\n${conflict('  a: 1,', '  a: 2,', '}')}`);
  expect(findings[0]).toBe('3:1-8 syntax');
  expect(hints[0]).toBe(hint);
});

test('YAML that git could not merge', () => {
  const { value, hints } = read(`b: 1\n${conflict('a: 1', 'a: 2', 'c: 1')}`, 'yaml');
  expect(value).toBeUndefined();
  expect(hints).toContain(hint);
});

test.each([
  ['======= ', 3, true],
  ['a\r\n>>>>>>> x', 5, true],
  ['<<<<<<<', 0, true],
  ['<<<<<<<<', 0, false],
  [' <<<<<<< HEAD', 3, false],
  ['a\n', 0, false],
  ['', 0, false],
])('%j at %d', (text, offset, expected) => {
  expect(conflictHint(text, offset)).toBe(expected ? hint : undefined);
});
