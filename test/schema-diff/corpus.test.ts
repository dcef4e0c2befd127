import { describe, expect, it } from 'vitest';
import { largePair, pairs } from '../../bench/schema-diff-pairs.mjs';
import { worldOf, compare, linesOf } from './worlds.ts';

describe('the pairs of the benchmark', () => {
  it.each(pairs.map((pair) => [pair.name, pair] as const))('%s', async (_, { old, new: now, accepts }) => {
    const comparison = await compare(old, now, { mode: 'backward' });
    expect(comparison.verdict).toBe(accepts ? 'compatible' : 'breaking');
    expect('witness' in comparison).toBe(!accepts);
    if (accepts) return;
    expect((await worldOf(old)).accepts(comparison.witness!)).toBe(true);
    expect((await worldOf(now)).accepts(comparison.witness!)).toBe(false);
  });
});

it('many properties: each change is told once', async () => {
  const { old, new: now } = largePair(400);
  const comparison = await compare(old, now);
  expect(comparison.verdict).toBe('breaking');
  expect(new Set(linesOf(comparison)).size).toBe(40);
});
