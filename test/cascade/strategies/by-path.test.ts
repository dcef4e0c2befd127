import { describe, expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { layered } from '../layered.ts';

const data = async (layers: readonly string[], merge: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers, { merge }));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};
const layers = ['{ a: { x: [1, 2], y: [1] }, b: { x: [1] } }', '{ a: { x: [2, 3], y: [2] }, b: { x: [2] } }'];

describe('the strategy of a path', () => {
  test.each([
    ['replace', [2, 3]],
    ['append', [1, 2, 2, 3]],
    ['prepend', [2, 3, 1, 2]],
    ['union', [1, 2, 3]],
  ])('%s', async (strategy, x) => {
    expect(await data(layers, { '/a/x': strategy })).toEqual({ a: { x, y: [2] }, b: { x: [2] } });
    expect(await data(layers, { '/a/x': { strategy } })).toEqual({ a: { x, y: [2] }, b: { x: [2] } });
  });

  test('* stands for any one segment', async () => {
    expect(await data(layers, { '/*/x': 'append' })).toEqual({ a: { x: [1, 2, 2, 3], y: [2] }, b: { x: [1, 2] } });
    expect(await data(layers, { '/*/*': 'append' })).toEqual({ a: { x: [1, 2, 2, 3], y: [1, 2] }, b: { x: [1, 2] } });
    expect(await data(layers, { '/*': 'append' })).toEqual({ a: { x: [2, 3], y: [2] }, b: { x: [2] } });
  });

  test('a literal segment beats *', async () => {
    expect(await data(layers, { '/*/x': 'append', '/a/x': 'prepend' })).toMatchObject({
      a: { x: [2, 3, 1, 2] },
      b: { x: [1, 2] },
    });
    expect(await data(layers, { '/a/*': 'append', '/*/x': 'prepend' })).toMatchObject({
      a: { x: [1, 2, 2, 3] },
      b: { x: [2, 1] },
    });
  });

  test('a key that is * or holds / and ~ is meant by its escapes', async () => {
    expect(await data(['{ "a/b": { "~x": [1] } }', '{ "a/b": { "~x": [2] } }'], { '/a~1b/~0x': 'append' })).toEqual({
      'a/b': { '~x': [1, 2] },
    });
  });

  test('applies over three layers and after an unset', async () => {
    const merge = { '/x': 'append' };
    expect(await data(['{ x: [1] }', '{ x: [2] }', '{ x: [3] }'], merge)).toEqual({ x: [1, 2, 3] });
    expect(await data(['{ x: [1] }', '{ x: { $unset: true } }', '{ x: [2] }', '{ x: [3] }'], merge)).toEqual({ x: [2, 3] });
  });

  test('a union within one layer removes nothing that was written twice by a plain array', async () => {
    expect(await data(['{ x: [1, 1] }', '{ x: [1, 2, 2] }'], { '/x': 'union' })).toEqual({ x: [1, 1, 2] });
  });

  test('arrays inside of elements of byKey have strategies of their own', async () => {
    const merge = { '/list': { strategy: 'byKey', key: 'id' }, '/list/*/tags': 'append' };
    expect(await data(['{ list: [{ id: 1, tags: ["a"] }] }', '{ list: [{ id: 1, tags: ["b"] }] }'], merge)).toEqual({
      list: [{ id: 1, tags: ['a', 'b'] }],
    });
  });

  test('names of the language are names', async () => {
    expect(
      await data(['{ toString: [1], hasOwnProperty: [1] }', '{ toString: [2], hasOwnProperty: [2] }'], { '/toString': 'append' }),
    ).toEqual({ toString: [1, 2], hasOwnProperty: [2] });
  });
});

describe('precedence', () => {
  const both = ['{ x: [1], y: [1], z: [1], w: [1] }', '{ x: { $prepend: [2] }, y: [2], z: [2], w: [2] }'];
  const schemas = {
    'schemas/s/v1': [
      { pattern: ['x'], strategy: 'append' },
      { pattern: ['y'], strategy: 'append' },
      { pattern: ['z'], strategy: 'append' },
    ],
  } as const;
  const files = (merge: Readonly<Record<string, unknown>>): Record<string, string> => {
    const all = layered(both, { merge });
    const definition = JSON.parse(all['configs/apps/a/cascade.json'] as string) as object;
    return { ...all, 'configs/apps/a/cascade.json': JSON.stringify({ ...definition, schema: 'schemas/s/v1' }) };
  };

  test('the directive, then the cascade, then the schema, then replace', async () => {
    const compiled = await compileMemory(files({ '/x': 'replace', '/y': 'union' }), {}, schemas);
    expect(compiled.findings).toEqual([]);
    expect(compiled.data('apps/a')).toEqual({ w: [2], x: [2, 1], y: [1, 2], z: [1, 2] });
  });

  test('a replace of the cascade stands against the schema, and so does its *', async () => {
    const compiled = await compileMemory(files({ '/*': 'replace' }), {}, schemas);
    expect(compiled.data('apps/a')).toEqual({ w: [2], x: [2, 1], y: [2], z: [2] });
  });
});
