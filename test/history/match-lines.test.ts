import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchLines } from '../../src/pipeline/history/match-lines.ts';

const match = (old: string, now: string): number[] => [...matchLines([...old], [...now])];

test.each([
  ['abc', 'abc', [0, 1, 2]],
  ['abc', 'xabc', [-1, 0, 1, 2]],
  ['abc', 'ac', [0, 2]],
  ['abcd', 'acbd', [0, -1, 1, 3]],
  ['a}b}', 'a}x}b}', [0, 1, -1, -1, 2, 3]],
  ['', 'ab', [-1, -1]],
])('%s, then %s', (old, now, expected) => {
  expect(match(old, now)).toEqual(expected);
});

test('lines that are told to be the same are, in one order, and no fewer than those at both ends', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '}', ''), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (old, now) => {
      const matched = [...matchLines(old, now)];
      const pairs = matched.flatMap((from, at) => (from < 0 ? [] : [[from, at] as const]));
      expect(pairs.every(([from, at]) => old[from] === now[at])).toBe(true);
      expect(pairs.every(([from], i) => i === 0 || from > pairs[i - 1]![0])).toBe(true);
      expect([...matchLines(old, old)]).toEqual(old.map((_, i) => i));
    }),
  );
});

test('a line that was put in leaves all others what they are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '}', ''), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.nat(), (old, where) => {
      const at = where % (old.length + 1);
      const now = [...old.slice(0, at), 'new', ...old.slice(at)];
      expect([...matchLines(old, now)]).toEqual([...old.keys()].toSpliced(at, 0, -1));
    }),
  );
});

test('long texts without a line in common with its place end soon', () => {
  const old = Array.from({ length: 60_000 }, (_, i) => `${i % 7}`);
  const now = Array.from({ length: 60_000 }, (_, i) => `${i % 5}`);
  expect(matchLines(old, now)).toHaveLength(60_000);
});
