import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGlob, matchGlob } from '../../src/model/glob.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

describe('a pattern', () => {
  test.each([
    ['apps/*', 'apps/a', true],
    ['apps/*', 'apps/a/b', false],
    ['apps/*', 'apps', false],
    ['apps/**', 'apps', true],
    ['apps/**', 'apps/a/b/c', true],
    ['**/eu-*', 'apps/billing/eu-1', true],
    ['**/eu-*', 'eu-1', true],
    ['**', 'a/b', true],
    ['*/billing/*-1', 'apps/billing/eu-west-1', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'acb', false],
    ['a.b', 'axb', false],
    ['[a]', 'a', false],
    ['apps/**/x/**/y', 'apps/1/x/2/x/y', true],
    ['apps/a', 'apps/a', true],
    ['apps/***', 'apps/a', true],
  ])('%s of %s: %s', (pattern, id, expected) => {
    expect(matchGlob(pattern, id)).toBe(expected);
  });

  test('is a text with a star', () => {
    expect([isGlob('a/*'), isGlob('a/b')]).toEqual([true, false]);
  });

  test(`matches what the same regular expression matches (seed ${seed})`, () => {
    const segment = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 5 });
    const pattern = fc.array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 });
    const id = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(pattern, id, (parts, segments) => {
        expect(matchGlob(parts.join('/'), segments.join('/'))).toBe(oracle(parts).test(`${segments.join('/')}/`));
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('that could be tried in very many ways ends at once', () => {
    expect(matchGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
    expect(matchGlob(`${'**/a/'.repeat(100)}b`, `${'a/'.repeat(2000)}c`)).toBe(false);
  });
});

/** Every segment with a slash after it. */
function oracle(parts: readonly string[]): RegExp {
  const source = parts.map((part) => (part === '**' ? '(?:[^/]+/)*' : `${part.replaceAll(/\*+/g, '[^/]*')}/`)).join('');
  return new RegExp(`^${source}$`);
}
