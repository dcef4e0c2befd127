import { describe, expect, test } from 'vitest';
import { digestBytes } from '../../../src/snapshot/digest.ts';
import { APPS, edited, expectedRelease, exportFiles, formatNames, verifyFiles, type Files } from './example-release.ts';

/** The files with one changed, and the manifest saying so: what somebody does who wants the change to go unseen. */
function forged(files: Files, path: string, bytes: Uint8Array): Files {
  const before = files[path] ?? new Uint8Array();
  const manifest = edited(files['manifest.json'], digestBytes(before), digestBytes(bytes));
  return { ...files, [path]: bytes, 'manifest.json': edited(manifest, `"size": ${before.length}`, `"size": ${bytes.length}`) };
}

describe.each(formatNames)('%s', (outputFormat) => {
  test.each([false, true])('an untouched release is clean, bare: %s', async (bare) => {
    const { files } = await exportFiles({ outputFormat, bare });
    expect(await verifyFiles(files)).toEqual([]);
    expect(await verifyFiles(files, expectedRelease())).toEqual([]);
  });

  test('any flipped byte of any file is found', async () => {
    const { files } = await exportFiles({ outputFormat });
    for (const path of Object.keys(files).filter((name) => name !== 'manifest.json')) {
      const bytes = Uint8Array.from(files[path] ?? []);
      for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
        const flipped = bytes.with(at, (bytes[at] ?? 0) ^ 1);
        expect(await verifyFiles({ ...files, [path]: flipped })).toEqual([['snapshot/verify-changed', path]]);
      }
    }
  });

  test('a change that the manifest hides is found inside the file or by its sources', async () => {
    const { files } = await exportFiles({ outputFormat });
    const path = `apps/billing/eu-2.${outputFormat}`;
    const cases = [
      ['eu-2/resolved', 'eu-9/resolved'],
      ['schemas/apps/billing/v2', 'schemas/apps/billing/v1'],
      ['name', 'nome'],
    ] as const;
    for (const [from, to] of cases) {
      expect(await verifyFiles(forged(files, path, edited(files[path], from, to)))).toEqual([['snapshot/verify-changed', path]]);
    }
    const status = forged(files, path, edited(files[path], 'Valid', 'Wrong'));
    expect(await verifyFiles(status)).toEqual([]);
    expect(await verifyFiles(status, expectedRelease())).toEqual([['snapshot/verify-changed', path]]);
  });
});

test('another resolvedAt is no finding when the manifest knows of it: the time is not part of the content', async () => {
  const { files } = await exportFiles();
  const path = 'apps/billing/eu-1.json';
  const later = forged(files, path, edited(files[path], '2026-05-13', '2027-05-13'));
  expect(await verifyFiles(later, expectedRelease())).toEqual([]);
});

test('missing and extra files, in the order of their paths', async () => {
  const { files } = await exportFiles();
  const { 'teams/shop.json': _, ...rest } = files;
  const found = await verifyFiles({ ...rest, 'zzz.json': Buffer.from('x'), 'apps/a.json': Buffer.from('x') });
  expect(found).toEqual([
    ['snapshot/verify-extra', 'apps/a.json'],
    ['snapshot/verify-missing', 'teams/shop.json'],
    ['snapshot/verify-extra', 'zzz.json'],
  ]);
});

test('a file of another size is not even read', async () => {
  const { files } = await exportFiles();
  const path = 'apps/billing/eu-1.json';
  expect(await verifyFiles({ ...files, [path]: Buffer.concat([files[path] ?? Buffer.alloc(0), Buffer.from('\n')]) })).toEqual([
    ['snapshot/verify-changed', path],
  ]);
});

test('what the commit gives is compared with what the manifest lists', async () => {
  const { 'teams/shop': _, ...fewer } = APPS;
  const { files } = await exportFiles({}, { ...fewer, 'apps/billing/eu-1': { port: 9 }, 'apps/new': {} });
  expect(await verifyFiles(files, expectedRelease())).toEqual([
    ['snapshot/verify-mismatch', 'apps/billing/eu-1'],
    ['snapshot/verify-not-in-sources', 'apps/new'],
    ['snapshot/verify-not-released', 'teams/shop'],
  ]);
});

test('schemas and the sequence are compared too', async () => {
  const { files } = await exportFiles();
  const expected = expectedRelease();
  const apps = new Map(
    [...expected.apps].map(([id, app]) => [id, id === 'teams/shop' ? { ...app, schemaRef: 'schemas/x/v1' } : app]),
  );
  const schemas = new Map([['schemas/apps/billing/v2', digestBytes('other')] as const]);
  expect(await verifyFiles(files, { sequence: 13, apps, schemas })).toEqual([
    ['snapshot/verify-sequence', 12],
    ['snapshot/verify-schema', 'teams/shop'],
    ['snapshot/verify-schema', 'schemas/apps/billing/v2'],
  ]);
});
