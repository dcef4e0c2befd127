import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { layered } from './layered.ts';

const data = async (...layers: string[]): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};

test('null is a value and never deletes', async () => {
  expect(await data('{ x: 1, y: { z: 1 }, w: [1] }', '{ x: null, y: null, w: null }')).toEqual({ w: null, x: null, y: null });
  expect(await data('{ x: null }', '{}')).toEqual({ x: null });
  expect(await data('{ x: null }', '{ x: 1 }')).toEqual({ x: 1 });
  expect(await data('{ x: 1 }', '{ x: null }', '{ x: { y: null } }')).toEqual({ x: { y: null } });
  expect(await data('{ list: [null] }', '{ list: { $append: [null] } }')).toEqual({ list: [null, null] });
});
