import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDiff, type LineChange } from '../../src/model/line-diff.ts';

function side(changes: readonly LineChange[], without: LineChange['kind']): string {
  return changes
    .filter((each) => each.kind !== without)
    .map((each) => each.text)
    .join('\n');
}

it('tells both texts', () => {
  const seed = Math.floor(Math.random() * 1e6);
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = lineDiff(before, after);
      expect([side(changes, 'added'), side(changes, 'removed')]).toEqual([before, after]);
    }),
    { seed, numRuns: 2000 },
  );
});

it('is as short as can be, and numbers the lines of both', () => {
  expect(lineDiff('a\nb\nc\nd', 'a\nx\nc\ny\nd').filter((each) => each.kind !== 'same')).toEqual([
    { kind: 'removed', old: 2, text: 'b' },
    { kind: 'added', new: 2, text: 'x' },
    { kind: 'added', new: 4, text: 'y' },
  ]);
});

it('two texts without a line in common are one replaced by the other', () => {
  const lines = (mark: string): string => Array.from({ length: 3000 }, (_, i) => `${mark}${i}`).join('\n');
  const changes = lineDiff(lines('a'), lines('b'));
  expect(changes).toHaveLength(6000);
});
