import { expect, test } from 'vitest';
import { resolveApps, type SnapshotFolder } from '../../src/pipeline/resolve-apps.ts';
import type { SnapshotFormat } from '../../src/snapshot/formats/format.ts';
import { snapshotPath } from '../../src/snapshot/snapshot-path.ts';
import { memoryWorkspace } from './memory-workspace.ts';

/** What the engine does when a text gets longer than any can be; to make such a text takes a gigabyte. */
const format: SnapshotFormat = {
  render: () => {
    throw new RangeError('Invalid string length');
  },
  read: () => {
    throw new Error('nothing was written');
  },
};

const empty: SnapshotFolder = { stats: () => undefined, read: () => undefined, write: () => expect.fail('nothing to write') };

test('a snapshot that is longer than any text is a finding of its app, and nothing is written', async () => {
  const workspace = memoryWorkspace({ 'configs/apps/a/config.json5': '{ a: 1 }' });
  const { findings, written } = await resolveApps({
    workspace,
    apps: workspace.index.apps,
    earlier: undefined,
    stale: new Uint8Array(),
    folder: empty,
    pathOf: (app) => snapshotPath(app, 'json'),
    loadFormat: () => Promise.resolve(format),
    schemaSequence: 0,
    resolvedAt: '2026-05-13T12:00:00Z',
    bare: false,
    allowInvalid: false,
    dry: false,
    outputs: undefined,
  });
  expect(findings.map(({ diagnostic, apps }) => [diagnostic.code, ...apps])).toEqual([['snapshot/too-large', 'apps/a']]);
  expect(written).toEqual([]);
});
