import { expect, test } from 'vitest';
import { hasArrayAt } from '../../src/lint/has-array-at.ts';

test.each([
  ['/a', false],
  ['/a/b', true],
  ['/a/*', true],
  ['/*/b', true],
  ['/*/*', true],
  ['/*/c', false],
  ['/l/0/x', true],
  ['/l/*/x', true],
  ['/l/*/y', false],
  ['/toString', false],
])('%s: %s', (pointer, found) => {
  const data = { a: { b: [] }, l: [{ x: [1] }] };
  expect(hasArrayAt(data, pointer.slice(1).split('/'), { left: 100 })).toBe(found);
});

test('what is too much to look at is not told of', () => {
  const wide = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 1]));
  expect(hasArrayAt(wide, ['*', 'x'], { left: 50 })).toBe(true);
  expect(hasArrayAt(wide, ['*', 'x'], { left: 500 })).toBe(false);
});
