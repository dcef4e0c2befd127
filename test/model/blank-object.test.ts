import { expect, test } from 'vitest';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { blankObject } from '../../src/model/blank-object.ts';
import type { JsonValue } from '../../src/model/json.ts';

const many = Array.from({ length: 20 }, (_, i) => `k${String(i).padStart(2, '0')}`);

test('has exactly the keys that it is made for', () => {
  expect(Object.keys(blankObject(many))).toEqual(many);
  expect(Object.keys(blankObject(many))).toEqual(many);
  expect(blankObject(many.slice(0, 5))).toEqual({});
});

test('keys that hold the separator are not taken for two', () => {
  const [two, one] = [
    [...many, 'x', 'y'],
    [...many, 'x\0y'],
  ];
  expect(Object.keys(blankObject(two))).toEqual(two);
  expect(Object.keys(blankObject(one)).filter((key) => !one.includes(key))).toEqual([]);
  const [left, right] = [
    [...many, 'x\0y', 'z'],
    [...many, 'x', 'y\0z'],
  ];
  for (const keys of [left, right, left]) expect(Object.keys(blankObject(keys)).filter((key) => !keys.includes(key))).toEqual([]);
});

test('so do documents', () => {
  const read = (keys: readonly string[]): JsonValue | undefined => {
    const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1])));
    return parseDocument({ path: 'x.json', format: 'json', text }, defaultDocumentLimits).value?.value;
  };
  for (const keys of [
    [...many, 'x', 'y'],
    [...many, 'x\0y'],
  ])
    expect(Object.keys(read(keys) as object)).toEqual(keys);
});

test('a key named __proto__ is data', () => {
  const keys = ['__proto__', ...many];
  expect(Object.keys(blankObject(keys))).toEqual(keys);
  expect(Object.getPrototypeOf(blankObject(keys))).toBe(Object.prototype);
});
