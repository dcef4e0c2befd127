import { expect, test } from 'vitest';
import { compileOne } from '../../../src/pipeline/compile-one.ts';
import { VersionCarrier } from '../../../src/pipeline/evolution/version-carrier.ts';
import type { CompiledApp } from '../../../src/pipeline/compiled-app.ts';
import { evolvingShop, shopMigration, shopV2, shopV2Wide } from '../../commands/evolving-shop.ts';
import type { Files } from '../memory-workspace.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const { 'confman.json5': _settings, ...files } = evolvingShop;
const shop: Files = { ...files, 'schemas/shop/v2.json': shopV2Wide, 'schemas/shop/v1-v2.migration.json5': shopMigration };

async function carried(
  app: string,
  version: string,
  more: Files = {},
): Promise<CompiledApp & { readonly found: readonly string[] }> {
  const workspace = await validatedWorkspace({ ...shop, ...more });
  const { app: compiled } = await compileOne(workspace, app);
  const result = new VersionCarrier(workspace, version).carry(compiled!, () => compiled!);
  const found = result.diagnostics.map(({ code, site }) => `${code} ${site?.source.path ?? ''}${site?.pointer ?? ''}`.trim());
  return { ...result, found };
}

test('data in the newer version, with its defaults, judged by it', async () => {
  const { status, data, schema, found } = await carried('apps/shop/eu', 'v2');
  expect({ status, found, schema: schema?.id }).toEqual({ status: 'Valid', found: [], schema: 'schemas/shop/v2' });
  expect(data).toEqual({ tls: true, pool: 10, password: 'vault://shop/eu', color: 'red', timeout: 2, retries: 3 });
});

test('and in the older one', async () => {
  const bound = {
    'configs/apps/shop/cascade.json5': files['configs/apps/shop/cascade.json5']!.replace('v1', 'v2'),
    'configs/system/global.json5': '{ timeout: 3 }',
  };
  const { status, data, found } = await carried('apps/shop/eu', 'v1', bound);
  expect({ status, found }).toEqual({ status: 'Valid', found: [] });
  expect(data).toEqual({ password: 'vault://shop/eu', color: 'red', timeoutMs: 3000 });
});

test('a default of the newer version that the older one has no place for is left out; what somebody wrote is not', async () => {
  const newer = { 'configs/apps/shop/cascade.json5': files['configs/apps/shop/cascade.json5']!.replace('v1', 'v2') };
  const global = (more: string): Files => ({ ...newer, 'configs/system/global.json5': `{ timeout: 3, ${more} }` });
  const silent = await carried('apps/shop/eu', 'v1', global(''));
  expect({ status: silent.status, data: silent.data }).toEqual({
    status: 'Valid',
    data: { password: 'vault://shop/eu', color: 'red', timeoutMs: 3000 },
  });
  const written = await carried('apps/shop/eu', 'v1', global('retries: 3'));
  expect({ status: written.status, found: written.found }).toEqual({
    status: 'Invalid',
    found: ['schema/unknown-property configs/system/global.json5/retries'],
  });
});

test('its own version is left as it is', async () => {
  const { status, data } = await carried('apps/shop/eu', 'v1');
  expect({ status, data }).toMatchObject({ status: 'Valid', data: { timeoutMs: 2000 } });
});

test('what the other version refuses is told at the line of the layer', async () => {
  const { status, found } = await carried('apps/shop/us', 'v2', { 'schemas/shop/v2.json': shopV2 });
  expect({ status, found }).toEqual({
    status: 'Invalid',
    found: ['schema/maximum configs/apps/shop/us/config.json5/pool'],
  });
});

test.each([
  ['a version that is not there', 'v7', {}, 'migration/unknown-version'],
  ['a link that is missing', 'v3', { 'schemas/shop/v3.json': shopV2 }, 'migration/missing-link'],
  [
    'a step that does not fit the data',
    'v2',
    { 'schemas/shop/v1-v2.migration.json5': '{ steps: [{ convert: "/color", unit: { from: "ms", to: "s" } }] }' },
    'migration/does-not-fit schemas/shop/v1-v2.migration.json5/steps/0/convert',
  ],
])('%s', async (_, version, more, code) => {
  const { status, data, found } = await carried('apps/shop/eu', version, more);
  expect({ status, data, found }).toEqual({ status: 'Invalid', data: undefined, found: [expect.stringContaining(code)] });
});

test('an app without a schema', async () => {
  const { status, found } = await carried('tools', 'v2', { 'configs/tools/config.json5': '{}' });
  expect({ status, found }).toEqual({ status: 'Invalid', found: ['schema-diff/unbound-app'] });
});

test('an app that is invalid in its own version stays so', async () => {
  const { status, found } = await carried('apps/shop/eu', 'v2', { 'configs/system/global.json5': '{ pool: "many" }' });
  expect({ status, found }).toEqual({ status: 'Invalid', found: ['schema/type configs/system/global.json5/pool'] });
});
