import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonFormat } from '../../../src/snapshot/formats/json.ts';
import { verifyRelease } from '../../../src/snapshot/verify.ts';
import { writeRelease } from '../../../src/workspace/release-switch.ts';
import { readRelease } from '../../../src/workspace/release-switch-read.ts';
import { exportFiles } from '../../snapshot/release/example-release.ts';
import { codesOf, scratchFolder } from './scratch-folder.ts';

async function release(): Promise<string> {
  const target = join(scratchFolder(), 'out');
  const { files } = await exportFiles();
  const outcomes = Object.entries(files).map(([path, bytes]) => ({ value: { path, bytes }, diagnostics: [] }));
  expect(writeRelease(target, outcomes, { shown: 'out' })).toEqual({ value: true, diagnostics: [] });
  return target;
}

function verify(folder: string): [string, unknown][] {
  const { value, diagnostics } = readRelease(folder, 'out');
  return codesOf(value === undefined ? diagnostics : verifyRelease({ ...value, format: jsonFormat }));
}

test('what is exported is read back and clean, also through a link that the user names', async () => {
  const target = await release();
  expect(verify(target)).toEqual([]);
  symlinkSync(target, `${target}-link`);
  expect(verify(`${target}-link`)).toEqual([]);
});

test('no folder, no manifest, a manifest that is a link or no manifest', async () => {
  const target = await release();
  const missing = [['snapshot/manifest-missing', 'out/manifest.json']];
  expect(verify(`${target}/nowhere`)).toEqual(missing);
  expect(verify(join(target, 'manifest.json'))).toEqual(missing);
  renameSync(join(target, 'manifest.json'), join(target, '../manifest.json'));
  expect(verify(target)).toEqual(missing);
  symlinkSync('../manifest.json', join(target, 'manifest.json'));
  expect(verify(target)).toEqual(missing);
  rmSync(join(target, 'manifest.json'));
  writeFileSync(join(target, 'manifest.json'), '{}');
  expect(new Set(verify(target).map(([code]) => code))).toEqual(new Set(['snapshot/manifest-invalid']));
});

test('links in a release are found and not followed, whatever they lead to', async () => {
  const target = await release();
  renameSync(join(target, 'apps'), join(target, '../apps'));
  symlinkSync('../apps', join(target, 'apps'));
  rmSync(join(target, 'teams/shop.json'));
  symlinkSync('/dev/zero', join(target, 'teams/shop.json'));
  symlinkSync('.', join(target, 'loop'));
  expect(verify(target)).toEqual([
    ['snapshot/verify-extra', 'apps'],
    ['snapshot/verify-missing', 'apps/billing/eu-1.json'],
    ['snapshot/verify-missing', 'apps/billing/eu-2.json'],
    ['snapshot/verify-extra', 'loop'],
    ['snapshot/verify-extra', 'teams/shop.json'],
    ['snapshot/verify-missing', 'teams/shop.json'],
  ]);
});

test('changed, missing and extra files', async () => {
  const target = await release();
  writeFileSync(join(target, 'apps/billing/eu-1.json'), '{}');
  rmSync(join(target, 'apps/billing/eu-2.json'));
  mkdirSync(join(target, 'apps/billing/eu-2.json'));
  writeFileSync(join(target, '.hidden'), '');
  truncateSync(join(target, 'teams/shop.json'), 2 ** 40);
  expect(verify(target)).toEqual([
    ['snapshot/verify-extra', '.hidden'],
    ['snapshot/verify-changed', 'apps/billing/eu-1.json'],
    ['snapshot/verify-missing', 'apps/billing/eu-2.json'],
    ['snapshot/verify-changed', 'teams/shop.json'],
  ]);
});
