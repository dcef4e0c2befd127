import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { KeptLines } from '../../src/git/kept-lines.ts';
import { mergeCommits } from '../../src/git/merge-commits.ts';
import { RemoteRefs } from '../../src/git/remote-refs.ts';
import { Workbench } from '../../src/git/workbench.ts';
import { scratch, TestRepository } from './repository.ts';

function repository(): TestRepository {
  const made = new TestRepository(scratch());
  made.git('init', '--quiet', '--initial-branch=main');
  return made;
}

async function benchOf(path: string, like: string): Promise<Workbench> {
  const bench = await Workbench.open(path, like);
  if (isGitFailure(bench)) throw new Error(bench.reason);
  onTestFinished(() => bench.remove());
  return bench;
}

test('refs whose names end like ours are not ours', async () => {
  const there = repository();
  const oid = there.commit({ a: '1' });
  const names = ['refs/confman/requests/1/meta', 'refs/heads/x/refs/confman/requests/2/meta', 'refs/heads/y/refs/heads/main'];
  for (const name of names) there.git('update-ref', name, oid);
  const here = repository();
  const bench = await benchOf(here.path, here.commit({ b: '1' }));
  const remote = { url: there.path, scheme: 'file', shown: 'there' } as const;
  const refs = await RemoteRefs.open({ repository: here.path, bench, remote, hooks: false });
  const listed = await refs.list(['refs/heads/main', 'refs/confman/requests/']);
  expect(isGitFailure(listed) ? listed : [...listed.keys()].toSorted()).toEqual([
    'refs/confman/requests/1/meta',
    'refs/heads/main',
  ]);
});

test('lines that nobody wants take no room, however they are cut', () => {
  const kept = new KeptLines((line) => line.startsWith('+'));
  const pieces = ['-one\n+t', 'wo\n', '-three', '\n+fo\u00fcr\n+rest'].map((piece) => kept.take(Buffer.from(piece)).toString());
  expect(pieces).toEqual(['', '+two\n', '', '+fo\u00fcr\n']);
  expect(kept.pending).toBe(5);
});

test('what somebody has set up for their own merges has no say', async () => {
  const here = repository();
  here.commit({ a: 'base\n' });
  const ours = here.commit({ a: 'ours\n' });
  here.git('switch', '--quiet', '--create', 'other', 'HEAD~1');
  const theirs = here.commit({ a: 'theirs\n' });
  const home = scratch();
  mkdirSync(join(home, '.config', 'git'), { recursive: true });
  writeFileSync(join(home, '.config', 'git', 'attributes'), '* merge=union\n');
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', join(home, '.config'));
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(here.git('-c', `core.attributesFile=${home}/.config/git/attributes`, 'check-attr', 'merge', 'a')).toContain('union');
  expect(await mergeCommits(await benchOf(here.path, ours), ours, theirs)).toMatchObject({ conflicts: ['a'] });
});
