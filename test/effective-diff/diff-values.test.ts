import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrayKeys } from '../../src/effective-diff/array-keys.ts';
import { diffValues } from '../../src/effective-diff/diff-values.ts';
import { deepEqual, type JsonValue } from '../../src/model/json.ts';
import { applyChanges } from './apply-changes.ts';

const places: ArrayKeys = { key: undefined, child: () => places };
const byName: ArrayKeys = { key: 'name', child: () => byName };

describe('elements that are merged by key', () => {
  test('are the same wherever they stand, and a move is told as one', () => {
    const before = [{ name: 'a', port: 1 }, { name: 'b' }, { name: 'c' }];
    const after = [{ name: 'c' }, { name: 'a', port: 2 }, { name: 'b' }];
    expect(diffValues(before, after, byName)).toEqual([
      { kind: 'moved', path: '[name=c]', oldPointer: '/2', newPointer: '/0' },
      { kind: 'changed', path: '[name=a]/port', oldPointer: '/0/port', newPointer: '/1/port', before: 1, after: 2 },
    ]);
  });

  test('are told apart by their places where a name is missing', () => {
    expect(diffValues([{ name: 'a' }], [{ name: 'a' }, {}], byName)).toEqual([
      { kind: 'added', path: '/1', newPointer: '/1', after: {} },
    ]);
  });

  test('a number and a text that reads like it are two names', () => {
    const found = diffValues([{ name: 1 }], [{ name: '1' }], byName);
    expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['removed [name=1]', 'added [name="1"]']);
  });
});

describe('other arrays', () => {
  test.each([
    ['elements at the end', [1, 2], [1, 2, 3], ['added /2']],
    ['elements in front', [1, 2], [0, 1, 2], ['added /0']],
    ['elements taken away', [1, 2, 3, 4], [1, 4], ['removed /1', 'removed /2']],
    ['one scalar for another', [1, 2, 3], [1, 5, 3], ['changed /1']],
    ['scalars for scalars', [1, 2, 3], [4, 5, 3], ['changed ']],
    ['objects for as many objects', [{ a: 1 }, { a: 2 }], [{ a: 3 }, { a: 4 }], ['changed /0/a', 'changed /1/a']],
    ['a list of another length', [{ a: 1 }], [{ a: 3 }, { a: 4 }], ['changed ']],
  ] as const)('%s', (_, before, after, expected) => {
    expect(diffValues(before, after, places).map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
  });
});

test('a key is data, whatever it is called', () => {
  const before = JSON.parse('{"__proto__": 1, "a/b": 2}') as JsonValue;
  expect(diffValues(before, { 'a/b': 3, constructor: 4 }, places).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'removed /__proto__',
    'changed /a~1b',
    'added /constructor',
  ]);
});

const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<JsonValue>(null, true, 0, 1, 'x', [], {}),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'name', '0'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    fc.uniqueArray(fc.record({ name: fc.constantFrom('p', 'q', 'r', 1, 's', 't'), v: tie('value') }, { noNullPrototype: true }), {
      selector: (each) => each.name,
      maxLength: 6,
    }) as fc.Arbitrary<JsonValue>,
  ),
})).value;

test.each([
  ['by place', places],
  ['by name', byName],
])('the changes make the new value of the old one, %s', (_, keys) => {
  fc.assert(
    fc.property(value, value, (before, after) => {
      const changes = diffValues(before, after, keys);
      expect(changes.length === 0).toBe(deepEqual(before, after));
      expect(applyChanges(before, changes)).toEqual(after);
    }),
    { numRuns: 2000 },
  );
});
