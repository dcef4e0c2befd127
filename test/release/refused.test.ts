import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openObjectReader } from '../../src/git/open-object-reader.ts';
import { openReleaseTarget } from '../../src/pipeline/release-target.ts';
import type { OpenedObjects } from '../../src/pipeline/open-workspace.ts';
import { openSource } from '../../src/pipeline/open-source.ts';
import { cloneOf, newRepository, type TestRepository } from '../git/repository.ts';
import { eu, nameOf, release, shop, shopRepository } from './released.ts';

function refs(repository: TestRepository): string {
  return repository.git('for-each-ref');
}

const unfit = [
  ['main', 'HEAD', 'it is the protected branch'],
  ['Main', 'HEAD', 'it is the protected branch'],
  ['-x', 'HEAD', 'no name of a branch'],
  ['a..b', 'HEAD', 'no name of a branch'],
  ['refs@{1}', 'HEAD', 'no name of a branch'],
  ['refs/heads/x', 'HEAD', 'no name of a branch'],
  ['HEAD', 'HEAD', 'no name of a branch'],
  ['feature', 'feature', 'the branch that the release is built from'],
  ['feature', 'refs/heads/feature~0', 'the branch that the release is built from'],
] as const;

test('branches that are no branches for releases', async () => {
  const repository = shopRepository();
  const source = { kind: 'revision', revision: 'HEAD' } as const;
  const opened = await openSource({ directory: repository.path, cache: false, env: {}, now: 0, source });
  if (opened.value === undefined) throw new Error('no workspace');
  for (const [branch, revision, reason] of unfit) {
    const target = await openReleaseTarget(opened.value, { branch, remote: undefined, revision, cwd: '/' });
    expect(target, branch).toMatchObject({ code: 'release/refused-branch' });
    expect('args' in target && target.args['reason'], branch).toContain(reason);
  }
  opened.value.objects?.reader.close();
});

test('a branch that is checked out, here or in another work tree, born or not', async () => {
  const repository = shopRepository();
  repository.git('switch', '--quiet', '--create', 'work');
  expect(await release(repository.path, { branch: 'work' })).toMatchObject({ codes: ['release/refused-branch'] });
  await release(repository.path);
  repository.git('worktree', 'add', '--quiet', 'there', 'resolved');
  const { codes, said } = await release(repository.path);
  expect(codes).toEqual(['release/refused-branch']);
  expect(said).toContain(`it is checked out in "${repository.path}/there"`);
  repository.git('-C', 'there', 'switch', '--quiet', '--orphan', 'unborn');
  expect((await release(repository.path)).codes).toEqual([]);
  expect((await release(repository.path, { branch: 'unborn' })).said).toContain('it is checked out in');
});

test('a branch that stands for another one', async () => {
  const repository = shopRepository();
  repository.git('branch', 'work');
  repository.git('symbolic-ref', 'refs/heads/resolved', 'refs/heads/work');
  const before = refs(repository);
  const { codes, said } = await release(repository.path);
  expect(codes).toEqual(['release/refused-branch']);
  expect(said).toContain('it stands for refs/heads/work');
  expect(refs(repository)).toBe(before);
});

test('a branch that holds something else, unless it is to be replaced', async () => {
  const repository = shopRepository();
  repository.git('branch', 'resolved');
  const { codes, said } = await release(repository.path);
  expect(codes).toEqual(['release/foreign-branch']);
  expect(said).toContain('it has no manifest');
  const { released } = await release(repository.path, { force: true });
  expect(repository.git('rev-parse', 'resolved^')).toBe(repository.git('rev-parse', 'HEAD'));
  expect(repository.git('ls-tree', '--name-only', released?.commit ?? '').split('\n')).toEqual([
    'apps',
    'manifest.json',
    'schemas',
  ]);
});

test('a release to which somebody added a file, or that somebody committed by hand', async () => {
  const repository = shopRepository();
  await release(repository.path);
  const tip = repository.git('rev-parse', 'resolved');
  const tree = repository.git('rev-parse', 'resolved^{tree}');
  const byHand = repository.git('commit-tree', '-p', tip, '-m', 'By hand', tree);
  repository.git('branch', '--force', 'resolved', byHand);
  expect((await release(repository.path)).said).toContain('its message names no source');
  repository.git('worktree', 'add', '--quiet', 'out', tip);
  repository.write({ 'out/README.md': 'Read me' });
  repository.git('-C', 'out', 'add', '.');
  repository.git('-C', 'out', 'commit', '--quiet', '--message', repository.git('log', '-1', '--format=%B', tip));
  repository.git('branch', '--force', 'resolved', repository.git('-C', 'out', 'rev-parse', 'HEAD'));
  expect((await release(repository.path)).said).toContain('it holds "README.md", which its manifest does not list');
});

test('a source that does not follow the last one, unless that is allowed', async () => {
  const repository = shopRepository();
  const [first, second] = [repository.git('rev-parse', 'HEAD'), repository.commit({ [eu]: '{ url: "eu2" }' })];
  await release(repository.path);
  const older = await release(repository.path, { revision: first });
  expect(older.codes).toEqual(['release/older-source']);
  expect(older.said).toContain(
    `has the release of ${second.slice(0, 12)}, and ${first.slice(0, 12)} does not follow it: it is older`,
  );
  repository.git('switch', '--quiet', '--create', 'side', first);
  repository.commit({ [eu]: '{ url: "eu3" }' });
  expect((await release(repository.path)).said).toContain('neither comes after the other');
  const back = await release(repository.path, { revision: first, allowOlder: true });
  expect([back.codes, back.released?.source]).toEqual([[], first]);
  expect((await release(repository.path)).codes).toEqual([]);
});

test('a release of a commit that is not here', async () => {
  const repository = shopRepository();
  const clone = cloneOf(repository);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  await release(repository.path);
  clone.git('fetch', '--quiet', '--no-tags', 'origin', 'refs/heads/resolved:refs/heads/resolved');
  const { codes, said } = await release(clone.path);
  expect(codes).toEqual(['release/older-source']);
  expect(said).toContain('that commit is not in this repository (Fetch it (git fetch)');
});

test('a repository without a commit, and what is staged', async () => {
  const repository = newRepository();
  repository.write(shop);
  expect((await release(repository.path)).codes).toEqual(['git/unknown-revision']);
  repository.git('add', '.');
  const opened = await openSource({ directory: repository.path, cache: false, env: {}, now: 0, source: { kind: 'index' } });
  if (opened.value === undefined) throw new Error('no workspace is staged');
  const place = { branch: 'resolved', remote: undefined, revision: '', cwd: '/' };
  const target = await openReleaseTarget(opened.value, place);
  opened.value.objects?.reader.close();
  expect(target).toMatchObject({ code: 'release/needs-commit' });
});

test('a shallow clone, where schemas are counted', async () => {
  const repository = shopRepository();
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const clone = cloneOf(repository, '--depth=1');
  expect((await release(clone.path)).codes).toEqual(['snapshot/shallow-history']);
  expect(nameOf(clone, 'resolved')).toBeUndefined();
});

test('a shallow clone without schemas has to know what was released', async () => {
  const repository = shopRepository();
  repository.git('rm', '-r', '--quiet', 'schemas');
  repository.commit({
    'configs/apps/shop/cascade.json5': '{ layers: [{ id: "system/global" }, { id: "{app}" }], instances: "apps/shop/{region}" }',
  });
  const first = await release(repository.path);
  expect(first.codes).toEqual([]);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const clone = cloneOf(repository, '--depth=1', '--no-single-branch');
  const folder = { remote: `file://${repository.path}` };
  expect((await release(clone.path, folder)).said).toContain(
    'cut off before the two meet (Fetch the rest (git fetch --unshallow)',
  );
  clone.git('fetch', '--quiet', '--unshallow');
  const { codes, released } = await release(clone.path, folder);
  expect([codes, repository.git('rev-parse', 'resolved')]).toEqual([[], released?.commit]);
});

test('without git one sentence says so', async () => {
  const repository = shopRepository();
  const source = { kind: 'revision', revision: 'HEAD' } as const;
  const opened = await openSource({ directory: repository.path, cache: false, env: {}, now: 0, source });
  const reader = await openObjectReader(repository.path, { engine: 'isomorphic-git' });
  const commit = opened.value?.objects?.commit;
  if (opened.value === undefined || commit === undefined) throw new Error('no workspace');
  opened.value.objects?.reader.close();
  const target = await openReleaseTarget(
    { ...opened.value, objects: { ...opened.value.objects, reader, commit } as OpenedObjects },
    { branch: 'resolved', remote: undefined, revision: 'HEAD', cwd: '/' },
  );
  expect(target).toMatchObject({ code: 'release/needs-git' });
});

test('a branch that cannot be written: release/not-written', async () => {
  const repository = shopRepository();
  repository.git('branch', 'resolved/below');
  const { codes, said } = await release(repository.path);
  expect(codes).toEqual(['release/not-written']);
  expect(said).toContain('refs/heads/resolved/below');
});

test('no place for what a push needs', async () => {
  const { path } = shopRepository();
  vi.stubEnv('TMPDIR', `${path}/confman.json5`);
  const { codes, said } = await release(path, { remote: '/srv/releases.git' });
  expect(codes).toEqual(['release/not-written']);
  expect(said).toContain('(TMPDIR)');
});

test('a branch that others hold: release/contended', async () => {
  const repository = shopRepository();
  mkdirSync(join(repository.path, '.git/refs/heads'), { recursive: true });
  repository.write({ '.git/refs/heads/resolved.lock': '' });
  vi.spyOn(Math, 'random').mockReturnValue(-0.5);
  const { codes, said } = await release(repository.path, { attempts: 2 });
  vi.restoreAllMocks();
  expect(codes).toEqual(['release/contended']);
  expect(said).toContain('moved by others at each of 2 attempts');
});
