import { expect, test } from 'vitest';
import { compileMemory } from '../../pipeline/compile-memory.ts';
import { marked } from '../../pipeline/marked.ts';
import { layered } from '../layered.ts';

const data = async (...layers: string[]): Promise<unknown> => {
  const compiled = await compileMemory(layered(layers));
  expect(compiled.findings).toEqual([]);
  return compiled.data('apps/a');
};

test('takes the value whole, of any kind', async () => {
  expect(await data('{ a: { b: 1 } }', '{ a: { $replace: { c: 1 } } }')).toEqual({ a: { c: 1 } });
  expect(await data('{ a: { b: 1 } }', '{ a: { $replace: 5 } }')).toEqual({ a: 5 });
  expect(await data('{ a: { b: 1 } }', '{ a: { $replace: null } }')).toEqual({ a: null });
  expect(await data('{ a: { b: 1 } }', '{ a: { $replace: [] } }')).toEqual({ a: [] });
  expect(await data('{ a: [1] }', '{ a: { $replace: { b: 1 } } }')).toEqual({ a: { b: 1 } });
});

test('where nothing is inherited it is the value', async () => {
  expect(await data('{ a: { $replace: { b: 1 } } }')).toEqual({ a: { b: 1 } });
});

test('later layers merge into it as usual', async () => {
  expect(await data('{ a: { b: 1 } }', '{ a: { $replace: { c: 1 } } }', '{ a: { d: 1 } }')).toEqual({ a: { c: 1, d: 1 } });
});

test('beats the strategy of the place', async () => {
  const compiled = await compileMemory(layered(['{ a: [1] }', '{ a: { $replace: [2] } }'], { merge: { '/a': 'append' } }));
  expect(compiled.data('apps/a')).toEqual({ a: [2] });
});

test('directives inside of it find nothing inherited', async () => {
  const { files, places } = marked(
    layered(['{ a: { b: [1], c: 1 } }', '{ a: { $replace: { b: { $append: [2] }, c: ◆{ $unset: true } } } }']),
  );
  const compiled = await compileMemory(files);
  expect(compiled.findings).toEqual([`cascade/unset-without-effect ${places[0]}`]);
  expect(compiled.data('apps/a')).toEqual({ a: { b: [2] } });
});

test('of a reference, and of a part of one', async () => {
  const compiled = await compileMemory(
    layered(['{ a: { x: 1 }, b: { x: 1 } }', '{ a: { $replace: { $ref: "f" } }, b: { $ref: "g#/b" } }'], {
      more: { 'configs/f.json5': '{ y: 1 }', 'configs/g.json5': '{ b: { $replace: { $ref: "f" } } }' },
    }),
  );
  expect(compiled.findings).toEqual([]);
  expect(compiled.data('apps/a')).toEqual({ a: { y: 1 }, b: { y: 1 } });
});

test('with other keys beside it is an error that names them', async () => {
  const { files, places } = marked(layered(['{}', '{ a: ◆{ $replace: 1, b: 2, $append: [] } }']));
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/directive-with-siblings ${places[0]}`]);
  expect(details[0]?.message).toBe('"$replace" stands alone in its object, but beside it are "$append" and "b"');
});

test('cannot stand for a whole layer', async () => {
  for (const own of ['{ $replace: {} }', '{ $unset: true }', '{ $append: [] }', '{ name: "x", $unset: true }']) {
    const { files, places } = marked(layered(['{ a: 1 }', `◆${own}`]));
    const { findings, apps } = await compileMemory(files);
    expect(findings, own).toEqual([`cascade/directive-at-root ${places[0]}`]);
    expect(apps.get('apps/a')?.status, own).toBe('Invalid');
  }
});

test('nor can anything else that is no object', async () => {
  for (const own of ['[1]', '5', 'null', '"x"']) {
    const { files, places } = marked(layered(['{ a: 1 }', `◆${own}`]));
    const { findings, apps } = await compileMemory(files);
    expect(findings, own).toEqual([`cascade/layer-not-object ${places[0]}`]);
    expect(apps.get('apps/a')?.status, own).toBe('Invalid');
  }
});
