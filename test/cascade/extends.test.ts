import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const app = { 'configs/apps/a/config.json5': '{ own: 1, list: ["own"] }' };
const documents = Object.fromEntries(
  ['one', 'two', 'three'].map((name) => [`configs/${name}.json5`, `{ last: "${name}", ${name}: 1, list: ["${name}"] }`]),
);

test('the layers of the base come first, through a chain', async () => {
  const { data, findings, apps } = await compileMemory({
    ...app,
    ...documents,
    'configs/cascades/base.json5': '{ layers: [{ id: "one" }] }',
    'configs/cascades/middle.json5': '{ extends: "cascades/base", layers: [{ id: "two" }] }',
    'configs/apps/a/cascade.json5': '{ extends: "/cascades/middle", layers: [{ id: "three" }, { id: "{app}" }] }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/a')).toEqual({ last: 'three', list: ['own'], one: 1, own: 1, three: 1, two: 1 });
  expect(apps.get('apps/a')?.dependencies).toEqual(
    expect.arrayContaining(['cascades/base', 'cascades/middle', 'apps/a/cascade']),
  );
});

test('strategies are inherited, and its own win', async () => {
  const { data } = await compileMemory({
    'configs/apps/a/config.json5': '{ x: [2], y: [2], z: { w: [2] } }',
    'configs/one.json5': '{ x: [1], y: [1], z: { w: [1] } }',
    'configs/cascades/base.json5': '{ layers: [{ id: "one" }], merge: { "/x": "append", "/y": "append", "/z/w": "append" } }',
    'configs/apps/a/cascade.json5':
      '{ extends: "cascades/base", layers: [{ id: "{app}" }], merge: { "/y": "prepend", "/z/w": "replace" } }',
  });
  expect(data('apps/a')).toEqual({ x: [1, 2], y: [2, 1], z: { w: [2] } });
});

test('the base may hold the app itself', async () => {
  const { data, findings } = await compileMemory({
    ...app,
    ...documents,
    'configs/cascades/base.json5': '{ layers: [{ id: "one" }, { id: "{app}" }] }',
    'configs/apps/a/cascade.json5': '{ extends: "cascades/base" }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/a')).toEqual({ last: 'one', list: ['own'], one: 1, own: 1 });
});

test('a cycle prints the whole chain, the same whichever end it is entered from', async () => {
  const { files, places } = marked({
    ...app,
    'configs/apps/b/config.json5': '{}',
    'configs/cascades/x.json5': '{ extends: ◆"cascades/y" }',
    'configs/cascades/y.json5': '{\n  extends: ◆"cascades/x" }',
    'configs/apps/a/cascade.json5': '{ extends: "cascades/x", layers: [{ id: "{app}" }] }',
    'configs/apps/b/cascade.json5': '{ extends: "cascades/y", layers: [{ id: "{app}" }] }',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/extends-cycle ${places[0]}`]);
  expect(details[0]?.message).toBe('Cascades extend each other in a circle: "cascades/x" -> "cascades/y" -> "cascades/x"');
  expect(details[0]?.related.map(({ message, place }) => `${message} ${place.file}:${place.line}:${place.column}`)).toEqual([
    `extends cascades/y ${places[0]}`,
    `extends cascades/x ${places[1]}`,
  ]);
  expect(details[0]?.apps).toEqual(['apps/a', 'apps/b']);
});

test('a cascade that extends itself is a cycle', async () => {
  const { files, places } = marked({
    ...app,
    'configs/apps/a/cascade.json5': '{ extends: ◆"apps/a/cascade", layers: [{ id: "{app}" }] }',
  });
  expect((await compileMemory(files)).findings).toEqual([`cascade/extends-cycle ${places[0]}`]);
});

test('a missing base lists the nearest', async () => {
  const { files, places } = marked({
    ...app,
    'configs/cascades/base.json5': '{ layers: [] }',
    'configs/apps/a/cascade.json5': '{ layers: [{ id: "{app}" }], extends: ◆"cascades/bas" }',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/extends-missing ${places[0]}`]);
  expect(details[0]?.hint).toBe('Write "cascades/base"');
});

test('a base that is no id is refused', async () => {
  const { findings } = await compileMemory({
    ...app,
    'configs/apps/a/cascade.json5': '{ extends: "../x", layers: [{ id: "{app}" }] }',
  });
  expect(findings).toEqual(['cascade/bad-layer-id configs/apps/a/cascade.json5:1:12']);
});

const chainOf = (length: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `configs/cascades/c${i}.json5`,
      i === length - 1 ? '{ layers: [{ id: "one" }] }' : `{ extends: "cascades/c${i + 1}" }`,
    ]),
  );

test('a chain of 64 is followed, and a longer one is refused where it begins', async () => {
  const own = '{ extends: "cascades/c0", layers: [{ id: "{app}" }] }';
  const files = { ...app, ...documents, 'configs/apps/a/cascade.json5': own };
  const { data } = await compileMemory({ ...files, ...chainOf(63) });
  expect(data('apps/a')).toMatchObject({ one: 1, own: 1 });
  const { findings } = await compileMemory({ ...files, ...chainOf(64) });
  expect(findings).toEqual(['cascade/extends-too-long configs/apps/a/cascade.json5:1:12']);
});

test('a hundred layers are merged, and more are refused, wherever in the chain they stand', async () => {
  const base = `{ layers: [${'{ id: "one" },'.repeat(99)}] }`;
  const files = { ...app, ...documents, 'configs/cascades/base.json5': base };
  const own = (layers: string): Record<string, string> => ({
    'configs/apps/a/cascade.json5': `{ extends: "cascades/base", layers: [${layers}] }`,
  });
  expect((await compileMemory({ ...files, ...own('{ id: "{app}" }') })).data('apps/a')).toMatchObject({ one: 1, own: 1 });
  const { findings } = await compileMemory({ ...files, ...own('{ id: "two" }, { id: "{app}" }') });
  expect(findings).toEqual(['cascade/too-many-layers configs/apps/a/cascade.json5:1:29']);
});

test('a thousand final pointers are looked at, and more are refused', async () => {
  const pointers = Array.from({ length: 1000 }, (_, i) => `"/n${i}"`).join();
  const base = `{ layers: [{ id: "one", final: [${pointers}] }] }`;
  const files = { ...app, ...documents, 'configs/cascades/base.json5': base };
  const own = (final: string): Record<string, string> => ({
    'configs/apps/a/cascade.json5': `{ extends: "cascades/base", layers: [{ id: "two", final: [${final}] }, { id: "{app}" }] }`,
  });
  expect((await compileMemory({ ...files, ...own('') })).data('apps/a')).toMatchObject({ one: 1, own: 1 });
  expect((await compileMemory({ ...files, ...own('"/x"') })).findings).toEqual([
    'cascade/too-many-finals configs/apps/a/cascade.json5:1:29',
  ]);
});
