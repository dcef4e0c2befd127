import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { digestBytes, digestOf } from '../../../src/snapshot/digest.ts';
import { parseManifest } from '../../../src/snapshot/parse-manifest.ts';
import { APPS, exportFiles, formatNames } from './example-release.ts';

test('apps and schemas lie at their ids, and the manifest comes last', async () => {
  const { files, findings } = await exportFiles();
  expect(findings).toEqual([]);
  expect(Object.keys(files)).toEqual([
    'apps/billing/eu-1.json',
    'apps/billing/eu-2.json',
    'teams/shop.json',
    'schemas/apps/billing/v2.json',
    'manifest.json',
  ]);
});

test('the manifest names id, path, digest, schema and size of each', async () => {
  const { files } = await exportFiles();
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as JsonObject;
  expect(Object.keys(manifest)).toEqual([
    'formatVersion',
    'commit',
    'sequence',
    'toolVersion',
    'outputFormat',
    'bare',
    'apps',
    'schemas',
  ]);
  expect(manifest).toMatchObject({ formatVersion: 1, commit: 'a'.repeat(40), sequence: 12, toolVersion: '0.1.0' });
  const file = files['apps/billing/eu-1.json'] ?? new Uint8Array();
  expect((manifest['apps'] as JsonObject[])[0]).toEqual({
    id: 'apps/billing/eu-1',
    path: 'apps/billing/eu-1.json',
    digest: digestOf(APPS['apps/billing/eu-1'] ?? {}, false),
    schema: 'schemas/apps/billing/v2',
    size: file.length,
    fileDigest: digestBytes(file),
  });
  expect((manifest['apps'] as JsonObject[])[2]).toMatchObject({ id: 'teams/shop', schema: null });
});

test('the order of the input changes no byte', async () => {
  const reversed = Object.fromEntries(Object.entries(APPS).toReversed());
  expect((await exportFiles({}, reversed)).files).toEqual((await exportFiles()).files);
});

test.each(formatNames)('every manifest that is written is read back, %s', async (outputFormat) => {
  const { files } = await exportFiles({ outputFormat, bare: true, commit: null });
  const { value, diagnostics } = parseManifest(files['manifest.json'] ?? new Uint8Array());
  expect(diagnostics).toEqual([]);
  expect(value).toMatchObject({ outputFormat, bare: true, commit: null });
});

test('an app at the place of the manifest is a finding, and nothing is written', async () => {
  const { files, findings } = await exportFiles({}, { manifest: {}, 'apps/a': {} });
  expect(files).toEqual({});
  expect(findings.map(({ code, args }) => [code, args['path'], args['ids']])).toEqual([
    ['snapshot/path-collision', 'manifest.json', ['manifest', 'the manifest']],
  ]);
});

test('where the format cannot hold an app, there is no manifest', async () => {
  const { files, findings } = await exportFiles({ outputFormat: 'bson' }, { ...APPS, 'apps/bad': { 'a\0': 1 } });
  expect(files['manifest.json']).toBeUndefined();
  expect(findings.map(({ code, args }) => [code, args['app']])).toEqual([['snapshot/cannot-express', 'apps/bad']]);
});
