import { expect, test } from 'vitest';
import { snapshotFormats, type SnapshotFormatName } from '../../src/snapshot/formats.ts';
import { pruneCandidates } from '../../src/snapshot/prune.ts';
import { HEAD_BYTES, recogniseSnapshot } from '../../src/snapshot/recognise-snapshot.ts';
import type { DocumentId } from '../../src/model/document-id.ts';
import { exampleSnapshot } from './example-snapshot.ts';

test('candidates are files named as snapshots of apps that are gone', () => {
  const paths = [
    'apps/gone/x.yaml',
    'apps/gone/x.json',
    'apps/live/y.json',
    'apps/live/y.bson',
    'README.md',
    'notes.json5',
    '.hidden.json',
    'apps/.confman-000000-1-1.tmp',
    '/apps/z.json',
    'apps/../z.json',
    '.json',
    'a b.json',
  ];
  expect(pruneCandidates(paths, (app) => app === 'apps/live/y')).toEqual([
    { path: 'apps/gone/x.json', app: 'apps/gone/x', format: 'json' },
    { path: 'apps/gone/x.yaml', app: 'apps/gone/x', format: 'yaml' },
  ]);
});

const formats = Object.keys(snapshotFormats) as SnapshotFormatName[];

test.each(formats)('a %s snapshot is recognised as that of its app and of no other', async (name) => {
  const format = await snapshotFormats[name].load();
  for (const app of ['apps/billing/eu-1', '2001-12-14', '1e3', 'no', 'x'.repeat(200)]) {
    const bytes = format.render(exampleSnapshot({ a: 1 }, { app: app as DocumentId }), { bare: false, sorted: true }).value;
    const file = bytes ?? new Uint8Array();
    expect(recogniseSnapshot(file.subarray(0, HEAD_BYTES), file.length, app, name)).toBe(true);
    expect(recogniseSnapshot(file, file.length, `${app}2`, name)).toBe(false);
    expect(recogniseSnapshot(file, file.length, app.slice(0, -1), name)).toBe(false);
    for (const other of formats.filter((f) => f !== name)) expect(recogniseSnapshot(file, file.length, app, other)).toBe(false);
  }
});

test.each(formats)('a bare or foreign %s file is never recognised', async (name) => {
  const format = await snapshotFormats[name].load();
  const { value } = format.render(exampleSnapshot({ a: 1 }), { bare: true, sorted: true });
  for (const file of [value ?? new Uint8Array(), new Uint8Array(), Buffer.from('{"_id": "apps/billing/eu-1/resolved"}')]) {
    expect(recogniseSnapshot(file, file.length, 'apps/billing/eu-1', name)).toBe(false);
  }
});
