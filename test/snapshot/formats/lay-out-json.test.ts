import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { layOutJson } from '../../../src/snapshot/formats/lay-out-json.ts';

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { k: value };
  return value;
}

test('the layout is that of JSON.stringify, whatever the strings hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }), (value) => {
      expect(layOutJson('', JSON.stringify(value), '', 0)?.toString()).toBe(
        Buffer.from(JSON.stringify(value, null, 2)).toString(),
      );
    }),
    { numRuns: 2000 },
  );
});

test.each([0, 1, 5])('text around the value stays, and depth %i indents every line but the first', (depth) => {
  const value = { a: [], b: {}, c: [1, { d: 'x"y\\', 'e,{}[]:': null }] };
  const wanted = JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);
  expect(layOutJson('<é', JSON.stringify(value), '\n>', depth)?.toString()).toBe(`<é${wanted}\n>`);
});

test('a value whose layout is many times as long as its text is left to the caller, or laid out right', () => {
  for (const depth of [1, 10, 100, 500, 900]) {
    const value = Array.from({ length: 400 }, () => nested(depth));
    const laidOut = layOutJson('', JSON.stringify(value), '', 0);
    if (laidOut !== undefined) expect(laidOut.equals(Buffer.from(JSON.stringify(value, null, 2)))).toBe(true);
  }
  expect(layOutJson('', JSON.stringify(Array.from({ length: 400 }, () => nested(900))), '', 0)).toBeUndefined();
});
