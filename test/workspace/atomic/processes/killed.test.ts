import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseTempName } from '../../../../src/workspace/atomic-write-temp.ts';
import { OutputFolder } from '../../../../src/workspace/output-folder.ts';
import { pruneOutput } from '../../../../src/workspace/output-folder-prune.ts';
import { writeRelease } from '../../../../src/workspace/release-switch.ts';
import { exampleRelease, exampleTree } from '../example-release.ts';
import { scratchFolder, treeOf } from '../scratch-folder.ts';
import { startWriter } from './run-writer.ts';

/** Kills a writer that would go on for long, once it is well under way. */
async function killedWriter(what: string, folder: string, sign: string): Promise<void> {
  const writer = startWriter([what, folder, 'a', '1000000']);
  while (!existsSync(join(folder, sign))) await wait(5);
  await wait(20 + Math.random() * 50);
  writer.process.kill('SIGKILL');
  expect((await writer.ended).signal).toBe('SIGKILL');
}

test('a run that is killed leaves whole files, and the next one sweeps', async () => {
  const folder = scratchFolder();
  for (let round = 0; round < 3; round += 1) {
    await killedWriter('write', folder, 'resolved/apps/a/x.json');
    const tree = treeOf(folder);
    expect(tree['resolved/apps/a/x.json']).toBe('a'.repeat(5000));
    const rest = Object.keys(tree).filter((path) => parseTempName(path.slice(path.lastIndexOf('/') + 1)) === undefined);
    expect(rest).toEqual(['resolved/apps/a/x.json']);
  }
  pruneOutput(new OutputFolder({ base: folder, inside: 'resolved', shown: 'resolved' }), () => true, { dry: false });
  expect(Object.keys(treeOf(folder))).toEqual(['resolved/apps/a/x.json']);
});

test('an export that is killed leaves a whole release beside what the next one removes', async () => {
  const folder = scratchFolder();
  for (let round = 0; round < 3; round += 1) await killedWriter('release', folder, 'out/manifest.json');
  expect(writeRelease(join(folder, 'out'), exampleRelease('new'), { shown: 'out' })).toEqual({ value: true, diagnostics: [] });
  expect(treeOf(folder)).toEqual(exampleTree('new', 'out/'));
});
