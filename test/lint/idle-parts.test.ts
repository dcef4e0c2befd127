import { expect, it } from 'vitest';
import { lintMemory } from './lint-memory.ts';

const app = { 'configs/apps/one/config.json5': '{ list: [1] }' };

it('fragments are reached as layers and through references of apps, whatever placeholders stand for', async () => {
  const files = {
    'configs/apps/one/config.json5': '{ a: { $ref: "{name}-f#/x" } }',
    'configs/one-f.json5': '{ x: { $ref: "far" } }',
    'configs/far.json5': '{}',
    'configs/two-f.json5': '{ x: { $ref: "by-two" } }',
    'configs/by-two.json5': '{}',
  };
  expect(await lintMemory(files)).toEqual([
    'lint/unreached-document configs/by-two.json5:1:1',
    'lint/unreached-document configs/two-f.json5:1:1',
  ]);
});

it('cascades are reached by their apps and by those that extend them', async () => {
  const files = {
    ...app,
    'configs/apps/cascade.json5': '{ extends: "base/cascade", layers: [{ id: "{app}" }] }',
    'configs/base/cascade.json5': '{ layers: [] }',
    'configs/other/cascade.json5': '{ layers: [{ id: "{app}" }] }',
  };
  expect(await lintMemory(files)).toEqual(['lint/unreached-document configs/other/cascade.json5:1:1']);
});

it('what a cascade says is met by one app or by none', async () => {
  const cascade = `{ layers: [
  { id: "there/{name}", optional: true },
  { id: "nowhere/{name}", optional: true, final: ["/list", "/lst"] },
  { id: "{app}" },
], merge: { "/list": "union", "/lst": "union", "/*/x": "append" } }`;
  const files = { ...app, 'configs/apps/cascade.json5': cascade, 'configs/there/one.json5': '{ o: { x: [] } }' };
  expect(await lintMemory({ ...files, 'configs/apps/two/config.json5': '{}' })).toEqual([
    'lint/idle-layer configs/apps/cascade.json5:3:9 /layers/1/id',
    'lint/idle-final configs/apps/cascade.json5:3:60 /layers/1/final/1',
    'lint/idle-merge configs/apps/cascade.json5:5:31 /merge/~1lst',
  ]);
});

it('variables are asked for by layers, schemas and references; environment is asked for in any case', async () => {
  const files = {
    'configs/namespace.json5': '{ vars: { a: "x", b: "x", c: "x", environment: "prod", d: "x" } }',
    'configs/apps/cascade.json5': '{ layers: [{ id: "f{a}" }, { id: "{app}" }] }',
    'configs/fx.json5': '{ x: { $ref: "g{b}" } }',
    'configs/gx.json5': '{ deep: { $ref: "h#/{c}" } }',
    'configs/h.json5': '{ x: 1 }',
    'configs/apps/one/config.json5': '{}',
  };
  expect(await lintMemory(files, { vars: { a: 'y', e: 'z' } })).toEqual([
    'lint/unused-variable',
    'lint/unused-variable configs/namespace.json5:1:56 /vars/d',
  ]);
});

it('levels of the settings hold, and off is off', async () => {
  const files = { ...app, 'configs/alone.json5': '{}' };
  expect(await lintMemory(files)).toHaveLength(1);
  expect(await lintMemory(files, { lint: { rules: { 'unreached-document': 'off' } } })).toEqual([]);
});

it('only what is asked about is told, and all apps are looked at all the same', async () => {
  const files = {
    'configs/g.json5': '{ a: 1 }',
    'configs/apps/cascade.json5': '{ layers: [{ id: "g" }, { id: "{app}" }] }',
    'configs/apps/one/config.json5': '{ a: 1 }',
    'configs/apps/two/config.json5': '{ a: 1 }',
  };
  const [one] = await lintMemory(files, {}, ['apps/one']);
  expect(one).toBe('lint/redundant-override configs/apps/one/config.json5:1:3 /a');
  expect(await lintMemory(files, {}, ['apps/*'])).toHaveLength(2);
  expect(await lintMemory(files, {}, ['g'])).toEqual([]);
  expect(await lintMemory(files, {}, ['apps/oen'])).toEqual(['workspace/id-not-found']);
});

it('a broken tree is told, and nothing else', async () => {
  expect(await lintMemory({ ...app, 'configs/a.json5': '{}', 'configs/a.yaml': '{}' })).toEqual([
    expect.stringContaining('workspace/'),
  ]);
});
