import { expect, test } from 'vitest';
import { repositoryOf, sandboxOf, shop } from './sandbox.ts';

const time = { SOURCE_DATE_EPOCH: '1778690000' };
const broken = { ...shop, 'configs/apps/shop/us/config.json5': '{ url: 1, password: "hunter2" }' };

test.each([[], ['--bare'], ['--output-format', 'yaml'], ['--output-format', 'bson'], ['--bare', '--output-format', 'yaml']])(
  'what is printed is what would be written: %s %s %s',
  (...flags) => {
    const box = repositoryOf(shop);
    const printed = box.confman(['resolve', 'apps/shop/us', '--stdout', ...flags], { env: time });
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(box.has('resolved')).toBe(false);
    box.confman(['resolve', ...flags], { env: time });
    const written = box.files('resolved/apps/shop').find((path) => path.startsWith('us.'));
    expect(printed.stdout).toBe(box.read(`resolved/apps/shop/${written}`));
  },
);

test('the snapshot is whole', () => {
  const box = repositoryOf(shop);
  const { stdout } = box.confman(['resolve', '/apps/shop/us', '--stdout'], { env: time });
  expect(JSON.parse(stdout)).toEqual({
    _id: 'apps/shop/us/resolved',
    schemaRef: 'schemas/shop/v1',
    validatedWithSchemaVersion: 'v1',
    validationStatus: 'Valid',
    schemaSequence: 1,
    resolvedAt: '2026-05-13T16:33:20Z',
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    data: { password: 'vault://shop/us', pool: 20, tls: true, url: 'https://us.example.com' },
  });
});

test('of an invalid app nothing is printed', () => {
  const box = sandboxOf(broken);
  const { code, stdout, stderr } = box.confman(['resolve', 'apps/shop/us', '--stdout']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(' --> configs/apps/shop/us/config.json5:1:8 at /url');
  expect(stderr).not.toContain('hunter2');
});

test('an invalid app that is allowed is printed, marked and without what is no secret reference', () => {
  const box = sandboxOf(broken);
  const { code, stdout } = box.confman(['resolve', 'apps/shop/us', '--stdout', '--allow-invalid']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ validationStatus: 'Invalid', data: { url: 1 } });
  expect(stdout).not.toContain('hunter2');
});

test.each([
  [[], 'error: --stdout prints one app; name it by its id'],
  [['apps/shop/*'], 'error: --stdout prints one app, and 2 are named'],
  [['apps/shop/eu', 'apps/shop/us'], 'error: --stdout prints one app, and 2 are named'],
])('one app must be named: %s', (apps, said) => {
  const box = sandboxOf(shop);
  const { code, stdout, stderr } = box.confman(['resolve', ...apps, '--stdout']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});

test('a name that no app has gets suggestions', () => {
  const { code, stdout, stderr } = sandboxOf(shop).confman(['resolve', 'apps/shop/uz', '--stdout']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('error[workspace/app-not-found]');
  expect(stderr).toContain('hint: Write apps/shop/us');
});

test.each([['--check'], ['--watch'], ['--out', 'x']])('it does not go with %s', (...flags) => {
  const { code, stderr } = sandboxOf(shop).confman(['resolve', 'apps/shop/eu', '--stdout', ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain("error: option '--stdout' cannot be used with option");
});

test('a build time that is none stops everything', () => {
  const box = sandboxOf(shop);
  const { code, stderr } = box.confman(['resolve'], { env: { SOURCE_DATE_EPOCH: 'today' } });
  expect(code).toBe(2);
  expect(stderr).toContain('error[snapshot/bad-source-date-epoch]');
  expect(box.has('resolved')).toBe(false);
});
