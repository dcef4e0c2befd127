import { describe, expect, it } from 'vitest';
import { lintMemory } from './lint-memory.ts';

const global = 'configs/g.json5';
const [one, two] = ['configs/apps/one/config.json5', 'configs/apps/two/config.json5'];
const cascade = (layers = '{ id: "g" }, { id: "{app}" }', more = ''): Record<string, string> => ({
  'configs/apps/cascade.json5': `{ layers: [${layers}]${more} }`,
});

describe('a value that is inherited anyway', () => {
  it('is told where it is written', async () => {
    expect(await lintMemory({ ...cascade(), [global]: '{ a: { b: 1, c: 2 } }', [one]: '{ a: { b: 1, c: 3 } }' })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:8 /a/b',
    ]);
  });

  it('is told as the whole object, once', async () => {
    expect(await lintMemory({ ...cascade(), [global]: '{ a: { b: 1, c: 2 } }', [one]: '{ a: { c: 2, b: 1 } }' })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /a',
    ]);
  });

  it.each([
    ['an equal array', '[1, 2]'],
    ['a union of what is there', '{ $union: [2] }'],
    ['an empty append', '{ $append: [] }'],
    ['an equal replacement', '{ $replace: [1, 2] }'],
    ['a reference to the same', '{ $ref: "f#/list" }'],
  ])('may be %s', async (_, list) => {
    const files = { ...cascade(), [global]: '{ a: [1, 2], f: { $ref: "f" } }', 'configs/f.json5': '{ list: [1, 2] }' };
    expect(await lintMemory({ ...files, [one]: `{ a: ${list} }` })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /a',
    ]);
  });

  it('is none where the array is appended to', async () => {
    const files = { [global]: '{ a: [1] }', [one]: '{ a: [1] }' };
    expect(await lintMemory({ ...files, ...cascade(undefined, ', merge: { "/a": "append" }') })).toEqual([]);
    expect(await lintMemory({ ...files, ...cascade(undefined, ', merge: { "/a": "union" }') })).toHaveLength(1);
  });

  it('is told of null, and not of what only looks equal', async () => {
    expect(await lintMemory({ ...cascade(), [global]: '{ a: null, b: 1 }', [one]: '{ a: null, b: "1" }' })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /a',
    ]);
  });

  it('in a shared layer has to be inherited in every app', async () => {
    const files = {
      ...cascade('{ id: "g" }, { id: "{name}", optional: true }, { id: "r" }, { id: "{app}" }'),
      [global]: '{ a: 1, b: 1, c: 1 }',
      'configs/two.json5': '{ a: 2 }',
      'configs/r.json5': '{ a: 1, b: 1 }',
      [one]: '{}',
      [two]: '{}',
    };
    expect(await lintMemory(files)).toEqual(['lint/redundant-override configs/r.json5:1:9 /b']);
  });

  it('is told under the key that is written', async () => {
    expect(await lintMemory({ ...cascade(), [global]: '{ $$a: { "x/y": 1 }, b: 1 }', [one]: '{ $$a: { "x/y": 1 } }' })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /$$a',
    ]);
  });

  it('is found along the namespace chain, and in YAML', async () => {
    const files = { 'configs/apps/config.yaml': 'a: 1\nb: 2\n', 'configs/apps/namespace.json5': '{}' };
    expect(await lintMemory({ ...files, [one]: '{ b: 2 }' })).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /b',
    ]);
  });

  it('is left alone where the layer declares it final', async () => {
    const layers = '{ id: "g" }, { id: "r", final: ["/a/b"] }, { id: "{app}" }';
    const files = { [global]: '{ a: { b: 1, c: 1 } }', 'configs/r.json5': '{ a: { b: 1, c: 1 } }', [one]: '{}' };
    expect(await lintMemory({ ...cascade(layers), ...files })).toEqual(['lint/redundant-override configs/r.json5:1:14 /a/c']);
  });

  it.each([
    ['to the document', '"r"', []],
    ['to the part', '"r#/a"', ['/c']],
    ['below it', '"r#/a/b"', ['/c']],
    ['to another part', '"r#/c"', ['/a']],
    ['with a placeholder', '"{name}r"', []],
    ['with a placeholder to a part', '"/{name}r#/a"', ['/c']],
    ['with a placeholder in the part', '"r#/{name}"', []],
    ['with a placeholder to something else', '"{name}/r"', ['/a', '/c']],
    ['to an app that it is no layer of', '"apps/one"', ['/a', '/c']],
    ['from a document that nothing reaches', '"/r"', []],
  ])('is left alone where a reference leads %s', async (_, target, told) => {
    const files = {
      ...cascade('{ id: "g" }, { id: "r" }, { id: "{app}" }'),
      [global]: '{ a: { b: 1 }, c: 1 }',
      'configs/r.json5': '{ a: { b: 1 }, c: 1 }',
      [one]: '{}',
      'configs/unreached.json5': `{ x: { $ref: ${target} } }`,
    };
    const found = await lintMemory(files);
    expect(found.filter((each) => each.startsWith('lint/redundant'))).toEqual(
      told.map((pointer) => `lint/redundant-override configs/r.json5:1:${pointer === '/a' ? 3 : 16} ${pointer}`),
    );
  });

  it('is left alone in a mounted folder, which other workspaces may mount too', async () => {
    const files = { ...cascade('{ id: "g" }, { id: "m/r" }, { id: "{app}" }'), [global]: '{ a: 1 }', [one]: '{}' };
    const mounted = { 'shared/r.json5': '{ a: 1 }', 'shared/unreached.json5': '{}' };
    expect(await lintMemory({ ...files, ...mounted }, { mounts: [{ at: 'm', from: 'shared' }] })).toEqual([]);
  });

  it('is left alone in a document that refers to that part of itself', async () => {
    const files = { ...cascade(), [global]: '{ a: 1, b: 1 }', [one]: '{ a: 1, c: { $ref: "#/a" } }' };
    expect(await lintMemory(files)).toEqual([]);
  });

  it('is left alone in layers of an app that has errors, which are told', async () => {
    const files = {
      ...cascade('{ id: "g" }, { id: "r" }, { id: "{app}" }'),
      [global]: '{ a: 1 }',
      'configs/r.json5': '{ a: 1 }',
      [one]: '{ a: 1 }',
      [two]: '{ b: { $append: 1 } }',
      'configs/unreached.json5': '{}',
    };
    expect(await lintMemory(files)).toEqual([
      'lint/redundant-override configs/apps/one/config.json5:1:3 /a',
      'cascade/directive-value configs/apps/two/config.json5:1:17 /b/$append',
    ]);
  });
});

describe('an $unset', () => {
  it('is told where nothing is removed in any app', async () => {
    const files = { ...cascade('{ id: "g" }, { id: "r" }, { id: "{app}" }'), [global]: '{ a: 1 }' };
    const unset = { 'configs/r.json5': '{ a: { $unset: true }, b: { $unset: true } }' };
    expect(await lintMemory({ ...files, ...unset, [one]: '{}' })).toEqual(['lint/unset-without-effect configs/r.json5:1:24 /b']);
  });

  it('is told instead of the object that holds it', async () => {
    const files = { ...cascade(), [global]: '{ a: { b: 1 } }', [one]: '{ a: { c: { $unset: true } } }' };
    expect(await lintMemory(files)).toEqual(['lint/unset-without-effect configs/apps/one/config.json5:1:8 /a/c']);
  });
});

describe('a value that later layers replace', () => {
  const apps = (a: string, b: string): Record<string, string> => ({ ...cascade(), [one]: a, [two]: b });

  it('is told where they do in every app', async () => {
    expect(await lintMemory({ ...apps('{ a: 2, b: 2 }', '{ a: 3 }'), [global]: '{ a: 1, b: 1 }' })).toEqual([
      'lint/shadowed-everywhere configs/g.json5:1:3 /a',
    ]);
  });

  it('is a default where there is one app', async () => {
    expect(await lintMemory({ ...cascade(), [one]: '{ a: 2 }', [global]: '{ a: 1 }' })).toEqual([]);
  });

  it('is told as the whole object where they say all of it anew', async () => {
    const files = apps('{ a: { b: 2, c: 2, d: 2 } }', '{ a: { $replace: {} } }');
    expect(await lintMemory({ ...files, [global]: '{ a: { b: 1, c: 1 } }' })).toEqual([
      'lint/shadowed-everywhere configs/g.json5:1:3 /a',
    ]);
  });

  it.each([
    ['append to it', '{ a: { $append: [2] } }', '{ a: [3] }'],
    ['remove it', '{ a: { $unset: true } }', '{ a: [3] }'],
    ['merge with it', '{ a: [2], o: { q: 1 } }', '{ a: [1], o: { r: 1 } }'],
  ])('is needed where they %s', async (_, a, b) => {
    expect(await lintMemory({ ...apps(a, b), [global]: '{ a: [1], o: { p: 1 } }' })).not.toContain(
      'lint/shadowed-everywhere configs/g.json5:1:3 /a',
    );
  });

  it('and the one that says the same are not both told', async () => {
    const files = { ...apps('{ a: 1 }', '{ a: 2 }'), [global]: '{ a: 1 }' };
    expect(await lintMemory(files)).toEqual(['lint/redundant-override configs/apps/one/config.json5:1:3 /a']);
  });
});
