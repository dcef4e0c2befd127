import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const app = { 'configs/apps/a/config.json5': '{ own: 1 }', 'configs/system/global.json5': '{ g: 1 }' };

test('is an error at its id, with the nearest ids', async () => {
  const { files, places } = marked({
    ...app,
    'configs/apps/a/cascade.json5': '{ layers: [\n  { name: "Global", id: ◆"system/globel" },\n  { id: "{app}" } ] }',
  });
  const { findings, details, apps } = await compileMemory(files);
  expect(findings).toEqual([`cascade/missing-layer ${places[0]}`]);
  expect(details[0]).toMatchObject({
    message: 'There is no document "system/globel" for this layer; the nearest is "system/global"',
    hint: 'Write "system/global", or mark the layer optional: true',
    apps: ['apps/a'],
  });
  expect(apps.get('apps/a')?.status).toBe('Invalid');
});

test('is none where it is optional', async () => {
  const { findings, data, apps } = await compileMemory({
    ...app,
    'configs/apps/a/cascade.json5': '{ layers: [{ id: "system/nowhere", optional: true }, { id: "{app}" }] }',
  });
  expect(findings).toEqual([]);
  expect(data('apps/a')).toEqual({ own: 1 });
  expect(apps.get('apps/a')?.dependencies).toEqual(expect.arrayContaining(['system/nowhere', 'system/nowhere/config']));
});

test('an optional layer that exists is merged, and one with errors is still an error', async () => {
  const { files, places } = marked({
    ...app,
    'configs/good.json5': '{ good: 1 }',
    'configs/bad.json5': '{ bad: ◆} }',
    'configs/apps/a/cascade.json5': '{ layers: [{ id: "good", optional: true }, { id: "{app}" }] }',
    'configs/apps/b/config.json5': '{}',
    'configs/apps/b/cascade.json5': '{ layers: [{ id: "bad", optional: true }, { id: "{app}" }] }',
  });
  const { findings, data, details } = await compileMemory(files);
  expect(data('apps/a')).toEqual({ good: 1, own: 1 });
  expect(data('apps/b')).toBeUndefined();
  expect(findings[0]).toMatch(new RegExp(`^documents/[a-z-]+ ${places[0]}$`));
  expect(details.map((each) => each.apps)).toEqual(details.map(() => ['apps/b']));
});

test('one missing layer of many apps is one finding', async () => {
  const apps = Array.from({ length: 5 }, (_, i) => [`configs/apps/a${i}/config.json5`, '{}'] as const);
  const { findings, details } = await compileMemory({
    ...Object.fromEntries(apps),
    'configs/apps/cascade.json5': '{ layers: [{ id: "gone" }, { id: "{app}" }] }',
  });
  expect(findings).toEqual(['cascade/missing-layer configs/apps/cascade.json5:1:18']);
  expect(details[0]?.apps).toHaveLength(5);
});
