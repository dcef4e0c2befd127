import { expect, test } from 'vitest';
import { evolvingShop, shopMigration, shopV2, shopV2Wide } from './evolving-shop.ts';
import { repositoryOf, type Sandbox } from './sandbox.ts';

const files = { ...evolvingShop, 'schemas/shop/v2.json': shopV2Wide, 'schemas/shop/v1-v2.migration.json5': shopMigration };
const ofShop = (): Sandbox => repositoryOf(files, 'carried');

test('resolve --schema-version writes, and the next plain run writes what it was', () => {
  const box = ofShop();
  const plain = box.confman(['resolve']);
  const before = box.read('resolved/apps/shop/eu.json');
  const carried = box.confman(['resolve', '--schema-version', '2']);
  expect([plain.code, carried.code]).toEqual([0, 0]);
  expect(JSON.parse(box.read('resolved/apps/shop/eu.json'))).toMatchObject({
    schemaRef: 'schemas/shop/v2',
    validatedWithSchemaVersion: 'v2',
    validationStatus: 'Valid',
    data: { timeout: 2, retries: 3 },
  });
  expect(box.confman(['resolve']).stderr).toContain('2 rebuilt');
  const { resolvedAt: _old, ...was } = JSON.parse(before) as Record<string, unknown>;
  const { resolvedAt: _new, ...is } = JSON.parse(box.read('resolved/apps/shop/eu.json')) as Record<string, unknown>;
  expect(is).toEqual(was);
});

test('resolve --schema-version of one app to stdout; what goes wrong is told, and nothing is printed', () => {
  const box = ofShop();
  const { code, stdout } = box.confman(['resolve', 'apps/shop/us', '--stdout', '--bare', '--schema-version', 'v2']);
  expect({ code, data: JSON.parse(stdout) as object }).toMatchObject({ code: 0, data: { timeout: 2, pool: 20 } });
  const missing = box.confman(['resolve', 'apps/shop/us', '--stdout', '--schema-version', 'v9']);
  expect(missing).toMatchObject({ code: 1, stdout: '' });
  expect(missing.stderr).toContain('migration/unknown-version');
  const none = box.confman(['resolve', '--schema-version', 'latest']);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('retention/bad-version');
  expect(box.has('resolved')).toBe(false);
});

test('schema list: versions, how they stand, and who is bound', () => {
  const box = ofShop();
  box.write('schemas/shop/v3.json', shopV2);
  box.write('schemas/shop/v2.json', shopV2);
  box.write('schemas/shop/family.json5', '{ owner: "ada", transitive: true }');
  const { code, stdout } = box.confman(['schema', 'list', '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    formatVersion: 1,
    schemaSequence: 1,
    base: 'main',
    families: [
      {
        id: 'schemas/shop',
        compatibility: 'policy',
        transitive: true,
        owner: 'ada',
        versions: [
          { version: 'v1', status: 'kept', apps: 2, schemaSequence: 1 },
          { version: 'v2', status: 'edited', apps: 0, schemaSequence: 1 },
          { version: 'v3', status: 'new', apps: 0, schemaSequence: null },
        ],
      },
    ],
  });
  box.remove('.git');
  expect(box.confman(['schema', 'list', 'shop']).stdout).toContain('nothing to hold them against');
  expect(box.confman(['schema', 'list', 'nothing']).code).toBe(2);
});

test('schema migrate: shown, checked, written, and carried back', () => {
  const box = ofShop();
  const before = box.files().map((path) => box.read(path));
  const shown = box.confman(['schema', 'migrate', 'schemas/shop']);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain('   5 -   timeoutMs: 2000,\n   5 +   timeout: 2,\n');
  expect(box.confman(['schema', 'migrate', 'shop', '--check']).code).toBe(1);
  expect(box.files().map((path) => box.read(path))).toEqual(before);
  expect(box.confman(['schema', 'migrate', 'shop', '--write']).code).toBe(0);
  expect(box.read('configs/system/global.json5')).toContain('timeout: 2,');
  expect(box.confman(['schema', 'migrate', 'shop', '--check'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing'),
  });
  expect(box.confman(['validate']).code).toBe(0);
  expect(box.confman(['schema', 'migrate', 'shop@1', '--write', '-q']).code).toBe(0);
  expect(box.files().map((path) => box.read(path))).toEqual(before);
});

test('schema migrate writes all or nothing, and shows no secret', () => {
  const box = ofShop();
  box.write('schemas/shop/v1-v2.migration.json5', '{ steps: [{ rename: "/password", to: "secret" }] }');
  const before = box.read('configs/apps/shop/eu/config.json5');
  const { code, stdout, stderr } = box.confman(['schema', 'migrate', 'shop', '--write']);
  expect(code).toBe(1);
  expect(stdout).toContain('Nothing was written');
  expect(stdout + stderr).not.toContain('vault://shop/eu');
  expect(box.read('configs/apps/shop/eu/config.json5')).toBe(before);
});

test.each([
  [['schema', 'migrate', 'nothing'], 2, 'schema/not-found'],
  [['schema', 'migrate', 'shop', '--to', 'two'], 2, 'retention/bad-version'],
  [['schema', 'migrate', 'shop@two'], 2, 'retention/bad-version'],
  [['schema', 'migrate', 'shop@9'], 2, 'migration/unknown-version'],
  [['schema', 'migrate', 'shop', '--from', 'v7'], 2, 'migration/unknown-version'],
  [['schema', 'migrate', 'shop', '--draft', '--write'], 1, 'migration/exists'],
  [['schema', 'migrate', 'shop', 'apps/shop/e'], 2, 'workspace/id-not-found'],
  [['schema', 'migrate', 'shop', 'apps/shop/eu'], 1, 'migration/shared-document'],
  [['schema', 'migrate', 'shop', 'apps/shop/eu', '--draft'], 2, '--draft is about two versions'],
])('%j ends with %i', (args, code, said) => {
  const box = ofShop();
  const ended = box.confman(args);
  expect({ code: ended.code, said: ended.stderr.includes(said) }).toEqual({ code, said: true });
});

test('a draft is written beside the versions, and is a migration', () => {
  const box = ofShop();
  box.remove('schemas/shop/v1-v2.migration.json5');
  expect(box.confman(['schema', 'migrate', 'shop', '--draft', '--write']).code).toBe(0);
  expect(box.read('schemas/shop/v1-v2.migration.json5')).toContain('steps:');
  expect(box.confman(['validate', 'schemas/shop/v1-v2.migration']).code).toBe(0);
});

test('groups of commands: help, completion, and a word that is none', () => {
  const box = ofShop();
  expect(box.confman(['help', 'schema', 'diff']).stdout).toContain('Usage: confman schema diff [options] <old> <new>');
  expect(box.confman(['schema', 'dif'])).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean diff?') });
  expect(box.confman(['complete', '--', 'schema', 'mi']).stdout).toContain('migrate\t');
  expect(box.confman(['complete', '--', 'schema', 'diff', '--mode', 'b']).stdout).toBe('backward\n:4\n');
  expect(box.confman(['complete', '--', 'schema', 'diff', 'schemas/shop/v']).stdout).toContain('schemas/shop/v2\n');
  expect(box.confman(['-C', '.', 'schema', '--format', 'json', 'list']).stdout).toMatch(/^\{/);
});

test('a commit from before a version can be carried to it', () => {
  const { 'schemas/shop/v2.json': _v2, 'schemas/shop/v1-v2.migration.json5': _migration, ...first } = files;
  const box = repositoryOf(first, 'later', (made) => {
    made.write('schemas/shop/v2.json', shopV2Wide);
    made.write('schemas/shop/v1-v2.migration.json5', shopMigration);
    made.commit();
  });
  const { code, stdout } = box.confman(['resolve', 'apps/shop/us', '--rev', 'main~1', '--schema-version', 'v2', '--stdout']);
  expect({ code, snapshot: JSON.parse(stdout) as object }).toMatchObject({
    code: 0,
    snapshot: { schemaRef: 'schemas/shop/v2', schemaSequence: 1, data: { timeout: 2, retries: 3 } },
  });
});

test('schema check of the first change that brings a workspace: there is nothing to keep yet', () => {
  const box = repositoryOf({ 'README.md': 'A program.\n' }, 'before');
  for (const [path, text] of Object.entries(files)) box.write(path, text);
  const { code, stderr } = box.confman(['schema', 'check']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('"schemas/shop/v2" breaks what its family promises'),
  });
  box.write('schemas/shop/family.json5', '{ compatibility: "none" }');
  expect(box.confman(['schema', 'check'])).toMatchObject({
    code: 0,
    stderr: 'Kept: 0 versions of 1 family held against main, 2 new versions\n',
  });
});
