import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryOf, sandboxOf, shop, type Sandbox } from './sandbox.ts';

const invalid = '{ url: 1 }';

interface Manifest {
  readonly commit: string | null;
  readonly sequence: number;
  readonly apps: readonly { readonly id: string; readonly schema: string }[];
  readonly schemas: readonly { readonly id: string }[];
}

function manifestOf(box: Sandbox, folder = 'out'): Manifest {
  return JSON.parse(box.read(`${folder}/manifest.json`)) as Manifest;
}

function committed(files = shop): Sandbox {
  return repositoryOf({ ...files, '.gitignore': '/out*\n/resolved\n' });
}

test('a release holds every app, every schema as it is, and names its commit', () => {
  const box = committed();
  const commit = box.git('rev-parse', 'HEAD').trim();
  const { code, stdout, stderr } = box.confman(['export', '--out', 'out']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`Exported to out: 2 apps and 1 schema of commit ${commit.slice(0, 12)}, schema sequence 1\n`);
  expect(box.files('out')).toEqual(['apps/shop/eu.json', 'apps/shop/us.json', 'manifest.json', 'schemas/shop/v1.json']);
  expect(manifestOf(box)).toMatchObject({ commit, sequence: 1, toolVersion: expect.any(String) as string });
  expect(manifestOf(box).apps.map(({ id, schema }) => [id, schema])).toEqual([
    ['apps/shop/eu', 'schemas/shop/v1'],
    ['apps/shop/us', 'schemas/shop/v1'],
  ]);
  expect(JSON.parse(box.read('out/schemas/shop/v1.json'))).toEqual(JSON.parse(shop['schemas/shop/v1.json'] ?? ''));
});

test('the same commit gives the same bytes, at any time and whatever was exported before', () => {
  const box = committed();
  box.confman(['export', '--out', 'out']);
  box.confman(['export', '--out', 'out2']);
  box.confman(['export', '--out', 'out2', '--no-cache']);
  expect(box.files('out2')).toEqual(box.files('out'));
  for (const path of box.files('out')) expect(box.read(`out2/${path}`)).toBe(box.read(`out/${path}`));
  expect(box.read('out/apps/shop/eu.json')).toContain('"resolvedAt": "2026-05-13T16:50:00Z"');
});

test('bare and in another format', () => {
  const box = committed();
  box.confman(['export', '--out', 'out', '--bare', '--output-format', 'yaml']);
  expect(box.read('out/apps/shop/us.yaml')).toMatch(/^password: /);
});

test.each([
  ['an edited document', 'configs/system/global.json5', '{ tls: true, pool: 11 }'],
  ['an edited schema', 'schemas/shop/v1.json', '{}'],
  ['edited settings', 'confman.json5', '{}'],
  ['a new document', 'configs/apps/shop/ap/config.json5', '{ url: "x" }'],
])('%s that is not committed: the release names no commit, and that is said', (_, path, text) => {
  const box = committed();
  box.write(path, text);
  const { code, stdout, stderr } = box.confman(['export', '--out', 'out']);
  expect(code).toBe(0);
  expect(stdout).toContain('of the working tree');
  expect(stderr).toContain(`warning[snapshot/no-commit] The manifest names no commit: "${path}" differs from the last commit`);
  expect(manifestOf(box).commit).toBeNull();
});

test('a removed document is a difference too', () => {
  const box = committed();
  box.remove('configs/apps/shop/us');
  expect(box.confman(['export', '--out', 'out']).stderr).toContain('"configs/apps/shop/us/config.json5" differs');
});

test('what is no part of the tree does not matter', () => {
  const box = committed();
  box.write('README.md', 'not committed');
  box.write('configs/.hidden.json5', '{}');
  expect(box.confman(['export', '--out', 'out']).stderr).toBe('');
});

test('other line ends in the working tree are no difference, and the release is that of the commit', () => {
  const box = committed({ ...shop, 'configs/system/global.json5': '{\n  tls: true,\n  pool: 10,\n}\n' });
  box.write('configs/system/global.json5', '{\r\n  tls: true,\r\n  pool: 10,\r\n}\r\n');
  expect(box.confman(['export', '--out', 'out'])).toMatchObject({ code: 0, stderr: '' });
});

test('outside of git there is no commit to name', () => {
  const box = sandboxOf(shop);
  const { code, stderr } = box.confman(['export', '--out', 'out']);
  expect(code).toBe(0);
  expect(stderr).toContain('The manifest names no commit: there is no git repository');
});

test('a workspace in a folder of a repository', () => {
  const nested = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`platform/${path}`, text]));
  const box = committed(nested);
  expect(box.confman(['export', '--out', '../out'], { cwd: 'platform' })).toMatchObject({ code: 0, stderr: '' });
  expect(manifestOf(box)).toMatchObject({ commit: expect.any(String) as string, sequence: 1 });
});

test('an invalid app calls the release off, and what stood there stays', () => {
  const box = committed();
  box.confman(['export', '--out', 'out']);
  const before = box.read('out/manifest.json');
  box.write('configs/apps/shop/us/config.json5', invalid);
  const { code, stdout, stderr } = box.confman(['export', '--out', 'out']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(' --> configs/apps/shop/us/config.json5:1:8 at /url');
  expect(stderr).toContain('1 of 2 apps is invalid');
  expect(stderr).toContain('out is as it was: nothing was exported');
  expect(box.read('out/manifest.json')).toBe(before);
  expect(box.files().filter((path) => path.includes('.confman-'))).toEqual([]);
});

test('an invalid app that is allowed is released, marked', () => {
  const box = committed({ ...shop, 'configs/apps/shop/us/config.json5': '{ url: 1, password: "hunter2" }' });
  const { code, stdout } = box.confman(['export', '--out', 'out', '--allow-invalid']);
  expect(code).toBe(1);
  expect(stdout).toContain('Exported to out: 2 apps');
  expect(box.read('out/apps/shop/us.json')).toContain('"validationStatus": "Invalid"');
  expect(box.read('out/apps/shop/us.json')).not.toContain('hunter2');
});

test('an app that cannot be put together cannot be released at all', () => {
  const box = committed({ ...shop, 'configs/apps/shop/us/config.json5': '{ url: { $ref: "nowhere" } }' });
  expect(box.confman(['export', '--out', 'out', '--allow-invalid'])).toMatchObject({ code: 1, stdout: '' });
  expect(box.has('out')).toBe(false);
});

test('a schema that cannot be read calls the release off', () => {
  const box = committed({ ...shop, 'schemas/other/v1.json': '{' });
  const { code, stderr } = box.confman(['export', '--out', 'out']);
  expect(code).toBe(1);
  expect(stderr).toContain('schemas/other/v1.json:1:2');
  expect(box.has('out')).toBe(false);
});

test('a folder that holds something else is not touched', () => {
  const box = committed();
  box.write('out/mine.txt', 'mine');
  const { code, stderr } = box.confman(['export', '--out', 'out']);
  expect(code).toBe(1);
  expect(stderr).toContain('error[snapshot/release-target] "out" is not replaced');
  expect(box.files('out')).toEqual(['mine.txt']);
});

test.each(['configs/release', 'schemas'])('a release among the documents is refused: %s', (out) => {
  const box = committed();
  const { code, stderr } = box.confman(['export', '--out', out]);
  expect(code).toBe(1);
  expect(stderr).toContain('error[workspace/overlapping-folders]');
  expect(box.git('status', '--porcelain')).toBe('');
});

test('as a link the target leads from one whole release to the next', () => {
  const box = committed();
  box.confman(['export', '--out', 'out', '--link']);
  const first = manifestOf(box).commit;
  box.write('configs/system/global.json5', '{ tls: false }');
  box.commit();
  box.confman(['export', '--out', 'out']);
  expect(lstatSync(join(box.path, 'out')).isSymbolicLink()).toBe(true);
  expect(manifestOf(box).commit).not.toBe(first);
});

test('a shallow clone cannot count the schema sequence', () => {
  const box = committed();
  box.write('schemas/shop/v2.json', '{}');
  box.commit();
  box.git('clone', '--quiet', '--depth', '1', `file://${box.path}`, 'clone');
  const { code, stderr } = box.confman(['export', '--out', '../out'], { cwd: 'clone' });
  expect(code).toBe(1);
  expect(stderr).toContain('error[snapshot/shallow-history]');
  expect(stderr).toContain('hint: Fetch the rest with git fetch --unshallow');
});

test('for programs', () => {
  const box = committed();
  const { stdout } = box.confman(['export', '--out', 'out', '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ command: 'export', ok: true, apps: { total: 2, valid: 2, rebuilt: 2 } });
});
