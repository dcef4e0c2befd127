import { expect, test } from 'vitest';
import { compileMemory } from '../pipeline/compile-memory.ts';
import { marked } from '../pipeline/marked.ts';

const global = { 'configs/g.json5': '{ g: 1 }' };

test('layers without the app itself are an error at the layers', async () => {
  const { files, places } = marked({
    ...global,
    'configs/apps/a/config.json5': '{}',
    'configs/apps/cascade.json5': '{\n  ◆layers: [{ id: "g" }] }',
  });
  const { findings, details } = await compileMemory(files);
  expect(findings).toEqual([`cascade/own-config-left-out ${places[0]}`]);
  expect(details[0]?.message).toBe('No layer is the config of the app itself');
});

test('it is one finding for all apps of the cascade', async () => {
  const { findings, details } = await compileMemory({
    ...global,
    'configs/apps/a/config.json5': '{}',
    'configs/apps/b/config.json5': '{}',
    'configs/apps/cascade.json5': '{ layers: [{ id: "g" }] }',
  });
  expect(findings).toEqual(['cascade/own-config-left-out configs/apps/cascade.json5:1:3']);
  expect(details[0]?.apps).toEqual(['apps/a', 'apps/b']);
});

test('a cascade without layers leaves it out too', async () => {
  const { findings } = await compileMemory({
    'configs/apps/a/config.json5': '{}',
    'configs/apps/a/cascade.json5': '{ description: "nothing" }',
  });
  expect(findings.map((each) => each.split(' ')[0])).toEqual(['cascade/own-config-left-out']);
  expect(findings[0]).toContain('configs/apps/a/cascade.json5:1:1');
});

test('its id, its config and a capture all mean the app', async () => {
  for (const id of ['apps/a', 'apps/a/config', '/apps/{x}', '{app}/config', 'apps/{name}']) {
    const { findings, data } = await compileMemory({
      ...global,
      'configs/apps/a/config.json5': '{ own: 1 }',
      'configs/apps/cascade.json5': JSON.stringify({ instances: 'apps/{x}', layers: [{ id: 'g' }, { id }] }),
    });
    expect(findings, id).toEqual([]);
    expect(data('apps/a'), id).toEqual({ g: 1, own: 1 });
  }
});
