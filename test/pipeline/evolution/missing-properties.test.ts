import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import { judgeConfigs } from '../../../src/pipeline/evolution/judge-configs.ts';
import { bindSchema } from '../../../src/pipeline/evolution/workspace-side.ts';
import type { Files } from '../memory-workspace.ts';
import { validatedWorkspace } from '../validated-workspace.ts';

const schema = (required: readonly string[], more: object = {}): string =>
  JSON.stringify({ type: 'object', required, properties: { db: { type: 'object', ...more } } });

const shop: Files = {
  'configs/system/global.json5': '{\n  tls: true,\n  db: { pool: 1 },\n}\n',
  'configs/apps/cascade.json5':
    '{ instances: "apps/{region}", schema: "schemas/shop/v1", layers: [{ id: "system/global" }, { id: "{app}" }] }',
  'configs/apps/a/config.json5': '{ a: 1 }',
  'configs/apps/b/config.json5': '{ b: 1, db: { user: "b" } }',
  'configs/apps/c/config.json5': '{ c: 1, host: "c" }',
  'configs/apps/d/config.json5': '{ d: 1 }',
  'schemas/shop/v1.json': schema([]),
  'schemas/shop/v2.json': schema(['host']),
};

interface Told {
  readonly code: string;
  readonly at: string;
  readonly apps: readonly string[];
  readonly message: string;
  readonly hint: string | undefined;
}

async function judged(more: Files = {}): Promise<readonly Told[]> {
  const workspace = await validatedWorkspace({ ...shop, ...more });
  const bound = bindSchema(workspace, 'schemas/shop/v2' as DocumentId).value!;
  const { findings } = await judgeConfigs(workspace, 'schemas/shop' as DocumentId, bound, 'v2');
  return findings.map(({ diagnostic, apps }) => ({
    code: diagnostic.code,
    at: `${diagnostic.site?.source.path ?? ''}#${diagnostic.site?.pointer ?? ''}`,
    apps: [...apps].sort(),
    message: messageOf(diagnostic),
    hint: diagnostic.hint,
  }));
}

test('what several apps lack is one finding, at the last layer that they have in common', async () => {
  expect(await judged()).toEqual([
    {
      code: 'schema-diff/missing-in-apps',
      at: 'configs/system/global.json5#',
      apps: ['apps/a', 'apps/b', 'apps/d'],
      message: '3 of 4 apps fail: "/host" is required, and missing in what their layers come to',
      hint: 'Set it in system/global, which all of them have, or in each of them',
    },
  ]);
});

test('below the root it stands at the object, where a layer has one', async () => {
  const v2 = { 'schemas/shop/v2.json': schema([], { required: ['host'] }) };
  const [inside, ...rest] = await judged(v2);
  expect([inside, rest]).toMatchObject([{ at: 'configs/system/global.json5#/db', apps: { length: 4 } }, []]);
  const own = await judged({ ...v2, 'configs/system/global.json5': '{}', 'configs/apps/a/config.json5': '{ db: {} }' });
  expect(own).toMatchObject([{ at: 'configs/apps/cascade.json5#', apps: ['apps/a', 'apps/b'] }]);
});

test('what a single app lacks, or one layer says for all, is told where it is', async () => {
  const hosts = Object.fromEntries(['a', 'b'].map((app) => [`configs/apps/${app}/config.json5`, '{ host: "x" }']));
  expect(await judged(hosts)).toMatchObject([{ code: 'schema/required', at: 'configs/apps/d/config.json5#', apps: ['apps/d'] }]);
  const shared = await judged({
    'schemas/shop/v2.json': schema([], { required: ['host'] }),
    'configs/apps/b/config.json5': '{}',
  });
  expect(shared).toMatchObject([{ code: 'schema/required', at: 'configs/system/global.json5#/db', apps: { length: 4 } }]);
});

test('apps without a cascade in common point at the schema', async () => {
  const bound = Object.fromEntries(
    ['a', 'b'].map((app) => [`configs/apps/${app}/config.json5`, '{ $schema: "schemas/shop/v1" }']),
  );
  const { 'configs/apps/cascade.json5': _, 'configs/system/global.json5': __, ...files } = shop;
  const workspace = await validatedWorkspace({ ...files, ...bound });
  const schemaOf = bindSchema(workspace, 'schemas/shop/v2' as DocumentId).value!;
  const { findings } = await judgeConfigs(workspace, 'schemas/shop' as DocumentId, schemaOf, 'v2');
  expect(findings.map(({ diagnostic: { site, related } }) => [site?.source.path, site?.pointer, related])).toEqual([
    ['schemas/shop/v2.json', '/required', []],
  ]);
});

test('elements of arrays stay apart, and so do other errors of the same apps', async () => {
  const items = { db: undefined, type: undefined };
  const found = await judged({
    'schemas/shop/v2.json': JSON.stringify({
      ...items,
      required: ['host'],
      properties: { list: { items: { required: ['id'] } }, a: { type: 'string' } },
    }),
    'configs/apps/a/config.json5': '{ a: 1, list: [{}] }',
    'configs/apps/b/config.json5': '{ list: [{}] }',
  });
  expect(found.map(({ code, at, apps }) => `${code} ${at} ${apps.join()}`)).toEqual([
    'schema-diff/missing-in-apps configs/system/global.json5# apps/a,apps/b,apps/d',
    'schema/type configs/apps/a/config.json5#/a apps/a',
    'schema/required configs/apps/a/config.json5#/list/0 apps/a',
    'schema/required configs/apps/b/config.json5#/list/0 apps/b',
  ]);
});
