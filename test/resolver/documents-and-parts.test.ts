import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

const data = async (own: string, more: Files = {}): Promise<unknown> => {
  const { findings, data: dataOf } = await compileMemory({ 'configs/apps/a/config.json5': own, ...more });
  expect(findings).toEqual([]);
  return dataOf('apps/a');
};
const network = {
  'configs/system/network.json5': '{ dns: ["1.1.1.1", { ip: "8.8.8.8" }], "a/b": { "~c": 1 }, "": { "": 2 }, "0": "zero" }',
};

describe('a reference to a document', () => {
  test('stands for it, with and without a leading slash', async () => {
    const f = { 'configs/f.json5': '{ x: 1 }' };
    expect(await data('{ a: { $ref: "f" }, b: { $ref: "/f" }, c: [{ $ref: "f" }], d: { $ref: "f#" } }', f)).toEqual({
      a: { x: 1 },
      b: { x: 1 },
      c: [{ x: 1 }],
      d: { x: 1 },
    });
  });

  test('of any kind of value and any format', async () => {
    const more = {
      'configs/f/s.json': '"text"',
      'configs/f/n.yaml': '# nothing\n',
      'configs/f/l.yml': '- 1\n- {$ref: f/s}\n',
    };
    expect(await data('{ s: { $ref: "f/s" }, l: { $ref: "f/l" } }', more)).toEqual({ s: 'text', l: [1, 'text'] });
  });

  test('at the root of a config stands for the whole config', async () => {
    expect(await data('{ $ref: "f" }', { 'configs/f.json5': '{ x: 1 }' })).toEqual({ x: 1 });
  });

  test('leaves $schema and _id of the target behind', async () => {
    expect(await data('{ a: { $ref: "f" } }', { 'configs/f.json5': '{ $schema: "x", _id: "f", x: 1 }' })).toEqual({
      a: { x: 1 },
    });
  });
});

describe('a reference to a part', () => {
  test.each([
    ['system/network#/dns/0', '1.1.1.1'],
    ['system/network#/dns/1/ip', '8.8.8.8'],
    ['system/network#/a~1b/~0c', 1],
    ['system/network#/', { '': 2 }],
    ['system/network#//', 2],
    ['system/network#/0', 'zero'],
    ['/system/network#/dns', ['1.1.1.1', { ip: '8.8.8.8' }]],
  ])('%s', async (target, value) => {
    expect(await data(JSON.stringify({ x: { $ref: target } }), network)).toEqual({ x: value });
  });

  test('of its own raw document', async () => {
    expect(
      await data('{ pool: { max: 5 }, a: { $ref: "#/pool" }, b: { $ref: "#/pool/max" }, c: { $ref: "#/list/1" }, list: [1, 2] }'),
    ).toEqual({
      a: { max: 5 },
      b: 5,
      c: 2,
      list: [1, 2],
      pool: { max: 5 },
    });
  });

  test('of its own document means the document that holds the reference, not the app', async () => {
    const more = { 'configs/f.json5': '{ x: { $ref: "#/y" }, y: "of f" }' };
    expect(await data('{ y: "of a", f: { $ref: "f" } }', more)).toEqual({ f: { x: 'of f', y: 'of f' }, y: 'of a' });
  });

  test('through references on the way, with their siblings', async () => {
    const more = {
      'configs/f.json5': '{ inner: { $ref: "g", extra: { deep: 1 }, list: [5] } }',
      'configs/g.json5': '{ list: [{ $ref: "h#/value" }], of: { $ref: "h" }, deep: 2 }',
      'configs/h.json5': '{ value: { v: 3 } }',
    };
    expect(
      await data(
        '{ a: { $ref: "f#/inner/extra/deep" }, b: { $ref: "f#/inner/of/value/v" }, c: { $ref: "f#/inner/list/0" }, d: { $ref: "f#/inner/deep" } }',
        more,
      ),
    ).toEqual({ a: 1, b: 3, c: 5, d: 2 });
  });

  test('of its own document through a reference at its root', async () => {
    const more = { 'configs/f.json5': '{ $ref: "g", mine: { $ref: "#/theirs" } }', 'configs/g.json5': '{ theirs: 1 }' };
    const { findings } = await compileMemory({ 'configs/apps/a/config.json5': '{ x: { $ref: "f#/theirs" } }', ...more });
    expect(findings.every((each) => each.startsWith('resolver/'))).toBe(true);
  });

  test('a name of the language is no part', async () => {
    for (const name of ['toString', 'constructor', '__proto__', 'length', 'hasOwnProperty']) {
      for (const target of [`f#/${name}`, `f#/list/${name}`, `f#/text/${name}`]) {
        const { findings } = await compileMemory({
          'configs/apps/a/config.json5': JSON.stringify({ x: { $ref: target } }),
          'configs/f.json5': '{ list: [1], text: "abc" }',
        });
        expect(findings, target).toEqual(['resolver/missing-part configs/apps/a/config.json5:1:14']);
      }
    }
  });
});

test('the same target reached twice is one value', async () => {
  const { data: dataOf } = await compileMemory({
    'configs/apps/a/config.json5': '{ a: { $ref: "f" }, b: { $ref: "f" }, c: { $ref: "f#/in" } }',
    'configs/f.json5': '{ in: { x: { $ref: "g" } } }',
    'configs/g.json5': '{ y: 1 }',
  });
  const value = dataOf('apps/a') as Record<string, { in: { x: unknown }; x: unknown }>;
  expect(value['a']).toBe(value['b']);
  expect(value['c']?.x).toBe(value['a']?.in.x);
});

test('a reference is found in every place of a value, and only where $ref is a key of its own', async () => {
  const more = { 'configs/f.json5': '1' };
  expect(await data('{ a: [[{ $ref: "f" }]], b: { c: [{ d: { $ref: "f" } }] }, e: "$ref", f: { $$ref: "f" } }', more)).toEqual({
    a: [[1]],
    b: { c: [{ d: 1 }] },
    e: '$ref',
    f: { $ref: 'f' },
  });
});
