import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { GitServer, type Fate, type GitServerOptions } from '../git-server/git-server.ts';
import { scratch, TestRepository } from '../git/repository.ts';
import { eu, release, shopRepository, type Release } from './released.ts';

interface Served {
  readonly repository: TestRepository;
  readonly server: GitServer;
  /** The branch over there. */
  readonly tip: () => string;
}

/** A shop whose remote `origin` is a repository of a server. */
async function served(options: GitServerOptions = {}, user = ''): Promise<Served> {
  const server = await GitServer.start(options);
  server.repository('shop.git');
  const repository = shopRepository();
  repository.git('remote', 'add', 'origin', server.url('shop.git', user));
  return {
    repository,
    server,
    tip: () => server.git('shop.git', 'for-each-ref', '--format=%(objectname)', 'refs/heads/resolved'),
  };
}

function pushed(repository: TestRepository): Promise<Release> {
  return release(repository.path, { remote: 'origin' });
}

/** All there is to see of a repository: refs, objects, settings. */
function stateOf(repository: TestRepository): string {
  const [refs, objects] = [repository.git('for-each-ref'), repository.git('cat-file', '--batch-all-objects', '--batch-check')];
  return [refs, objects, repository.git('config', '--local', '--list'), readdirSync(`${repository.path}/.git`).join(' ')].join(
    '\n',
  );
}

test('a release is pushed, and then the next one; the repository here stays as it is', async () => {
  const { repository, server, tip } = await served();
  const before = stateOf(repository);
  const first = await pushed(repository);
  expect(first).toMatchObject({ codes: [], released: { unchanged: false, commit: tip() } });
  expect(stateOf(repository)).toBe(before);
  expect((await release(repository.path)).released?.commit).toBe(tip());
  expect(await pushed(repository)).toMatchObject({ codes: [], released: { unchanged: true, commit: tip() } });
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const second = await pushed(repository);
  expect([second.codes, second.released?.commit]).toEqual([[], tip()]);
  expect(server.git('shop.git', 'rev-parse', 'resolved^')).toBe(first.released?.commit);
});

test('a clone that has nothing of the branch builds on its last commit alone', async () => {
  const { repository, server, tip } = await served();
  const folder = `${server.root}/shop.git`;
  for (const url of ['eu2', 'eu3']) {
    await pushed(repository);
    repository.commit({ [eu]: `{ url: "${url}" }` });
  }
  repository.git('push', '--quiet', folder, 'main');
  const clone = new TestRepository(`${scratch()}/clone`);
  repository.git('clone', '--quiet', '--single-branch', folder, clone.path);
  clone.git('remote', 'set-url', 'origin', server.url('shop.git'));
  expect((await pushed(clone)).codes).toEqual([]);
  expect(server.git('shop.git', 'rev-list', '--count', 'resolved')).toBe('3');
  server.git('shop.git', 'fsck', '--strict', '--no-dangling');
  expect((await pushed(repository)).released).toMatchObject({ unchanged: true, commit: tip() });
});

test('a user with a password; a header for the host; neither is shown, and nothing is left behind', async () => {
  const users = { ada: 'opensesame' };
  const temporary = scratch();
  vi.stubEnv('TMPDIR', temporary);
  const { repository, server, tip } = await served({ users }, 'ada:opensesame');
  expect((await pushed(repository)).codes).toEqual([]);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  repository.git('remote', 'set-url', 'origin', server.url('shop.git'));
  const header = `AUTHORIZATION: basic ${Buffer.from('ada:opensesame').toString('base64')}`;
  repository.git('config', `http.${server.url('')}.extraheader`, header);
  const { codes, released } = await pushed(repository);
  expect([codes, released?.commit]).toEqual([[], tip()]);
  expect(readdirSync(temporary).filter((name) => name.startsWith('confman-release-'))).toEqual([]);
});

test.each([
  ['a wrong password', 'ada:wrong-password'],
  ['no password', ''],
  ['a password with signs that an address has other uses for', 'ada:wrong%2Fpass%40word'],
])('%s: a sentence without it', async (_, user) => {
  const { repository, tip } = await served({ users: { ada: 'opensesame' } }, user);
  const { codes, said } = await pushed(repository);
  expect(codes).toEqual(['release/remote']);
  expect(said).not.toMatch(/wrong/);
  expect(said).toContain('Give git what it needs to log in');
  expect(tip()).toBe('');
});

test('a server that refuses says why', async () => {
  const { repository, server, tip } = await served();
  server.hook('shop.git', 'pre-receive', 'echo "releases are closed on Fridays" >&2\nexit 1');
  const { codes, said } = await pushed(repository);
  expect(codes).toEqual(['release/remote']);
  expect(said).toContain('releases are closed on Fridays [remote rejected] (pre-receive hook declined)');
  server.hook('shop.git', 'pre-receive', `head -c 300000 /dev/zero | tr '\\0' x >&2\nexit 1`);
  expect((await pushed(repository)).said.length).toBeLessThan(1000);
  expect(tip()).toBe('');
});

test('nobody listens, no repository, no remote', async () => {
  const { repository, server } = await served();
  const at = (remote: string): Promise<Release> => release(repository.path, { remote });
  expect(await at('http://127.0.0.1:1/x.git')).toMatchObject({ codes: ['release/remote'] });
  expect((await at(server.url('nowhere.git'))).said).toContain('Correct the address');
  expect((await at('nowhere')).said).toContain('there is no such remote (Name a remote');
  expect((await at('./nowhere.git')).said).toContain('does not appear to be a git repository (Correct the address');
});

test('a push that is lost on the way out leaves nothing; one whose answer is lost is done', async () => {
  const fates = ['lost', 'answer-lost'] as const;
  let at = 0;
  const { repository, tip } = await served({
    fate: (action) => (action === 'git-receive-pack' ? (fates[at] ?? 'well') : 'well'),
  });
  expect((await pushed(repository)).codes).toEqual(['release/remote']);
  expect(tip()).toBe('');
  at = 1;
  const { codes, released } = await pushed(repository);
  expect([codes, released?.commit]).toEqual([[], tip()]);
});

test('a folder, named as such; its hooks have a say', async () => {
  const { repository, server, tip } = await served();
  const folder = `${server.root}/shop.git`;
  repository.git('remote', 'set-url', 'origin', folder);
  const { codes, said } = await pushed(repository);
  expect([codes, said.includes(`--push ${folder}`), tip()]).toEqual([['release/remote'], true, '']);
  const named = await release(repository.path, { remote: folder });
  expect([named.codes, named.released?.commit]).toEqual([[], tip()]);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  server.hook('shop.git', 'update', 'exit 1');
  expect((await release(repository.path, { remote: `file://${folder}` })).said).toContain('hook declined');
});

test('two at once: the newer source is what stays, the older one says so or came first', async () => {
  const waiting: (() => void)[] = [];
  // Both have read the branch before either pushes.
  const { repository, tip, server } = await served({
    fate: async (action): Promise<Fate> => {
      if (action === 'git-receive-pack' && waiting.length < 2) {
        await new Promise<void>((go) => {
          waiting.push(go);
          if (waiting.length === 2) for (const each of waiting) each();
        });
      }
      return 'well';
    },
  });
  const older = new TestRepository(`${scratch()}/older`);
  repository.git('clone', '--quiet', repository.path, older.path);
  older.git('remote', 'set-url', 'origin', server.url('shop.git'));
  repository.commit({ [eu]: '{ url: "eu2" }' });
  const [first, second] = await Promise.all([pushed(older), pushed(repository)]);
  expect([second.codes, second.released?.commit]).toEqual([[], tip()]);
  const commits = server.git('shop.git', 'rev-list', '--count', 'resolved');
  expect([first.codes, commits]).toEqual(first.released === undefined ? [['release/older-source'], '1'] : [[], '2']);
});

test('two of the same commit at once make one release', async () => {
  const { repository, tip, server } = await served();
  const both = await Promise.all([pushed(repository), pushed(repository)]);
  expect(both.map(({ codes, released }) => [codes, released?.commit])).toEqual([
    [[], tip()],
    [[], tip()],
  ]);
  expect(server.git('shop.git', 'rev-list', '--count', 'resolved')).toBe('1');
});

test('a branch over there that is set back meanwhile is not brought forward again', async () => {
  let setBack = (): void => {};
  const { repository, server, tip } = await served({
    fate: (action) => {
      if (action === 'git-receive-pack') setBack();
      return 'well';
    },
  });
  const first = await pushed(repository);
  repository.commit({ [eu]: '{ url: "eu2" }' });
  await pushed(repository);
  repository.commit({ [eu]: '{ url: "eu3" }' });
  setBack = () => {
    setBack = () => {};
    server.git('shop.git', 'update-ref', 'refs/heads/resolved', first.released?.commit ?? '');
  };
  const { codes, released } = await pushed(repository);
  expect([codes, released?.commit]).toEqual([[], tip()]);
  expect(server.git('shop.git', 'rev-parse', 'resolved^')).toBe(first.released?.commit);
});
