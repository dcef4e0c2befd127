import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readRelease } from '../../../../src/workspace/release-switch-read.ts';
import { errorCode } from '../../../../src/workspace/output-folder-fs.ts';
import { scratchFolder, treeOf } from '../scratch-folder.ts';
import { startWriter } from './run-writer.ts';

/** What `look` sees while the promise is pending, each once. */
async function watch(pending: Promise<unknown>, look: () => string): Promise<string[]> {
  const seen = new Set<string>();
  const ended = pending.then(() => true);
  while (!(await Promise.race([ended, breathe(false)]))) seen.add(look());
  return [...seen].sort();
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return errorCode(error) ?? 'a bug';
  }
}

test('two processes write one file, and a reader sees only whole ones', async () => {
  const folder = scratchFolder();
  const writers = ['a', 'b'].map((text) => startWriter(['write', folder, text, '1500']));
  const ended = Promise.all(writers.map((writer) => writer.ended));
  const seen = await watch(ended, () => read(join(folder, 'resolved/apps/a/x.json')));
  expect((await ended).map(({ found }) => found)).toEqual([[], []]);
  const whole = new Set(['ENOENT', 'a'.repeat(5000), 'b'.repeat(5000)]);
  expect(seen.filter((text) => !whole.has(text))).toEqual([]);
  expect(Object.keys(treeOf(folder))).toEqual(['resolved/apps/a/x.json']);
});

test('one process removes the folders that the other one writes into', async () => {
  const folder = scratchFolder();
  const writers = [startWriter(['write', folder, 'a', '800']), startWriter(['remove', folder, 'b', '800'])];
  const results = await Promise.all(writers.map((writer) => writer.ended));
  const findings = results.flatMap(({ found }) => found as unknown[]);
  const harmless = JSON.stringify(['workspace/write-failed', 'its folder vanished in the meantime']);
  expect(findings.filter((finding) => JSON.stringify(finding) !== harmless)).toEqual([]);
  expect(Object.keys(treeOf(folder)).filter((path) => !/^resolved\/(?:apps\/(?:a\/x\.json)?)?$/.test(path))).toEqual([]);
});

test('two processes export to one folder, and in the end one of the releases stands there alone', async () => {
  const folder = scratchFolder();
  const writers = ['a', 'b'].map((text) => startWriter(['release', folder, text, '40']));
  const ended = Promise.all(writers.map((writer) => writer.ended));
  const seen = await watch(ended, () => {
    const { value, diagnostics } = readRelease(join(folder, 'out'), 'out');
    return value === undefined ? String(diagnostics[0]?.code) : String(value.manifest.apps.length);
  });
  const findings = (await ended).flatMap(({ found }) => found as unknown[]);
  expect(findings.filter((finding) => !/release-busy|leftover/.test(JSON.stringify(finding)))).toEqual([]);
  expect(seen.filter((what) => what !== '20' && what !== 'snapshot/manifest-missing')).toEqual([]);
  const { 'out/manifest.json': _, ...files } = treeOf(folder);
  expect(Object.keys(files).filter((path) => !path.startsWith('out/apps/'))).toEqual([]);
  expect(new Set(Object.values(files)).size).toBe(1);
});
