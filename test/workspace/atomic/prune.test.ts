import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { snapshotFormats, type SnapshotFormatName } from '../../../src/snapshot/formats.ts';
import type { DocumentId } from '../../../src/model/document-id.ts';
import { tempName } from '../../../src/workspace/atomic-write-temp.ts';
import { OutputFolder } from '../../../src/workspace/output-folder.ts';
import { pruneOutput } from '../../../src/workspace/output-folder-prune.ts';
import { exampleSnapshot } from '../../snapshot/example-snapshot.ts';
import { failingFs } from './failing-fs.ts';
import { codesOf, scratchFolder, treeOf } from './scratch-folder.ts';

async function put(
  folder: OutputFolder,
  app: string,
  format: SnapshotFormatName,
  path = `${app}.${format}`,
  bare = false,
): Promise<void> {
  const { render } = await snapshotFormats[format].load();
  const { value } = render(exampleSnapshot({ a: 1 }, { app: app as DocumentId }), { bare, sorted: true });
  folder.write(path, value ?? new Uint8Array());
}

function isLive(app: string): boolean {
  return app === 'apps/live/y';
}

const NOTHING = { apps: [], diagnostics: [], folders: [''] };

test('snapshots of apps that are gone are removed in every format, and nothing else', async () => {
  const base = scratchFolder();
  const folder = new OutputFolder({ base, inside: 'resolved', shown: 'resolved' });
  for (const format of ['json', 'yaml', 'bson'] as const) {
    await put(folder, 'apps/gone/x', format);
    await put(folder, 'apps/live/y', format);
  }
  await put(folder, 'apps/gone/x', 'json', 'apps/gone/renamed.json');
  await put(folder, 'apps/gone/bare', 'json', undefined, true);
  await put(folder, 'apps/lost/z', 'json');
  folder.write('apps/gone/hand-made.json', Buffer.from('{"_id":"apps/gone/hand-made/resolved"}'));
  folder.write('notes.txt', Buffer.from('notes'));
  writeFileSync(join(base, 'resolved', tempName('tmp').replace(/-\d+-\d+\.tmp/, '-999999999-1.tmp')), 'half');
  const before = treeOf(base);
  expect(pruneOutput(folder, isLive, { dry: true }).apps).toEqual(['apps/gone/x', 'apps/lost/z']);
  expect(treeOf(base)).toEqual(before);
  const { apps, diagnostics, folders } = pruneOutput(folder, isLive, { dry: false });
  expect(diagnostics).toEqual([]);
  expect(apps).toEqual(['apps/gone/x', 'apps/lost/z']);
  expect(folders).toEqual(['', 'apps', 'apps/gone', 'apps/live']);
  expect(Object.keys(treeOf(base)).sort()).toEqual([
    'resolved/apps/gone/bare.json',
    'resolved/apps/gone/hand-made.json',
    'resolved/apps/gone/renamed.json',
    'resolved/apps/live/y.bson',
    'resolved/apps/live/y.json',
    'resolved/apps/live/y.yaml',
    'resolved/notes.txt',
  ]);
});

test('nothing is looked for behind links', async () => {
  const base = scratchFolder();
  const elsewhere = new OutputFolder({ base: join(base, 'elsewhere'), inside: '', shown: 'elsewhere' });
  await put(elsewhere, 'apps/x', 'json');
  mkdirSync(join(base, 'resolved'));
  symlinkSync('../elsewhere/apps', join(base, 'resolved', 'apps'));
  const linked = new OutputFolder({ base, inside: 'resolved', shown: 'resolved' });
  expect(pruneOutput(linked, () => false, { dry: false })).toEqual(NOTHING);
  symlinkSync('elsewhere', join(base, 'out'));
  expect(pruneOutput(new OutputFolder({ base, inside: 'out', shown: 'out' }), () => false, { dry: false })).toEqual(NOTHING);
  expect(treeOf(base)['elsewhere/apps/x.json']).toBeDefined();
});

test('no folder is nothing to do, and what cannot be removed is a warning', async () => {
  const base = scratchFolder();
  const place = { base, inside: 'resolved', shown: 'resolved' };
  expect(pruneOutput(new OutputFolder(place), () => false, { dry: false })).toEqual(NOTHING);
  await put(new OutputFolder(place), 'apps/x', 'json');
  const output = new OutputFolder({ ...place, fs: failingFs('unlinkSync', 'EROFS') });
  const { apps, diagnostics } = pruneOutput(output, () => false, { dry: false });
  expect(apps).toEqual([]);
  expect(codesOf(diagnostics)).toEqual([['snapshot/leftover', 'resolved/apps/x.json']]);
});
