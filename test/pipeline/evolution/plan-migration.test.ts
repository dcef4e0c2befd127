import { describe, expect, test } from 'vitest';
import { planMigration, type PlannedMigration } from '../../../src/pipeline/evolution/plan-migration.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import { evolvingShop, shopMigration, shopV2, shopV2Wide } from '../../commands/evolving-shop.ts';
import type { Files } from '../memory-workspace.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const { 'confman.json5': _settings, ...files } = evolvingShop;
const shop: Files = { ...files, 'schemas/shop/v2.json': shopV2Wide, 'schemas/shop/v1-v2.migration.json5': shopMigration };

interface Planned {
  readonly ok: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}

async function planned(
  more: Files = {},
  request: { from?: string; to?: string; only?: readonly string[] } = {},
): Promise<Planned> {
  const workspace = await validatedWorkspace({ ...shop, ...more });
  const plan: PlannedMigration = await planMigration(workspace, {
    family: 'schemas/shop' as DocumentId,
    from: request.from,
    to: request.to ?? 'v2',
    only: request.only,
  });
  return {
    ok: plan.ok,
    texts: Object.fromEntries(plan.documents.map(({ path, after }) => [path, after])),
    found: plan.findings.map(({ diagnostic: { code, severity, site } }) =>
      `${code} ${severity} ${site?.source.path ?? ''}`.trim(),
    ),
  };
}

const cascade = 'configs/apps/shop/cascade.json5';

test('layers, and what binds the apps; comments stay', async () => {
  const { ok, texts, found } = await planned();
  expect({ ok, found, paths: Object.keys(texts) }).toEqual({
    ok: true,
    found: [],
    paths: [cascade, 'configs/system/global.json5'],
  });
  expect(texts['configs/system/global.json5']).toBe('// For all.\n{\n  tls: true,\n  pool: 10, // enough\n  timeout: 2,\n}\n');
  expect(texts[cascade]).toBe(files[cascade]?.replace('schemas/shop/v1', 'schemas/shop/v2'));
});

test('back again gives the same texts', async () => {
  const { texts } = await planned();
  const back = await planned(texts, { to: 'v1' });
  expect(back.texts).toEqual(Object.fromEntries(Object.keys(texts).map((path) => [path, shop[path]])));
});

test('nothing to do is no failure', async () => {
  const { texts } = await planned();
  expect(await planned(texts)).toEqual({ ok: true, texts: {}, found: [] });
});

describe('bindings', () => {
  test('in the app itself, by id and by path', async () => {
    const own = '{ $schema: "schemas/shop/v1", password: "vault://shop/eu", color: "red" }';
    const relative = '{ $schema: "../../../../schemas/shop/v1.json", password: "vault://shop/us", color: "blue" }';
    const { ok, texts } = await planned({
      'configs/apps/shop/eu/config.json5': own,
      'configs/apps/shop/us/config.json5': relative,
    });
    expect(ok).toBe(true);
    expect(Object.keys(texts)).not.toContain(cascade);
    expect(texts['configs/apps/shop/eu/config.json5']).toContain('"schemas/shop/v2"');
    expect(texts['configs/apps/shop/us/config.json5']).toContain('"../../../../schemas/shop/v2.json"');
  });

  test('in a namespace', async () => {
    const { ok, texts } = await planned({
      [cascade]: (files[cascade] as string).replace('schema: "schemas/shop/v1", ', ''),
      'configs/apps/namespace.json5': '{ path: "/apps", schema: { $ref: "/schemas/shop/v1" } }',
    });
    expect(ok).toBe(true);
    expect(texts['configs/apps/namespace.json5']).toBe('{ path: "/apps", schema: { $ref: "/schemas/shop/v2" } }');
  });

  test('to the newest version: the data are carried where the version that they have is named', async () => {
    const newest = { [cascade]: (files[cascade] as string).replace('shop/v1', 'shop') };
    expect(await planned(newest)).toEqual({ ok: true, texts: {}, found: [] });
    const { ok, texts } = await planned(newest, { from: 'v1' });
    expect({ ok, paths: Object.keys(texts) }).toEqual({ ok: true, paths: ['configs/system/global.json5'] });
  });

  test('through a placeholder cannot be rewritten', async () => {
    const { ok, texts, found } = await planned({
      [cascade]: (files[cascade] as string).replace('shop/v1', 'shop/{release}'),
      'configs/apps/namespace.json5': '{ path: "/apps", vars: { release: "v1" } }',
    });
    expect({ ok, texts, found }).toEqual({ ok: false, texts: {}, found: [`migration/binding error ${cascade}`] });
  });
});

describe('some of the apps', () => {
  const eu = 'configs/apps/shop/eu/config.json5';
  const us = 'configs/apps/shop/us/config.json5';
  const parted = {
    'configs/system/global.json5': '{ tls: true }',
    [eu]: '{\n  color: "red",\n  timeoutMs: 2000, // enough\n}\n',
    [us]: '{ timeoutMs: 1000 }',
  };

  test('are bound by themselves where the others stay; the others and their cascade are left alone', async () => {
    const { ok, texts, found } = await planned(parted, { only: ['apps/shop/eu'] });
    expect({ ok, found, paths: Object.keys(texts) }).toEqual({ ok: true, found: [], paths: [eu] });
    expect(texts[eu]).toBe('{\n  color: "red",\n  timeout: 2, // enough\n  $schema: "schemas/shop/v2",\n}\n');
    const back = await planned({ ...parted, ...texts }, { only: ['/apps/shop/eu/config'], to: 'v1' });
    expect(back.texts).toEqual({ [eu]: texts[eu]?.replace('v2', 'v1').replace('timeout: 2', 'timeoutMs: 2000') });
    const rest = await planned({ ...parted, ...texts });
    expect(Object.keys(rest.texts)).toEqual([cascade, us]);
  });

  test('all of them, by a pattern or by a layer, go with their cascade', async () => {
    const all = await planned(parted);
    for (const only of [['apps/shop/*'], ['apps/**'], ['system/global'], ['apps/shop/us', 'apps/shop/eu/']])
      expect(await planned(parted, { only })).toEqual(all);
    expect(Object.keys(all.texts)).toEqual([cascade, eu, us]);
  });

  test('are refused where a layer that others have would be rewritten', async () => {
    const { ok, found } = await planned({}, { only: ['apps/shop/eu'] });
    expect({ ok, found }).toEqual({ ok: false, found: ['migration/shared-document error configs/system/global.json5'] });
  });

  test('a value of a new property goes into a layer that nobody else has', async () => {
    const migration = '{ steps: [{ rename: "/timeoutMs", to: "timeout" }, { add: "/retries", value: 5 }] }';
    const { ok, texts } = await planned(
      { ...parted, 'schemas/shop/v1-v2.migration.json5': migration },
      { only: ['apps/shop/us'] },
    );
    expect({ ok, texts }).toEqual({ ok: true, texts: { [us]: '{ timeout: 1000, retries: 5, $schema: "schemas/shop/v2" }' } });
  });

  test('versions count of those that are named', async () => {
    const mixed = { ...parted, 'schemas/shop/v3.json': shopV2Wide, [us]: '{ $schema: "schemas/shop/v2" }' };
    const more = { ...mixed, 'schemas/shop/v2-v3.migration.json5': '{ steps: [] }' };
    expect((await planned(more, { to: 'v3' })).found).toEqual(['migration/several-versions error']);
    const { ok, texts } = await planned(more, { to: 'v3', only: ['apps/shop/us'] });
    expect({ ok, texts }).toEqual({ ok: true, texts: { [us]: '{ $schema: "schemas/shop/v3" }' } });
  });

  test('fragments alone', async () => {
    const fragment = 'configs/parts/shop.yaml';
    const { ok, texts } = await planned(
      { ...parted, [fragment]: '$schema: schemas/shop/v1\ntimeoutMs: 4000\n' },
      { only: ['parts/*'] },
    );
    expect({ ok, texts }).toEqual({ ok: true, texts: { [fragment]: '$schema: schemas/shop/v2\ntimeout: 4\n' } });
  });

  test.each([
    [['apps/shop/eux'], 'workspace/id-not-found'],
    [['apps/shop/eu', 'other/*'], 'workspace/id-not-found'],
    [['__proto__'], 'workspace/id-not-found'],
    [['tools'], 'migration/not-bound'],
  ])('%j is told, and nothing is rewritten', async (only, code) => {
    const { ok, texts, found } = await planned({ ...parted, 'configs/tools/config.json5': '{}' }, { only });
    expect({ ok, texts, found }).toEqual({ ok: false, texts: {}, found: [`${code} error`] });
  });
});

describe('values of new properties', () => {
  test('are written once, where most of the apps have them and nobody else', async () => {
    const migration =
      '{ steps: [{ convert: "/timeoutMs", unit: { from: "ms", to: "s" } }, { rename: "/timeoutMs", to: "timeout" }, { add: "/retries", value: 5 }] }';
    const { ok, texts } = await planned({ 'schemas/shop/v1-v2.migration.json5': migration });
    expect(ok).toBe(true);
    expect(
      Object.values(texts)
        .join('')
        .match(/retries: 5/g),
    ).toHaveLength(1);
    expect(texts['configs/system/global.json5']).toContain('retries: 5');
  });
});

describe('fragments', () => {
  const referring = {
    'configs/system/global.json5': '{ tls: true, $ref: "parts/limits" }',
    'configs/parts/limits.json5': '{ pool: 10, timeoutMs: 2000 }',
  };

  test('behind references are carried as far as the migration concerns them', async () => {
    const { ok, texts, found } = await planned(referring);
    expect({ ok, found, text: texts['configs/parts/limits.json5'] }).toEqual({
      ok: true,
      found: [],
      text: '{ pool: 10, timeout: 2 }',
    });
  });

  test('of other apps are left alone, and then nothing is rewritten', async () => {
    const { ok, found } = await planned({ ...referring, 'configs/tools/config.json5': '{ $ref: "parts/limits" }' });
    expect({ ok, found }).toEqual({ ok: false, found: ['migration/shared-document error configs/parts/limits.json5'] });
  });

  test('that are bound themselves are carried as a whole', async () => {
    const { ok, texts } = await planned({ 'configs/parts/shop.yaml': '# Bound.\n$schema: schemas/shop/v1\ntimeoutMs: 4000\n' });
    expect(ok).toBe(true);
    expect(texts['configs/parts/shop.yaml']).toBe('# Bound.\n$schema: schemas/shop/v2\ntimeout: 4\n');
  });
});

const appended = {
  'schemas/shop/v1.json': '{ "type": "object" }',
  'schemas/shop/v2.json': '{ "type": "object" }',
  'schemas/shop/v1-v2.migration.json5': '{ steps: [{ rename: "/names", to: "hosts" }] }',
  [cascade]: '{ schema: "schemas/shop/v1", layers: [{ id: "system/global" }, { id: "{app}" }] }',
  'configs/system/global.json5': '{ names: ["a"] }',
  'configs/apps/shop/eu/config.json5': '{ names: ["b"] }',
};

describe('what a cascade says of places', () => {
  test('goes with them, and stays for apps that do not', async () => {
    const base = '{ layers: [{ id: "system/global", final: ["/tls"] }], merge: { "/names": "append" } }';
    const { ok, texts, found } = await planned({
      ...appended,
      'configs/system/global.json5': '{ tls: true }',
      'configs/apps/shop/names.json5': '{ names: ["a"] }',
      'schemas/shop/v1-v2.migration.json5': '{ steps: [{ rename: "/names", to: "hosts" }, { rename: "/tls", to: "secure" }] }',
      'configs/cascades/base/cascade.json5': base,
      [cascade]:
        '{ extends: "cascades/base/cascade", schema: "schemas/shop/v1", layers: [{ id: "apps/shop/names", final: ["/names/0"] }, { id: "{app}" }] }',
    });
    expect({ ok, found }).toEqual({ ok: true, found: [] });
    expect(texts['configs/cascades/base/cascade.json5']).toBe(base.replace('/tls', '/secure').replace('/names', '/hosts'));
    expect(texts[cascade]).toContain('final: ["/hosts/0"]');
  });
});

describe('nothing is rewritten', () => {
  test('where an app would be invalid afterwards', async () => {
    const { ok, found } = await planned({ 'schemas/shop/v2.json': shopV2 });
    expect({ ok, found }).toEqual({ ok: false, found: ['schema/maximum error configs/apps/shop/us/config.json5'] });
  });

  test('where layers merge to something else than the whole', async () => {
    const { ok, found } = await planned({
      ...appended,
      'schemas/shop/v1.json': '{ "type": "object", "properties": { "names": { "x-confman-merge": "append" } } }',
    });
    expect({ ok, found }).toEqual({ ok: false, found: ['migration/other-result error'] });
  });

  test('where no migration leads, or one is broken', async () => {
    const none = await planned({ 'schemas/shop/v1-v2.migration.json5': '{ steps: [{ renam: "/a", to: "b" }] }' });
    expect(none.ok).toBe(false);
    expect(none.found).toContain('migration/missing-link error');
    expect(none.found).toContain('migration/unknown-step error schemas/shop/v1-v2.migration.json5');
  });

  test('where a document cannot be read', async () => {
    const { ok, texts } = await planned({ 'configs/system/global.json5': '{ pool: 10, ' });
    expect({ ok, texts }).toEqual({ ok: false, texts: {} });
  });

  test('where apps have several versions and none is named', async () => {
    const own = '{ $schema: "schemas/shop/v2", password: "vault://shop/eu" }';
    const { ok, found } = await planned(
      { 'schemas/shop/v3.json': shopV2Wide, 'configs/apps/shop/eu/config.json5': own },
      { to: 'v3' },
    );
    expect({ ok, found }).toEqual({ ok: false, found: ['migration/several-versions error'] });
  });
});
