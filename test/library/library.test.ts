import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compile, ConfmanError, explain, openWorkspace, parseJson5, validateDocument } from '../../src/index.ts';

const folders: string[] = [];

function workspaceOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'confman-library-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const shop = {
  'configs/cascade.json5':
    '{ schema: "schemas/shop/v1", layers: [{ id: "global", name: "Global" }, { id: "{app}", name: "Own" }] }',
  'configs/global.json5': '{ pool: 10, mode: "fast" }',
  'configs/apps/eu/config.json5': '{ pool: 20 }',
  'configs/apps/us/config.json5': '{ mode: 7 }',
  'schemas/shop/v1.json':
    '{ "type": "object", "properties": { "mode": { "type": "string" }, "retries": { "type": "integer", "default": 3 } } }',
};

it('compiles, validates and explains a workspace', async () => {
  const workspace = await openWorkspace(workspaceOf(shop), { cache: false });
  expect(workspace.apps).toEqual(['apps/eu', 'apps/us']);
  const compilation = await compile(workspace);
  expect(compilation.ok).toBe(false);
  expect(compilation.apps.get('apps/eu')).toMatchObject({
    status: 'Valid',
    data: { mode: 'fast', pool: 20, retries: 3 },
    schema: 'schemas/shop/v1',
  });
  expect(compilation.apps.get('apps/us')?.status).toBe('Invalid');
  expect(compilation.findings).toHaveLength(1);
  expect(compilation.findings[0]).toMatchObject({
    code: 'schema/type',
    apps: ['apps/us'],
    place: { file: 'configs/apps/us/config.json5', line: 1, column: 9 },
  });
  const [pool] = explain(compilation, 'apps/eu', '/pool') ?? [];
  expect(pool).toMatchObject({
    value: 20,
    winner: { document: 'apps/eu/config', layer: 'Own', place: { line: 1, column: 9 } },
    shadowed: [{ value: 10, document: 'global', layer: 'Global' }],
  });
  expect(explain(compilation, 'apps/eu', '/retries')?.[0]).toMatchObject({
    strategy: 'default',
    winner: { document: 'schemas/shop/v1' },
  });
  expect(explain(compilation, 'apps/eu', '/none')).toBeUndefined();
  expect(explain(compilation, 'apps/none')).toBeUndefined();
});

it('throws what keeps a workspace from being judged', async () => {
  await expect(openWorkspace(workspaceOf({}))).rejects.toThrow(ConfmanError);
  const workspace = await openWorkspace(workspaceOf(shop), { cache: false });
  await expect(compile(workspace, { apps: ['apps/ue'] })).rejects.toThrow(/apps\/ue/);
});

it('holds a text against a schema', async () => {
  const schema = { type: 'object', properties: { port: { type: 'integer' } }, required: ['port'] };
  expect(await validateDocument('{ port: 1 }', schema)).toMatchObject({ valid: true, value: { port: 1 }, findings: [] });
  const wrong = await validateDocument('{\n  port: "1",\n}', schema, { file: 'a.json5' });
  expect(wrong.valid).toBe(false);
  expect(wrong.findings[0]).toMatchObject({ code: 'schema/type', place: { file: 'a.json5', line: 2, column: 9 } });
  expect((await validateDocument('{ port', schema)).findings[0]?.code).toMatch(/^documents\//);
  expect((await validateDocument('{}', { type: 'nonsense' })).valid).toBe(false);
});

it('reads JSON5', () => {
  expect(parseJson5('{ a: 1, }')).toMatchObject({ value: { a: 1 }, diagnostics: [] });
});
