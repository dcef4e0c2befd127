import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../src/model/edit-distance.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

/** Optimal string alignment by its definition. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const row = rows[i] as number[];
      if (i === 0 || j === 0) row[j] = i + j;
      else row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] as number, at(i - 2, j - 2) + 1);
    }
  return at(a.length, b.length);
}

test(`is the distance, as far as the limit (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 9 }), (a, b, limit) => {
      const expected = distance(a, b);
      expect(editDistance(a, b, limit)).toBe(expected <= limit ? expected : undefined);
    }),
    { seed, numRuns: 3000 },
  );
});
