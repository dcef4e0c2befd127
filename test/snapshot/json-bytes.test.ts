import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { markShared } from '../../src/model/shared-parts.ts';
import { jsonBytes } from '../../src/snapshot/json-bytes.ts';
import { arbitraryData, sortedData } from './arbitrary-data.ts';

beforeEach(() => void jsonBytes(null, 0));

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

function expectBoth(value: JsonValue, level: number): void {
  const { canonical, pretty } = jsonBytes(value, level);
  expect(text(canonical)).toBe(canonicalJson(value));
  expect(text(pretty)).toBe(JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(level)}`));
}

test('both layouts are those of the engine', () => {
  fc.assert(
    fc.property(arbitraryData(), fc.nat(3), (data, level) => {
      const sorted = sortedData(data);
      fc.pre(sorted !== undefined);
      if (sorted !== undefined) expectBoth(sorted, level);
    }),
    { seed: 20_261_120, numRuns: 3_000 },
  );
});

test('strings that need escapes, and long ones', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 90 }), fc.string({ unit: 'grapheme' }), (one, other) =>
      expectBoth([one, other, `\ud800${other}`, '"\\\u0000\u007f\u2028', other.repeat(20)], 1),
    ),
    { seed: 20_261_120, numRuns: 2_000 },
  );
});

test('what many values share is written once and copied, at every level and on every way', () => {
  const shared = { a: [1, { b: 'x' }], c: {}, d: { e: { f: [] } } } satisfies JsonObject;
  markShared(shared);
  const values = [{ x: shared }, { x: shared }, { x: { y: shared } }, [shared, shared], { x: shared.d, y: shared.d.e }];
  for (const round of [0, 1, 2]) for (const value of values) expectBoth(value, round);
});

test('a value so large that the memory has to grow, and a small one after it', () => {
  const large = Array.from({ length: 40_000 }, (_, i) => ({ name: `item ${i}`, note: 'é'.repeat(40) }));
  expectBoth(large, 1);
  expectBoth({ a: 1 }, 1);
});

test('what was written before a failure is written anew, and not read from spoilt memory', () => {
  const before = { a: 'first', b: 'second' };
  expectBoth(before, 1);
  const failing = {
    a: 'x'.repeat(30),
    get b(): string {
      throw new RangeError('no room');
    },
  };
  expect(() => jsonBytes(failing, 1)).toThrow('no room');
  expectBoth(before, 1);
});

test('a member named __proto__ is data', () => expectBoth(JSON.parse('{"__proto__": {"a": 1}}') as JsonValue, 0));
