import { deserialize } from 'bson';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { bsonFormat } from '../../../src/snapshot/formats/bson.ts';
import { arbitraryData } from '../arbitrary-data.ts';
import { exampleSnapshot } from '../example-snapshot.ts';

function bytes(data: JsonObject, bare = true): Uint8Array {
  return bsonFormat.render(exampleSnapshot(data), { bare, sorted: false }).value ?? new Uint8Array();
}

/** The element type of the number in `{n: …}`. */
function typeOf(n: number): number | undefined {
  return bytes({ n })[4];
}

const bsonKey = fc
  .oneof(
    fc.constantFrom('_bsontype', '$ref', '$id', '$db', 'a.b', '__proto__', '0', '10', '9', ''),
    fc.string({ unit: 'binary' }),
  )
  .filter((key) => !key.includes('\0'));

test('the envelope and the data', () => {
  const snapshot = exampleSnapshot({ a: 1 });
  expect(deserialize(bytes({ a: 1 }, false))).toEqual(snapshot);
});

test('what is written is read back exactly, whatever the keys are', () => {
  fc.assert(
    fc.property(arbitraryData(bsonKey), (data) => {
      expect(canonicalJson(bsonFormat.read(bytes(data)) ?? null)).toBe(canonicalJson(data));
    }),
  );
});

test("the package's reader agrees where it does not make references of objects", () => {
  const key = bsonKey.filter((name) => !name.startsWith('$'));
  fc.assert(
    fc.property(arbitraryData(key), (data) => {
      expect(canonicalJson(deserialize(bytes(data)))).toBe(canonicalJson(data));
    }),
  );
});

test('whole numbers of 32 bits are int32, all others doubles, and zero has no sign', () => {
  expect([0, -0, 1, -(2 ** 31), 2 ** 31 - 1].map((n) => typeOf(n))).toEqual([0x10, 0x10, 0x10, 0x10, 0x10]);
  expect([0.5, 2 ** 31, 2 ** 53 - 1, 1e300].map((n) => typeOf(n))).toEqual([1, 1, 1, 1]);
});

test('keys are written in code-unit order, also those that look like indices', () => {
  const text = Buffer.from(bytes({ b: 1, 9: 1, 10: 1, B: 1 })).toString('latin1');
  expect(['10', '9', 'B', 'b'].map((key) => text.indexOf(`\u0010${key}\0`)).every((at, i, all) => at > (all[i - 1] ?? 0))).toBe(
    true,
  );
});

test.each([
  ['a NUL in a key', { a: { 'x\0y': 1 } }, '/a/x\0y'],
  ['half of a surrogate pair in a key', { 'x\ud800': 1 }, '/x\ud800'],
  ['half of a surrogate pair in a value', { a: ['\udfff'] }, '/a/0'],
])('%s is a finding', (_, data, pointer) => {
  const { value, diagnostics } = bsonFormat.render(exampleSnapshot(data), { bare: false, sorted: true });
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code, args }) => [code, args['pointer']])).toEqual([['snapshot/cannot-express', pointer]]);
});

test('more than a document may have is a finding', () => {
  const { value, diagnostics } = bsonFormat.render(exampleSnapshot({ a: 'x'.repeat(17 * 2 ** 20) }), {
    bare: true,
    sorted: true,
  });
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code, args }) => [code, args['pointer']])).toEqual([['snapshot/cannot-express', '']]);
});

test('damaged bytes are read as damaged, never with a crash', () => {
  const whole = bytes({ a: [1, 'x', { b: null, c: true, d: 0.5 }] }, false);
  for (let length = 0; length < whole.length; length++) expect(bsonFormat.read(whole.subarray(0, length))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Uint8Array.from(whole);
      changed[at] = byte;
      bsonFormat.read(changed);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (random) => {
      bsonFormat.read(random);
    }),
  );
});

test('nesting without end is read as damaged', () => {
  const depth = 3000;
  let document = Buffer.from([5, 0, 0, 0, 0]);
  for (let level = 0; level < depth; level++) {
    const length = Buffer.alloc(4);
    length.writeInt32LE(document.length + 8);
    document = Buffer.concat([length, Buffer.from([0x03, 0x61, 0]), document, Buffer.from([0])]);
  }
  expect(bsonFormat.read(document)).toBeUndefined();
});
