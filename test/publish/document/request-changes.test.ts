import { onTestFinished, expect, test } from 'vitest';
import { openObjectReader } from '../../../src/git/open-object-reader.ts';
import { appHistory } from '../../../src/pipeline/history/app-history.ts';
import { requestChanges, type RequestChange, type RequestChanges } from '../../../src/publish/document/request-changes.ts';
import { openReach } from '../../../src/publish/policy/open-reach.ts';
import { newRepository, scratch } from '../../git/repository.ts';
import { opened } from '../../history/opened.ts';

type Repository = ReturnType<typeof newRepository>;

const pathOf = (app: string): string => `configs/apps/${app}/config.json5`;
const cascade = '{ layers: [{ id: "global" }, { id: "{app}" }], merge: { "/workers": { strategy: "byKey", key: "name" } } }';

/** From `main` to `head`. */
async function changed(path: string, head: string, most?: number): Promise<RequestChanges> {
  const { location } = (await opened(path)).workspace;
  const reader = await openObjectReader(path);
  onTestFinished(() => reader.close());
  const base = (await reader.resolveRevision('main')) as string;
  const reach = await openReach({ location, reader }, base, head);
  if (reach.value === undefined) throw new Error(reach.diagnostics.map(({ code }) => code).join(' '));
  return requestChanges({ repository: path, reader, ...(most === undefined ? {} : { most }) }, reach.value);
}

function told({ rows }: RequestChanges): readonly unknown[] {
  return rows.map(({ kind, path, from, to, apps }: RequestChange) => [kind, path, from.version, to.version, apps.join(' ')]);
}

/** Whether what was foretold is what the history says once it is published. */
async function holdsAfter(repository: Repository, { rows }: RequestChanges, head: string): Promise<void> {
  repository.git('branch', '--force', 'main', head);
  for (const { apps, to, newPointer, oldPointer } of rows)
    for (const app of apps) {
      const { value } = await appHistory(await opened(repository.path), app, newPointer ?? oldPointer ?? '', {});
      expect([app, newPointer, value?.total]).toEqual([app, newPointer, to.version]);
    }
}

function proposed(repository: Repository, files: Readonly<Record<string, string>>, ...gone: readonly string[]): string {
  repository.git('switch', '--quiet', '--create', 'next');
  for (const path of gone) repository.git('rm', '--quiet', path);
  return repository.commit(files);
}

test('from the version in force to the one that publishing makes, of every value', async () => {
  const repository = newRepository();
  const first = { 'configs/cascade.json5': cascade, 'configs/global.json5': '{ pool: 1 }' };
  repository.commit({ ...first, [pathOf('shop')]: '{ size: 1, gone: 1, back: 1 }', [pathOf('mail')]: '{ pool: 7 }' });
  repository.commit({ 'configs/global.json5': '{ pool: 2 }', [pathOf('new')]: '{}' });
  repository.commit({ [pathOf('shop')]: '{ size: 2, gone: 1 }' });
  repository.commit({ 'configs/global.json5': '{ pool: 3 }' });
  const files = {
    'configs/global.json5': '{ pool: 4 }',
    [pathOf('shop')]: '{ size: 3, back: 2, fresh: 1 }',
    [pathOf('own')]: '{}',
  };
  const head = proposed(repository, files, pathOf('mail'));
  const changes = await changed(repository.path, head);
  expect(changes.lacking).toBeUndefined();
  expect(new Set(told(changes))).toEqual(
    new Set([
      ['added', '', 0, 1, 'apps/own'],
      ['removed', '', 1, 2, 'apps/mail'],
      ['changed', '/pool', 2, 3, 'apps/new'],
      ['changed', '/pool', 3, 4, 'apps/shop'],
      ['changed', '/size', 2, 3, 'apps/shop'],
      ['added', '/back', 2, 3, 'apps/shop'],
      ['removed', '/gone', 1, 2, 'apps/shop'],
      ['added', '/fresh', 0, 1, 'apps/shop'],
    ]),
  );
  expect(changes.keys).toEqual([
    'apps/mail#',
    'apps/new#/pool',
    'apps/own#',
    'apps/shop#/back',
    'apps/shop#/fresh',
    'apps/shop#/gone',
    'apps/shop#/pool',
    'apps/shop#/size',
  ]);
  expect(changes.rows.map(({ from, to }) => [from.value, to.value])).toContainEqual([3, 4]);
  expect(changes.rows.find(({ kind }) => kind === 'removed')?.cause.place?.file).toBe(pathOf('mail'));
  await holdsAfter(repository, changes, head);
});

test('elements of arrays are counted by their places, in each app', async () => {
  const repository = newRepository();
  const workers = (n: number): string => `{ workers: [{ name: "a", n: 0 }, { name: "c", n: ${n} }], list: [1, 2, 3] }`;
  repository.commit({ 'configs/cascade.json5': cascade, 'configs/global.json5': workers(1), [pathOf('shop')]: '{}' });
  repository.commit({ [pathOf('mail')]: '{}' });
  repository.commit({ [pathOf('mail')]: '{ workers: [{ name: "a", $unset: true }] }' });
  repository.commit({ 'configs/global.json5': workers(2) });
  const head = proposed(repository, { 'configs/global.json5': workers(3), [pathOf('shop')]: '{ list: [0, 1, 2, 3] }' });
  const changes = await changed(repository.path, head);
  expect(told(changes)).toEqual([
    ['changed', '/workers[name=c]/n', 3, 4, 'apps/mail'],
    ['changed', '/workers[name=c]/n', 2, 3, 'apps/shop'],
    ['added', '/list/0', 1, 2, 'apps/shop'],
  ]);
  repository.git('branch', '--force', 'main', head);
  const totalOf = async (app: string, pointer: string): Promise<number | undefined> =>
    (await appHistory(await opened(repository.path), app, pointer, {})).value?.total;
  expect([await totalOf('apps/mail', '/workers/0/n'), await totalOf('apps/shop', '/workers/1/n')]).toEqual([4, 3]);
  expect(await totalOf('apps/shop', '/list/0')).toBe(2);
});

test('an invalid app has no version: what is in force is older, and it publishes none', async () => {
  const repository = newRepository();
  const schema = '{ "type": "object", "properties": { "size": { "type": "integer" } } }';
  const text = (size: string): string => `{ $schema: "schemas/s/v1", size: ${size} }`;
  repository.commit({ 'schemas/s/v1.json': schema, [pathOf('bad')]: text('1'), [pathOf('good')]: text('1') });
  repository.commit({ [pathOf('bad')]: text('"two"') });
  const head = proposed(repository, { [pathOf('bad')]: text('1'), [pathOf('good')]: text('"two"') });
  const changes = await changed(repository.path, head);
  expect(told(changes)).toEqual([
    ['changed', '/size', null, 1, 'apps/bad'],
    ['changed', '/size', 1, null, 'apps/good'],
  ]);
});

test('what is secret is not told, and has versions all the same', async () => {
  const repository = newRepository();
  repository.commit({ [pathOf('shop')]: '{ key: "vault://one" }' });
  const head = proposed(repository, { [pathOf('shop')]: '{ key: "vault://two" }', [pathOf('new')]: '{ key: "vault://three" }' });
  const { rows } = await changed(repository.path, head);
  expect(JSON.stringify(rows)).not.toMatch(/one|two|three/);
  expect(rows.map(({ from, to, secret }) => [from.version, to.version, secret])).toEqual([
    [0, 1, true],
    [1, 2, true],
  ]);
});

test('where the history is cut off, or too much would have to be compiled, versions are not known', async () => {
  const repository = newRepository();
  repository.commit({ [pathOf('shop')]: '{ size: 1 }' });
  repository.commit({ [pathOf('shop')]: '{ size: 2 }' });
  const head = proposed(repository, { [pathOf('shop')]: '{ size: 3 }' });
  const bounded = await changed(repository.path, head, 0);
  expect([bounded.lacking, told(bounded)]).toEqual(['many', [['changed', '/size', null, null, 'apps/shop']]]);
  expect(bounded.rows[0]).toMatchObject({ from: { value: 2 }, to: { value: 3 } });
  const clone = scratch();
  repository.git('clone', '--quiet', '--no-single-branch', '--depth', '1', `file://${repository.path}`, clone);
  repository.git('-C', clone, 'branch', '--force', 'main', 'origin/main');
  const cut = await changed(clone, head);
  expect([cut.lacking, told(cut)]).toEqual(['cut', [['changed', '/size', null, null, 'apps/shop']]]);
});
