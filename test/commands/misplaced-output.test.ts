import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxOf, shop } from './sandbox.ts';

test.each([
  ['configs/out', 'configs'],
  ['configs', 'configs'],
  ['schemas/x', 'schemas'],
])('snapshots are not written among the documents: --out %s', (out, folder) => {
  const box = sandboxOf(shop);
  const before = box.files();
  for (const flags of [[], ['--check'], ['--watch']]) {
    const { code, stdout, stderr } = box.confman(['resolve', '--out', out, ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `error[workspace/overlapping-folders] The folder of the snapshots "${out}" overlaps the folder "${folder}" of the tree\n`,
    );
  }
  expect(box.files()).toEqual(before);
});

test('it is where the folder lies that counts, not how it is named', () => {
  const box = sandboxOf(shop);
  expect(box.confman(['resolve', '--out', '../out'], { cwd: 'configs' }).code).toBe(0);
  expect(box.confman(['resolve', '--out', 'out'], { cwd: 'configs' }).code).toBe(2);
  expect(box.confman(['resolve', '--out', join(box.path, 'configs/apps')]).code).toBe(2);
});

test('what to try next can be typed where it is printed', () => {
  const box = sandboxOf(shop);
  const { stderr } = box.confman(['resolve', '-C', '..'], { cwd: 'configs' });
  expect(stderr).toContain('Snapshots are in resolved; try next: confman -C .. explain apps/shop/eu\n');
  expect(box.confman(['-C', '..', 'explain', 'apps/shop/eu'], { cwd: 'configs' }).code).toBe(0);
});
