import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const documents = Object.fromEntries(
  ['capture', 'near', 'far', 'settings', 'app'].map((name) => [`configs/v/${name}.json5`, `{ v: "${name}" }`]),
);
const near = { 'configs/apps/teams/namespace.json5': '{ vars: { where: "near" } }' };
const far = { 'configs/namespace.json5': '{ vars: { where: "far", name: "far" } }' };
const own = { 'configs/apps/teams/capture/config.json5': '{}' };
const layers = 'layers: [{ id: "v/{where}" }, { id: "{app}" }]';
const plain = { 'configs/cascade.json5': `{ ${layers} }` };
const capturing = { 'configs/cascade.json5': `{ instances: "apps/teams/{where}", ${layers} }` };
const settings = { vars: { where: 'settings' } };
const value = async (files: Record<string, string>, given = settings): Promise<unknown> =>
  (await compileMemory({ ...documents, ...own, ...files }, given)).data('apps/teams/capture');

describe('a placeholder takes', () => {
  test('the capture before all variables', async () => {
    expect(await value({ ...capturing, ...near, ...far })).toEqual({ v: 'capture' });
  });

  test('the nearest namespace before those above', async () => {
    expect(await value({ ...plain, ...near, ...far })).toEqual({ v: 'near' });
  });

  test('a namespace before the settings', async () => {
    expect(await value({ ...plain, ...far })).toEqual({ v: 'far' });
  });

  test('the settings where no namespace says otherwise', async () => {
    expect(await value(plain)).toEqual({ v: 'settings' });
  });

  test('nothing of the namespaces above one that does not inherit', async () => {
    const closed = { 'configs/apps/teams/namespace.json5': '{ inherit: false }' };
    expect(await value({ ...plain, ...closed, ...far })).toEqual({ v: 'settings' });
  });

  test('{name} and {app} always as they are', async () => {
    const files = { ...far, 'configs/cascade.json5': '{ layers: [{ id: "v/{name}" }, { id: "{app}" }] }' };
    expect(await value(files)).toEqual({ v: 'capture' });
  });
});

test('an unknown one is an error at the layer, with what was probably meant', async () => {
  const { files, places } = marked({
    ...own,
    'configs/cascade.json5': '{ layers: [{ id: ◆"v/{wher}" }, { id: "{app}" }] }',
  });
  const { findings, details } = await compileMemory(files, settings);
  expect(findings).toEqual([`cascade/unknown-placeholder ${places[0]}`]);
  expect(details[0]?.message).toBe('The placeholder "{wher}" has no value here; known are "app", "name", "where"');
  expect(details[0]?.hint).toBe('Write {where}');
});

test('names of the language are no variables', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const { findings } = await compileMemory({
      ...own,
      'configs/cascade.json5': `{ layers: [{ id: "v/{${name}}" }, { id: "{app}" }] }`,
    });
    expect(findings[0], name).toMatch(/^cascade\/unknown-placeholder configs\/cascade.json5:1:18$/);
  }
});

test.each(['{', 'v/{a', 'v/}a{', 'v/{a b}', 'v/{{a}}', 'v/{}'])('the layer id %s is no template', async (id) => {
  const { findings } = await compileMemory({
    ...own,
    'configs/cascade.json5': JSON.stringify({ layers: [{ id }, { id: '{app}' }] }),
  });
  expect(findings).toEqual(['cascade/bad-layer-id configs/cascade.json5:1:18']);
});

test.each(['..', '../../etc', '/', 'a b', 'a/../b', '', 'constructor', '__proto__', '.', '-x', 'x/', 'é'])(
  'a value %j that makes no id is refused',
  async (where) => {
    const { findings, details } = await compileMemory({ ...documents, ...own, ...plain }, { vars: { where } });
    expect(findings).toEqual(['cascade/bad-layer-id configs/cascade.json5:1:18']);
    expect(details[0]?.hint).toBe('Check the values of its placeholders');
  },
);
