import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { proveLinear } from '../../src/patterns/prove-linear.ts';
import { readPattern } from '../../src/patterns/read-pattern.ts';
import { backtrackingSteps } from './backtracking-steps.ts';
import { randomPattern } from './random-pattern.ts';

const LIMIT = 400_000;

const pattern = randomPattern(
  ['a', 'b', '[ab]', '[^a]', '.', 'ab', '\\w'],
  [
    (p) => `^${p}`,
    (p) => `${p}$`,
    (p) => `^(?:${p})$`,
    (p) => `\\b${p}`,
    (p) => `(${p})`,
    (p) => `(?:|${p})`,
    (p) => `(?=${p})`,
    (p) => `(?!${p})`,
    (p) => `^(?=${p})`,
    (p) => `(?<!${p})`,
    (p) => `(?<=${p})`,
  ],
);
const piece = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 3 });

/** Linear: as the text grows by equal parts, so do the steps, but for what does not depend on the text. */
function growsLinearly([first = 0, second = 0, third = Infinity]: readonly number[]): boolean {
  return third - second <= 1.3 * (second - first) + 2_000;
}

test('what is proven takes linear time on texts that repeat a piece', () => {
  let proven = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      pattern,
      piece,
      fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 3 }),
      piece,
      (p, u, v, w) => {
        const read = readPattern(p);
        fc.pre(read.ok);
        if (!proveLinear(read.tree).proved) return void refused++;
        proven++;
        const runs = [60, 120, 180].map((n) => backtrackingSteps(read.tree, u + v.repeat(n) + w, LIMIT));
        fc.pre(!runs.includes('too deep'));
        const steps = runs.map((run) => (typeof run === 'string' ? Infinity : run.steps));
        expect(growsLinearly(steps), `${steps.join()} steps`).toBe(true);
      },
    ),
    { numRuns: 5_000 },
  );
  expect(proven).toBeGreaterThan(1_000);
  expect(refused).toBeGreaterThan(100);
});

test('the step counter is a matcher: it agrees with the native engine', () => {
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '-', '_'), maxLength: 8 }), (p, text) => {
      const read = readPattern(p);
      fc.pre(read.ok);
      const counted = backtrackingSteps(read.tree, text, LIMIT);
      fc.pre(typeof counted !== 'string');
      expect(counted.matched).toBe(new RegExp(p, 'u').test(text));
    }),
    { numRuns: 3_000 },
  );
});
