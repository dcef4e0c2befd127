import { describe, expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

const app = { 'configs/apps/billing/eu-1/config.json5': '{ own: true }' };
const layersOf = async (files: Files, id = 'apps/billing/eu-1'): Promise<readonly string[] | undefined> => {
  const { apps, findings } = await compileMemory({ ...app, ...files });
  expect(findings).toEqual([]);
  return apps.get(id)?.plan.layers.map((layer) => layer.document);
};
const cascade = (...ids: string[]): string => JSON.stringify({ layers: [...ids, '{app}'].map((id) => ({ id })) });
const documents = { 'configs/a.json5': '{ a: 1 }', 'configs/b.json5': '{ b: 1 }', 'configs/c.json5': '{ c: 1 }' };
const own = 'apps/billing/eu-1/config';

describe('the cascade of an app', () => {
  test('its own comes first', async () => {
    const files = {
      ...documents,
      'configs/apps/billing/eu-1/cascade.json5': cascade('a'),
      'configs/apps/billing/cascade.json5': cascade('b'),
      'configs/cascade.json5': cascade('c'),
    };
    expect(await layersOf(files)).toEqual(['a', own]);
  });

  test('its own is taken whatever its pattern says', async () => {
    const text = JSON.stringify({ instances: 'somewhere/else', layers: [{ id: 'a' }, { id: '{app}' }] });
    expect(await layersOf({ ...documents, 'configs/apps/billing/eu-1/cascade.json5': text })).toEqual(['a', own]);
  });

  test('else the nearest above it', async () => {
    const files = {
      ...documents,
      'configs/apps/billing/cascade.json5': cascade('b'),
      'configs/apps/cascade.json5': cascade('a'),
      'configs/cascade.json5': cascade('c'),
    };
    expect(await layersOf(files)).toEqual(['b', own]);
  });

  test('one of another folder is none of its', async () => {
    const files = { ...documents, 'configs/apps/orders/cascade.json5': cascade('a'), 'configs/cascade.json5': cascade('c') };
    expect(await layersOf(files)).toEqual(['c', own]);
  });

  test('one whose pattern does not match is passed over', async () => {
    const narrow = JSON.stringify({ instances: 'apps/billing/{region}-x', layers: [{ id: 'a' }, { id: '{app}' }] });
    const files = { ...documents, 'configs/apps/billing/cascade.json5': narrow, 'configs/apps/cascade.json5': cascade('b') };
    expect(await layersOf(files)).toEqual(['b', own]);
  });

  test('without a pattern it is for every app below, at any depth', async () => {
    const deep = { 'configs/apps/billing/eu-1/x/y/config.json5': '{}' };
    const files = { ...documents, ...deep, 'configs/apps/cascade.json5': cascade('b') };
    expect(await layersOf(files, 'apps/billing/eu-1/x/y')).toEqual(['b', 'apps/billing/eu-1/x/y/config']);
  });
});

describe('without any cascade, the configs of the namespaces', () => {
  const namespaces = {
    'configs/namespace.json5': '{}',
    'configs/config.json5': '{ root: 1 }',
    'configs/apps/namespace.json5': '{}',
    'configs/apps/config.json5': '{ apps: 1 }',
    'configs/apps/billing/config.json5': '{ billing: 1 }',
  };

  test('are the layers, root first; a folder that is no namespace is left out', async () => {
    const { data, findings } = await compileMemory({ ...app, ...namespaces });
    expect(findings).toEqual([]);
    expect(await layersOf(namespaces)).toEqual(['config', 'apps/config', own]);
    expect(data('apps/billing/eu-1')).toEqual({ root: 1, apps: 1, own: true });
  });

  test('end where one does not inherit', async () => {
    const files = { ...namespaces, 'configs/apps/namespace.json5': '{ inherit: false }' };
    expect(await layersOf(files)).toEqual(['apps/config', own]);
  });

  test('need not exist', async () => {
    expect(await layersOf({ 'configs/namespace.json5': '{}', 'configs/apps/namespace.json5': '{}' })).toEqual([own]);
  });

  test('hold the app itself once where it is a namespace too', async () => {
    const files = { ...namespaces, 'configs/apps/billing/eu-1/namespace.json5': '{}' };
    expect(await layersOf(files)).toEqual(['config', 'apps/config', own]);
    const alone = { ...namespaces, 'configs/apps/billing/eu-1/namespace.json5': '{ inherit: false }' };
    expect(await layersOf(alone)).toEqual([own]);
  });

  test('are not asked where a cascade is found', async () => {
    const files = { ...namespaces, ...documents, 'configs/apps/cascade.json5': cascade('a') };
    expect(await layersOf(files)).toEqual(['a', own]);
  });
});

test('a layer names a document or an app folder, and the order is the merging order', async () => {
  const { data, findings } = await compileMemory({
    'configs/apps/x/config.json5': '{ from: "x", x: 1 }',
    'configs/one.json5': '{ from: "one", one: 1 }',
    'configs/two/config.json5': '{ from: "two", two: 1 }',
    'configs/apps/x/cascade.json5': JSON.stringify({ layers: [{ id: '/one' }, { id: '{app}' }, { id: 'two' }] }),
  });
  expect(findings).toEqual([]);
  expect(data('apps/x')).toEqual({ from: 'two', one: 1, two: 1, x: 1 });
});

test('of a document and an app folder with one id, the document is the layer', async () => {
  const { data } = await compileMemory({
    'configs/apps/x/config.json5': '{ own: 1 }',
    'configs/two.json5': '{ from: "document" }',
    'configs/two/config.json5': '{ from: "app" }',
    'configs/apps/x/cascade.json5': cascade('two'),
  });
  expect(data('apps/x')).toEqual({ from: 'document', own: 1 });
});
