import { expect, test } from 'vitest';
import { compareKeys } from '../../src/model/canonical-json.ts';
import { leftOut } from '../../src/pipeline/release-left-out.ts';
import { TestRepository, newRepository, scratch } from '../git/repository.ts';
import { eu, nameOf, release, shop, shopRepository } from './released.ts';

function files(repository: TestRepository, revision = 'resolved'): string[] {
  return repository.git('ls-tree', '-r', '--name-only', revision).split('\n');
}

test('a release is one commit with the files of an export, and says where it comes from', async () => {
  const repository = shopRepository();
  const source = repository.git('rev-parse', 'HEAD');
  const { codes, released } = await release(repository.path);
  expect(codes).toEqual([]);
  expect(released).toMatchObject({ source, unchanged: false, sequence: 1, apps: 2, schemas: 1 });
  expect(repository.git('rev-parse', 'resolved')).toBe(released?.commit);
  expect(files(repository)).toEqual(['apps/shop/eu.json', 'apps/shop/us.json', 'manifest.json', 'schemas/shop/v1.json']);
  expect(repository.git('log', '--format=%P|%an|%ae|%ad|%cn|%ce|%cd|%s', '--date=iso-strict', 'resolved')).toBe(
    `|Ada|ada@example.com|2026-05-13T16:50:00+00:00|Grace|grace@example.com|2026-05-13T16:50:00+00:00|Release ${source.slice(0, 12)}`,
  );
  expect(repository.git('log', '--format=%(trailers:only)', 'resolved')).toMatch(
    new RegExp(`^Confman-Source: ${source}\nConfman-Schema-Sequence: 1\nConfman-Version: \\S+\n?$`),
  );
  repository.git('fsck', '--strict', '--no-dangling');
});

test('neither the working tree nor the index is touched or looked at', async () => {
  const repository = shopRepository();
  repository.write({ [eu]: '{ not json5', 'configs/new.json5': '{}' });
  repository.git('add', 'configs/new.json5');
  const before = repository.git('status', '--porcelain');
  expect((await release(repository.path)).codes).toEqual([]);
  expect(repository.git('status', '--porcelain')).toBe(before);
  expect(repository.git('show', 'resolved:apps/shop/eu.json')).toContain('"url": "eu"');
});

test('a merge that is not finished is no part of it, and that is said', async () => {
  const repository = shopRepository();
  repository.git('switch', '--quiet', '--create', 'side');
  repository.commit({ [eu]: '{ url: "side" }' });
  repository.git('switch', '--quiet', 'main');
  repository.commit({ [eu]: '{ url: "main" }' });
  expect(() => repository.git('merge', 'side')).toThrow('git merge side');
  const [said] = await leftOut({ directory: repository.path, cache: false, env: {}, now: 0 });
  expect(said).toMatchObject({ code: 'release/uncommitted', args: { reason: `"${eu}" differs from the last commit` } });
  expect((await release(repository.path)).codes).toEqual([]);
  expect(repository.git('show', 'resolved:apps/shop/eu.json')).toContain('"url": "main"');
  repository.git('merge', '--abort');
  expect(await leftOut({ directory: repository.path, cache: false, env: {}, now: 0 })).toEqual([]);
});

test('only what changed is written anew, on top of the last release', async () => {
  const repository = shopRepository();
  const first = await release(repository.path);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const before = new Set(objectsOf(repository));
  const second = await release(repository.path);
  expect(repository.git('rev-parse', 'resolved^')).toBe(first.released?.commit);
  expect(repository.git('diff', '--name-only', 'resolved^', 'resolved').split('\n')).toEqual([
    'apps/shop/eu.json',
    'manifest.json',
  ]);
  const added = objectsOf(repository).filter((line) => !before.has(line));
  // Two contents; the folders apps/shop, apps and the root; the commit.
  expect(added.map((line) => line.split(' ')[1] ?? '').sort(compareKeys)).toEqual([
    'blob',
    'blob',
    'commit',
    'tree',
    'tree',
    'tree',
  ]);
  expect(added.some((line) => line.startsWith(second.released?.commit ?? '-'))).toBe(true);
});

function objectsOf(repository: TestRepository): string[] {
  return repository.git('cat-file', '--batch-all-objects', '--batch-check').split('\n');
}

test('a commit that changes no snapshot makes no release', async () => {
  const repository = shopRepository();
  const { released } = await release(repository.path);
  repository.commit({ 'README.md': 'Shop', [eu]: '{ url: "eu" /* said */ }' });
  const again = await release(repository.path);
  expect(again).toMatchObject({ codes: [], released: { unchanged: true, commit: released?.commit } });
  expect(again.released?.source).toBe(repository.git('rev-parse', 'HEAD'));
  expect(repository.git('rev-parse', 'resolved')).toBe(released?.commit);
});

test('apps that are gone are gone from the branch, and what was tampered with is put right', async () => {
  const repository = shopRepository();
  await release(repository.path);
  repository.git('worktree', 'add', '--quiet', 'out', 'resolved');
  const out = new TestRepository(`${repository.path}/out`);
  const forged = repository.git('show', 'resolved:apps/shop/us.json').replace('"us"', '"xx"');
  const message = repository.git('log', '-1', '--format=%B', 'resolved');
  out.commit({ 'apps/shop/us.json': `${forged}\n` }, message);
  repository.git('worktree', 'remove', 'out');
  repository.commit({ 'configs/apps/shop/ap/config.json5': '{ url: "ap" }' });
  repository.git('rm', '--quiet', eu);
  repository.commit({}, 'Gone');
  expect((await release(repository.path)).codes).toEqual([]);
  expect(files(repository)).toEqual(['apps/shop/ap.json', 'apps/shop/us.json', 'manifest.json', 'schemas/shop/v1.json']);
  expect(repository.git('show', 'resolved:apps/shop/us.json')).toContain('"url": "us"');
});

test('other formats; a change of format is a release of its own', async () => {
  const repository = shopRepository();
  await release(repository.path);
  const { codes, released } = await release(repository.path, { format: 'yaml', bare: true, branch: 'resolved' });
  expect([codes, released?.unchanged]).toEqual([[], false]);
  expect(repository.git('show', 'resolved:apps/shop/us.yaml')).toBe('pool: 10\nurl: us');
});

test.each([['sha1'], ['sha256']])('a bare repository, a detached head, an older commit by name: %s', async (format) => {
  const repository = shopRepository(format);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const bare = new TestRepository(`${scratch()}/bare.git`);
  repository.git('clone', '--quiet', '--bare', repository.path, bare.path);
  repository.git('checkout', '--quiet', '--detach');
  const [here, there] = [await release(repository.path), await release(bare.path)];
  expect([here.codes, there.codes]).toEqual([[], []]);
  expect(there.released).toEqual(here.released);
  const older = await release(repository.path, { revision: 'HEAD~1', branch: 'old' });
  expect(older.released?.source).toBe(repository.git('rev-parse', 'HEAD~1'));
  repository.git('fsck', '--strict', '--no-dangling');
});

test('a workspace in a folder, from a linked work tree', async () => {
  const repository = newRepository();
  repository.commit(Object.fromEntries(Object.entries(shop).map(([path, text]) => [`platform/${path}`, text])));
  repository.git('worktree', 'add', '--quiet', '--detach', 'linked');
  const { codes } = await release(`${repository.path}/linked/platform/configs`);
  expect(codes).toEqual([]);
  expect(files(repository)).toContain('apps/shop/eu.json');
});

test('an invalid app calls the release off, and nothing is written; it can be let in', async () => {
  const repository = shopRepository();
  repository.commit({ [eu]: '{ url: 1 }' });
  const before = objectsOf(repository);
  const { codes, released } = await release(repository.path);
  expect([codes, released]).toEqual([['schema/type'], undefined]);
  expect([nameOf(repository, 'resolved'), objectsOf(repository)]).toEqual([undefined, before]);
  const allowed = await release(repository.path, { allowInvalid: true });
  expect([allowed.codes, allowed.released?.apps]).toEqual([['schema/type'], 2]);
  expect(repository.git('show', 'resolved:apps/shop/eu.json')).toContain('"validationStatus": "Invalid"');
});
