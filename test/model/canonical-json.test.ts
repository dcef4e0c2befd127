import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, compareKeys, isIndexKey, prettyJson } from '../../src/model/canonical-json.ts';
import { deepEqual, isObject, member, type JsonValue } from '../../src/model/json.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<JsonValue>;

describe('the canonical form', () => {
  test.each([
    [
      { b: 1, a: 2, '\u20ac': 3, '\ud83d\ude00': 4, '\ufb33': 5, 10: 6, 9: 7 },
      '{"10":6,"9":7,"a":2,"b":1,"\u20ac":3,"\ud83d\ude00":4,"\ufb33":5}',
    ],
    [[], '[]'],
    [{}, '{}'],
    [[{}, [], null, true, -0, 1e21, 1e-7, 0.1, 100], '[{},[],null,true,0,1e+21,1e-7,0.1,100]'],
    ['"\\/\b\f\n\r\t\u000f\u2028', '"\\"\\\\/\\b\\f\\n\\r\\t\\u000f\u2028"'],
  ])('of %j', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  test(`is the value, with sorted keys, and its own canonical form (seed ${seed})`, () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        const read = JSON.parse(text) as JsonValue;
        expect(deepEqual(read, value)).toBe(true);
        expect(canonicalJson(read)).toBe(text);
        expect(canonicalJson(JSON.parse(prettyJson(value)) as JsonValue)).toBe(text);
      }),
      { seed },
    );
  });

  test('printed with lines is what the language prints of the sorted value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const sorted = withoutIndexKeys(value);
        if (sorted !== undefined) expect(prettyJson(value)).toBe(JSON.stringify(sorted, null, 2));
      }),
      { seed },
    );
  });
});

/** The same with keys in order; undefined where the language would order some its own way. */
function withoutIndexKeys(value: JsonValue): JsonValue | undefined {
  const text = canonicalJson(value);
  const read = JSON.parse(text) as JsonValue;
  return JSON.stringify(read) === text ? read : undefined;
}

test('index keys are those that the language moves to the front', () => {
  const keys = [
    '0',
    '1',
    '01',
    '-0',
    '-1',
    '1.5',
    '4294967294',
    '4294967295',
    '99999999999',
    '1e3',
    ' 1',
    '',
    'a',
    '007',
    '2147483648',
  ];
  const first = keys.map((key) => Object.keys({ '~': 0, [key]: 1 })[0] === key);
  expect(keys.map(isIndexKey)).toEqual(first);
});

test('keys compare by code units, never by letters', () => {
  expect(['a', 'B', 'ä', 'z', 'Z', '😀', '\ufb33'].sort(compareKeys)).toEqual(['B', 'Z', 'a', 'z', 'ä', '😀', '\ufb33']);
});

describe('equality', () => {
  test('is that of the canonical forms', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(deepEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(deepEqual(a, JSON.parse(JSON.stringify(a)) as JsonValue)).toBe(true);
      }),
      { seed },
    );
  });

  test('looks at own members alone', () => {
    const odd = JSON.parse('{"__proto__":{"a":1}}') as JsonValue;
    expect(deepEqual(odd, { a: 1 })).toBe(false);
    expect(deepEqual(odd, {})).toBe(false);
    expect(deepEqual({ toString: 1 }, { valueOf: 1 })).toBe(false);
    expect(isObject(odd) && member(odd, '__proto__')).toEqual({ a: 1 });
    expect(member({}, 'toString')).toBeUndefined();
  });
});
