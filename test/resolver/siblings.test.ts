import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

test.each([
  ['a scalar', '5', 'a number'],
  ['an array', '[1]', 'an array'],
  ['null', 'null', 'null'],
  ['a directive', '{ $append: [1] }', '$append'],
])('beside a reference to %s are an error at the reference', async (_, value, kind) => {
  const { files, places } = marked({
    'configs/apps/a/config.json5': '{ x: { b: 1, $ref: ◆"f#/v", c: 2 } }',
    'configs/f.json5': `{ v: ${value} }`,
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`resolver/siblings-of-non-object ${places[0]}`]);
  expect(details[0]).toMatchObject({
    message: `Keys beside $ref are merged over its target, but "f#/v" is ${kind}`,
    hint: 'Remove b, c, or refer to an object',
  });
});

test('may hold references, to the same target too', async () => {
  const { data, findings } = await compileMemory({
    'configs/apps/a/config.json5': '{ x: { $ref: "f", again: { $ref: "f" }, in: { $ref: "g", y: 1 } } }',
    'configs/f.json5': '{ v: 1, in: { w: 1 } }',
    'configs/g.json5': '{ z: 1 }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/a')).toEqual({ x: { again: { v: 1, in: { w: 1 } }, in: { w: 1, y: 1, z: 1 }, v: 1 } });
});

test('do not change the target for anyone else', async () => {
  const { data } = await compileMemory({
    'configs/apps/a/config.json5': '{ x: { $ref: "f", v: { w: 2 }, list: { $append: [2] } }, y: { $ref: "f" } }',
    'configs/apps/b/config.json5': '{ $ref: "f" }',
    'configs/f.json5': '{ v: { w: 1 }, list: [1] }',
  });
  expect(data('apps/a')).toEqual({ x: { list: [1, 2], v: { w: 2 } }, y: { list: [1], v: { w: 1 } } });
  expect(data('apps/b')).toEqual({ list: [1], v: { w: 1 } });
});

test('a change of kind beside a reference warns like one in a layer', async () => {
  const { files, places } = marked({
    'configs/apps/a/config.json5': '{ x: { $ref: "f", v: ◆1 } }',
    'configs/f.json5': '{ v: ◆{ w: 1 } }',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/kind-changed ${places[0]}`]);
  expect(details[0]?.related.map(({ place }) => `${place.file}:${place.line}:${place.column}`)).toEqual([places[1]]);
});

test('an error of the merge beside a reference makes the app invalid', async () => {
  const { files, places } = marked({
    'configs/apps/a/config.json5': '{ x: { $ref: "f", v: ◆{ $append: [1] } } }',
    'configs/f.json5': '{ v: 1 }',
  });
  const { findings, apps } = await compileMemory(files);
  expect(findings).toEqual([`cascade/append-to-non-array ${places[0]}`]);
  expect(apps.get('apps/a')?.status).toBe('Invalid');
});
