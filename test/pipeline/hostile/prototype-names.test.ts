import { afterEach, describe, expect, test } from 'vitest';
import { compileMemory } from '../compile-memory.ts';
import { marked } from '../marked.ts';
import type { Files } from '../memory-workspace.ts';

const names = ['__proto__', 'constructor', 'prototype'] as const;
const app = { 'configs/apps/a/config.json5': '{ x: { y: 1 } }' };
const codesOf = async (files: Files): Promise<string[]> =>
  (await compileMemory(files)).findings.map((each) => each.split(' ')[0] as string);

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect((Object as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe.each(names)('%s', (name) => {
  test('as a key is refused at its place, in every format and at any depth', async () => {
    for (const [path, text] of [
      ['configs/f.json5', `{ a: [{ ◆"${name}": { polluted: 1 } }] }`],
      ['configs/f.json5', `{ a: [{ ◆'${name}': { polluted: 1 } }] }`],
      ['configs/f.json', `{ "a": { ◆"${name}": { "polluted": 1 } } }`],
      ['configs/f.yaml', `a:\n  ◆${name}:\n    polluted: 1\n`],
      ['configs/f.yaml', `a: &x { ◆${name}: { polluted: 1 } }\n`],
    ] as const) {
      const { files, places } = marked({ 'configs/apps/a/config.json5': '{ f: { $ref: "f" } }', [path]: text });
      expect((await compileMemory(files)).findings, text).toEqual([`documents/forbidden-key ${places[0]}`]);
    }
  });

  test('written with escapes is the same key', async () => {
    const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
    expect(await codesOf({ 'configs/apps/a/config.json5': `{ "${escaped}": { polluted: 1 } }` })).toEqual([
      'documents/forbidden-key',
    ]);
  });

  test('is no id, neither of a file nor in a reference or a layer', async () => {
    expect(await codesOf({ ...app, [`configs/${name}.json5`]: '1' })).toEqual(['workspace/bad-id']);
    expect(await codesOf({ ...app, [`configs/apps/${name}/config.json5`]: '{}' })).toEqual(['workspace/bad-id']);
    expect(await codesOf({ 'configs/apps/a/config.json5': `{ x: { $ref: "${name}" } }` })).toEqual(['resolver/bad-reference']);
    const cascade = `{ layers: [{ id: "${name}/x" }, { id: "{app}" }] }`;
    expect(await codesOf({ ...app, 'configs/apps/a/cascade.json5': cascade })).toEqual(['cascade/bad-layer-id']);
    const extending = `{ extends: "${name}", layers: [{ id: "{app}" }] }`;
    expect(await codesOf({ ...app, 'configs/apps/a/cascade.json5': extending })).toEqual(['cascade/bad-layer-id']);
  });

  test('in a pointer leads nowhere', async () => {
    for (const target of [`f#/${name}`, `f#/${name}/polluted`, `f#/a/${name}`, `#/${name}`, `apps/b#/${name}`])
      expect(
        await codesOf({
          'configs/apps/a/config.json5': `{ x: { $ref: "${target}" } }`,
          'configs/apps/b/config.json5': '{}',
          'configs/f.json5': '{ a: [1] }',
        }),
        target,
      ).toEqual(['resolver/missing-part']);
  });

  test('as a strategy, a key of elements or a final place concerns nothing', async () => {
    const merge = { [`/${name}`]: 'append', [`/x/${name}`]: 'append', '/l': { strategy: 'byKey', key: name } };
    const cascade = { layers: [{ id: 'g', final: [`/${name}`, `/x/${name}/y`] }, { id: '{app}' }], merge };
    const files = { 'configs/g.json5': '{ x: { y: 0 } }', 'configs/apps/a/cascade.json5': JSON.stringify(cascade) };
    const { data, findings } = await compileMemory({ ...app, ...files });
    expect(findings).toEqual([]);
    expect(data('apps/a')).toEqual({ x: { y: 1 } });
    const listed = { 'configs/apps/a/config.json5': '{ l: [{ y: 1 }] }' };
    expect(await codesOf({ ...listed, ...files })).toEqual(['cascade/key-missing']);
  });

  test('as a placeholder has no value but one that was given', async () => {
    const layer = `{ instances: "apps/{x}", layers: [{ id: "{${name}}" }, { id: "{app}" }] }`;
    expect(await codesOf({ ...app, 'configs/cascade.json5': layer })).toEqual(['cascade/unknown-placeholder']);
    expect(await codesOf({ 'configs/apps/a/config.json5': `{ x: { $ref: "{${name}}" } }` })).toEqual([
      'cascade/unknown-placeholder',
    ]);
    const capturing = `{ instances: "apps/{${name}}", layers: [{ id: "{${name}}" }, { id: "{app}" }] }`;
    const { data } = await compileMemory({ ...app, 'configs/a.json5': '{ captured: 1 }', 'configs/cascade.json5': capturing });
    expect(data('apps/a')).toEqual({ captured: 1, x: { y: 1 } });
  });

  test('as a directive is none', async () => {
    expect(await codesOf({ 'configs/apps/a/config.json5': `{ x: { $${name}: 1 } }` })).toEqual(['cascade/unknown-directive']);
    const { data } = await compileMemory({ 'configs/apps/a/config.json5': `{ x: { $$${name}: 1 } }` });
    expect(data('apps/a')).toEqual({ x: { [`$${name}`]: 1 } });
  });
});
