import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { layered } from '../layered.ts';

const merged = async (layers: readonly string[], fragment: string, merge = {}): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers, { more: { 'configs/f.json5': fragment }, merge }));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};

describe('a directive beside a reference', () => {
  test('works on what the target has there', async () => {
    expect(
      await merged(['{ x: { $ref: "f", a: { $append: [2] }, b: { $replace: { d: 1 } } } }'], '{ a: [1], b: { c: 1 } }'),
    ).toEqual({
      x: { a: [1, 2], b: { d: 1 } },
    });
  });

  test('works on what the layers below have there, where the target has nothing', async () => {
    expect(
      await merged(
        ['{ a: [0], b: 1, c: { d: 1 } }', '{ $ref: "f", a: { $append: [2] }, b: { $unset: true }, c: { $replace: {} } }'],
        '{ e: 1 }',
      ),
    ).toEqual({
      a: [0, 2],
      c: {},
      e: 1,
    });
  });

  test('comes after one that the target has there', async () => {
    expect(
      await merged(
        ['{ a: [0], b: [0] }', '{ $ref: "f", a: { $append: [2] }, b: { $prepend: [2] } }'],
        '{ a: { $append: [1] }, b: { $append: [1] } }',
      ),
    ).toEqual({
      a: [0, 1, 2],
      b: [2, 0, 1],
    });
  });

  test('and a value there replaces what the directive of the target made', async () => {
    expect(
      await merged(
        ['{ a: [0], b: 1, c: { x: 1 } }', '{ $ref: "f", a: [9], b: 2, c: { y: 1 } }'],
        '{ a: { $append: [1] }, b: { $unset: true }, c: { $replace: { z: 1 } } }',
      ),
    ).toEqual({
      a: [9],
      b: 2,
      c: { y: 1, z: 1 },
    });
  });

  test('and null is a value like any other', async () => {
    expect(await merged(['{ b: 1 }', '{ $ref: "f", b: null }'], '{ b: { $replace: { x: 1 } } }')).toEqual({ b: null });
  });

  test('through two references, each with its own', async () => {
    const compiled = await compileMemory(
      layered(['{ a: [0] }', '{ $ref: "f", a: { $append: [3] } }'], {
        more: { 'configs/f.json5': '{ $ref: "g", a: { $append: [2] } }', 'configs/g.json5': '{ a: { $append: [1] } }' },
      }),
    );
    expect(compiled.findings).toEqual([]);
    expect(compiled.data('apps/a')).toEqual({ a: [0, 1, 2, 3] });
  });
});

test('values beside a reference are merged over the target by key', async () => {
  expect(
    await merged(['{ x: { $ref: "f", a: { c: 2 }, list: [2], n: null } }'], '{ a: { b: 1, c: 1 }, list: [1], n: { x: 1 } }'),
  ).toEqual({
    x: { a: { b: 1, c: 2 }, list: [2], n: null },
  });
});

test('elements that a key names travel with the reference to the strategy of the place', async () => {
  const fragment = '{ list: [{ name: "a", $unset: true }, { name: "b", v: 2 }] }';
  const merge = { '/list': { strategy: 'byKey', key: 'name' } };
  expect(await merged(['{ list: [{ name: "a" }, { name: "b", v: 1, w: 1 }] }', '{ $ref: "f" }'], fragment, merge)).toEqual({
    list: [{ name: 'b', v: 2, w: 1 }],
  });
});
