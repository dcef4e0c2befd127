import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packNewRefs } from '../../src/git/pack-new-refs.ts';
import type { RefMove } from '../../src/git/remote-refs.ts';
import { newRepository } from './repository.ts';

function made(): { readonly path: string; readonly git: (...args: string[]) => string; readonly commit: string } {
  const repository = newRepository();
  const commit = repository.commit({ a: 'a' });
  const git = (...args: string[]): string => repository.git(...args).trim();
  return { path: repository.path, git, commit };
}

function movesTo(after: string, ...names: readonly string[]): readonly RefMove[] {
  return names.map((name) => ({ ref: `refs/confman/requests/${name}`, before: undefined, after }));
}

test('new refs are packed among those that are there, in the order of git', async () => {
  const { path, git, commit } = made();
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'tag', '-m', 'first', 'v1');
  git('branch', 'other');
  git('update-ref', 'refs/zz/last', commit);
  git('pack-refs', '--all');
  git('update-ref', 'refs/confman/requests/3/head', commit);
  const before = git('show-ref', '-d').split('\n');
  expect(await packNewRefs(path, movesTo(commit, '2/meta', '10/head', '2/head', '10/meta'))).toBe(true);
  const names = ['10/head', '10/meta', '2/head', '2/meta'];
  const added = names.map((name) => `${commit} refs/confman/requests/${name}`);
  expect(git('show-ref', '-d').split('\n').toSorted()).toEqual([...before, ...added].toSorted());
  expect(git('for-each-ref', '--format=%(refname)', 'refs/confman').split('\n')).toHaveLength(5);
  expect(git('rev-parse', 'v1^{commit}')).toBe(commit);
  const packed = (): string => readFileSync(join(path, '.git/packed-refs'), 'utf8');
  const ours = packed();
  git('update-ref', '-d', 'refs/confman/requests/3/head');
  git('pack-refs', '--all');
  expect(packed()).toBe(ours);
  expect(existsSync(join(path, '.git/packed-refs.lock'))).toBe(false);
});

test('a repository without any packed ref, and names that git would not take', async () => {
  const { path, git, commit } = made();
  expect(await packNewRefs(path, movesTo(commit, '1/../../../x'))).toBe(false);
  expect(await packNewRefs(path, movesTo('HEAD', '1/head'))).toBe(false);
  expect(await packNewRefs(path, movesTo(commit, '1/head', '1/meta'))).toBe(true);
  expect(git('rev-parse', 'refs/confman/requests/1/meta')).toBe(commit);
});

test('names that are no UTF-8 stay as they are', async () => {
  const { path, git, commit } = made();
  const file = join(path, '.git/packed-refs');
  git('pack-refs', '--all');
  const row = Buffer.from(`${commit} refs/heads/zo\u00eb\n`, 'latin1');
  writeFileSync(file, Buffer.concat([readFileSync(file), row]));
  expect(await packNewRefs(path, movesTo(commit, '1/head'))).toBe(true);
  expect(readFileSync(file).includes(row)).toBe(true);
  expect(git('for-each-ref', '--format=x').split('\n')).toHaveLength(3);
});

test('nothing is done where something is in the way', async () => {
  const { path, git, commit } = made();
  const file = join(path, '.git/packed-refs');
  const refused = async (...names: readonly string[]): Promise<void> => {
    const refs = git('for-each-ref');
    expect(await packNewRefs(path, movesTo(commit, ...names))).toBe(false);
    expect(git('for-each-ref')).toBe(refs);
  };
  git('update-ref', 'refs/confman/requests/1/head', commit);
  await refused('1/head');
  await refused('1/head/more');
  await refused('1');
  await refused('2', '2/head');
  writeFileSync(`${file}.lock`, '');
  await refused('2/head');
  expect(readFileSync(`${file}.lock`, 'utf8')).toBe('');
  rmSync(`${file}.lock`);
  git('config', 'core.sharedRepository', 'group');
  await refused('2/head');
  git('config', 'core.sharedRepository', 'false');
  git('config', 'extensions.refStorage', 'reftable');
  await refused('2/head');
});

test('a file that is a link, or that somebody else has written, stays as it is', async () => {
  const { path, git, commit } = made();
  const file = join(path, '.git/packed-refs');
  git('pack-refs', '--all');
  renameSync(file, `${file}.real`);
  symlinkSync(`${file}.real`, file);
  expect(await packNewRefs(path, movesTo(commit, '2/head'))).toBe(false);
  expect(git('rev-parse', 'main')).toBe(commit);
});
