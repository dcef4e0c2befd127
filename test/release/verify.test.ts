import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { verifyAgainstSources } from '../../src/pipeline/verify-release.ts';
import { openWorkspaceOnDisk } from '../../src/pipeline/open-workspace.ts';
import { verifyCheckout, verifyCommit } from '../../src/pipeline/verify-commit.ts';
import { cloneOf, scratch, TestRepository, type Files } from '../git/repository.ts';
import { eu, release, shopRepository } from './released.ts';

async function verified(repository: TestRepository, revision = 'resolved'): Promise<[codes: string[], judged: boolean]> {
  const { diagnostics, judged } = await verifyCommit({ directory: repository.path, cache: false, env: {}, now: 0 }, revision);
  return [diagnostics.map(({ code }) => code), judged];
}

let prepared: string | undefined;
/** It goes with the whole run. */
const preparedFolder = mkdtempSync(join(tmpdir(), 'confman-released-'));

/** A shop that was released once; made once, and copied from then on. */
async function releasedShop(): Promise<TestRepository> {
  const repository = new TestRepository(join(scratch(), 'shop'));
  if (prepared === undefined) {
    const first = shopRepository();
    await release(first.path);
    prepared = join(preparedFolder, 'shop');
    cpSync(first.path, prepared, { recursive: true });
  }
  cpSync(prepared, repository.path, { recursive: true });
  return repository;
}

/** A commit on the branch with these files beside those of the release; an empty text removes one. */
function forge(repository: TestRepository, files: Files, message = repository.git('log', '-1', '--format=%B', 'resolved')): void {
  repository.git('worktree', 'add', '--quiet', 'out', 'resolved');
  const out = new TestRepository(`${repository.path}/out`);
  for (const [path, text] of Object.entries(files)) if (text === '') out.git('rm', '--quiet', path);
  out.commit(Object.fromEntries(Object.entries(files).filter(([, text]) => text !== '')), message);
  repository.git('worktree', 'remove', 'out');
}

test('a branch is what its sources give, also after releases that left files as they were', async () => {
  const repository = await releasedShop();
  repository.commit({ [eu]: '{ url: "eu2" }', 'schemas/shop/v2.json': '{}' });
  await release(repository.path);
  repository.commit({ 'confman.json5': '{ configs: "elsewhere" }', 'elsewhere/x.json5': '{}' });
  expect(await verified(repository)).toEqual([[], true]);
  expect(await verified(repository, 'resolved~1')).toEqual([[], true]);
  const clone = cloneOf(repository, '--bare');
  expect(await verified(clone)).toEqual([[], true]);
});

test.each([
  ['a changed file', { 'apps/shop/eu.json': '{}\n' }, ['snapshot/verify-changed']],
  ['a removed file', { 'apps/shop/eu.json': '' }, ['snapshot/verify-missing']],
  ['a file more', { 'apps/shop/xx.json': '{}\n' }, ['snapshot/verify-extra']],
])('%s on the branch', async (_, files, codes) => {
  const repository = await releasedShop();
  forge(repository, files);
  expect(await verified(repository)).toEqual([codes, true]);
});

test('a file that was changed with its manifest', async () => {
  const repository = await releasedShop();
  const other = shopRepository();
  other.commit({ [eu]: '{ url: "forged" }' });
  await release(other.path);
  const [real, forged] = [repository, other].map((each) => each.git('rev-parse', 'HEAD'));
  forge(repository, {
    'apps/shop/eu.json': `${other.git('show', 'resolved:apps/shop/eu.json')}\n`,
    'manifest.json': `${other.git('show', 'resolved:manifest.json').replace(forged ?? '', real ?? '')}\n`,
  });
  expect(await verified(repository)).toEqual([['snapshot/verify-mismatch'], true]);
});

test('a message that names another source than the manifest', async () => {
  const repository = await releasedShop();
  forge(repository, {}, `Release\n\nConfman-Source: ${'1'.repeat(40)}\n`);
  expect(await verified(repository)).toEqual([['release/other-source'], true]);
});

test('a commit that is no release, no commit, or has no source here', async () => {
  const repository = await releasedShop();
  expect(await verified(repository, 'main')).toEqual([['snapshot/manifest-missing'], false]);
  expect(await verified(repository, 'nowhere')).toEqual([['git/unknown-revision'], false]);
  const alone = cloneOf(repository, '--single-branch', '--branch=resolved');
  expect(await verified(alone, 'HEAD')).toEqual([['git/unknown-revision'], false]);
});

test('a link in the place of a file', async () => {
  const repository = await releasedShop();
  repository.git('worktree', 'add', '--quiet', 'out', 'resolved');
  const link = repository.git('-C', 'out', 'hash-object', '-w', '--', 'apps/shop/us.json');
  repository.git('-C', 'out', 'update-index', '--cacheinfo', `120000,${link},apps/shop/eu.json`);
  repository.git('-C', 'out', 'commit', '--quiet', '--message', repository.git('log', '-1', '--format=%B', 'resolved'));
  expect(await verified(repository)).toEqual([['snapshot/verify-extra', 'snapshot/verify-missing'], true]);
});

test('the folder of a checkout', async () => {
  const repository = await releasedShop();
  repository.git('worktree', 'add', '--quiet', 'out', 'resolved');
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  const { value: opened } = await openWorkspaceOnDisk({ directory: repository.path, cache: false, env: {}, now: 0 });
  if (opened === undefined) throw new Error('no workspace');
  const check = async (folder: string): Promise<string[]> =>
    (await verifyAgainstSources(opened, folder, 'out')).diagnostics.map(({ code }) => code);
  expect(await check(`${repository.path}/out`)).toEqual([]);
  const clone = cloneOf(repository, '--branch=resolved');
  expect(await check(clone.path)).toEqual([]);
  clone.write({ 'apps/shop/.git': 'x' });
  expect(await check(clone.path)).toEqual(['snapshot/verify-extra']);
});

test('a checkout of the branch in which there is no workspace', async () => {
  const repository = await releasedShop();
  const clone = cloneOf(repository, '--branch=resolved');
  const check = async (directory: string): Promise<readonly [string[], boolean] | undefined> => {
    const found = await verifyCheckout({ directory, cache: false, env: {}, now: 0 }, clone.path, '.');
    return found && [[...new Set(found.diagnostics.map(({ code }) => code))], found.judged];
  };
  expect(await check(clone.path)).toEqual([[], true]);
  expect(await check(repository.path)).toBeUndefined();
  clone.write({ 'apps/shop/.git': 'x' });
  expect(await check(clone.path)).toEqual([['snapshot/verify-extra'], true]);
  clone.write({ 'manifest.json': '{}' });
  expect(await check(clone.path)).toEqual([['snapshot/manifest-invalid'], true]);
});
