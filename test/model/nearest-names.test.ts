import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../src/model/edit-distance.ts';
import { nearestNames } from '../../src/model/nearest-names.ts';

const ids = [
  'system/settings/network',
  'system/settings/logging',
  'system/global',
  'platform/network',
  'apps/billing/eu-1/config',
];

describe('nearest names', () => {
  test.each([
    ['a left-out folder', 'system/network', ['system/settings/network', 'platform/network']],
    ['only the last segment', 'network', ['platform/network', 'system/settings/network']],
    ['swapped letters', 'sytsem/settings/network', ['system/settings/network']],
    ['a typing error and a left-out folder', 'system/netwrok', ['system/settings/network']],
    ['letter case', 'System/Settings/Network', ['system/settings/network']],
    ['a wrong folder in between', 'system/config/network', ['system/settings/network']],
    ['nothing near', 'schemas/apps/v2', []],
    ['an empty text', '', []],
  ])('%s', (_, text, expected) => {
    expect(nearestNames(text, ids, 2)).toEqual(expected);
  });

  test('short names allow one error, ties go by code-unit order', () => {
    expect(nearestNames('port', ['ports', 'prot', 'host', 'sort', 'Port'], 4)).toEqual(['Port', 'ports', 'prot', 'sort']);
  });

  test('asks for none, finds none', () => {
    expect(nearestNames('port', ['port'], 0)).toEqual([]);
  });

  test('hostile sizes end at once', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `apps/type-${i % 100}/instance-${i}/config`);
    expect(nearestNames('a/'.repeat(50_000), many)).toEqual([]);
    expect(nearestNames('apps/type-34/instance-1234/confg', [...many, 'x'.repeat(1_000_000)], 1)).toEqual([
      'apps/type-34/instance-1234/config',
    ]);
  });

  test('the order of the candidates means nothing', () => {
    const name = fc
      .array(fc.constantFrom('ab', 'abc', 'acb', 'b', 'network'), { minLength: 1, maxLength: 4 })
      .map((s) => s.join('/'));
    fc.assert(
      fc.property(name, fc.uniqueArray(name), fc.integer({ min: 1, max: 4 }), (text, names, max) => {
        expect(nearestNames(text, names.toReversed(), max)).toEqual(nearestNames(text, names, max));
      }),
    );
  });
});

describe('edit distance', () => {
  test('equals the plain definition, or is over the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 12 }), (a, b, limit) => {
        const exact = plainDistance(a, b);
        expect(editDistance(a, b, limit)).toBe(exact > limit ? undefined : exact);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives up on long texts', () => {
    expect(editDistance(`x${'ab'.repeat(100)}y`, `y${'ab'.repeat(100)}x`, 3)).toBeUndefined();
  });
});

function plainDistance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j += 1) (rows[0] as number[])[j] = j;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(i - 2, j - 2) + 1 : Infinity;
      const change = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      (rows[i] as number[])[j] = Math.min(change, cell(i - 1, j) + 1, cell(i, j - 1) + 1, swap);
    }
  return cell(a.length, b.length);
}
