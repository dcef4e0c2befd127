import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childPointer, formatPointer, parsePointer, step, valueAt } from '../../src/model/pointer.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

describe('a pointer', () => {
  test.each([
    ['', []],
    ['/', ['']],
    ['/a/b', ['a', 'b']],
    ['/a~1b/m~0n', ['a/b', 'm~n']],
    ['/~01', ['~1']],
    ['//', ['', '']],
    ['/ /%/"', [' ', '%', '"']],
  ])('%j has the tokens %j', (text, tokens) => {
    expect(parsePointer(text)).toEqual(tokens);
    expect(formatPointer(tokens)).toBe(text);
  });

  test.each(['a', '#/a', '/~', '/~2', '/a~', '/~/b', 'a/b', ' /a'])('%j is none', (text) => {
    expect(parsePointer(text)).toBeUndefined();
  });

  test(`reads back whatever its tokens are (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', '', '~1', '~0') })), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
        expect(tokens.reduce<string>(childPointer, '')).toBe(formatPointer(tokens));
      }),
      { seed },
    );
  });
});

describe('a step', () => {
  test.each([
    [[1, 2], '1', 2],
    [[1, 2], '2', undefined],
    [[1, 2], '01', undefined],
    [[1, 2], '-', undefined],
    [[1, 2], '-1', undefined],
    [[1, 2], '1.0', undefined],
    [[1, 2], 'length', undefined],
    [[1, 2], '', undefined],
    [{ length: 1 }, 'length', 1],
    [{}, 'toString', undefined],
    [{}, '__proto__', undefined],
    [{ '': 1 }, '', 1],
    ['text', '0', undefined],
    ['text', 'length', undefined],
    [null, 'a', undefined],
    [5, 'toFixed', undefined],
  ])('into %j by %j', (value, token, expected) => {
    expect(step(value, token)).toEqual(expected);
  });

  test('after a step into nothing leads nowhere', () => {
    expect(valueAt({ a: 1 }, ['b', 'c', 'd'])).toBeUndefined();
    expect(valueAt({ a: [{ b: null }] }, ['a', '0', 'b'])).toBeNull();
  });
});
