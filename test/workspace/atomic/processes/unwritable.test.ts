import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder, treeOf } from '../scratch-folder.ts';
import { startWriter } from './run-writer.ts';

/** `nobody` on Linux. Root may write everywhere, so a process of somebody else has to try. */
const SOMEBODY = process.getuid?.() === 0 ? 65534 : undefined;

test.skipIf(process.platform === 'win32')('a folder that may not be written', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'resolved'));
  for (const path of [join(folder, 'resolved'), folder]) chmodSync(path, 0o555);
  const denied = ['workspace/write-failed', 'permission is denied'];
  const results = await Promise.all(['write', 'release'].map((what) => startWriter([what, folder, 'a'], SOMEBODY).ended));
  for (const path of [join(folder, 'resolved'), folder]) chmodSync(path, 0o755);
  expect(results.map(({ found }) => found)).toEqual([[denied], [denied]]);
  expect(treeOf(folder)).toEqual({ 'resolved/': '/' });
});
