import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findRemote } from '../../src/git/remote-url.ts';
import { verifyCommit } from '../../src/pipeline/verify-commit.ts';
import { GitServer } from '../git-server/git-server.ts';
import { scratch, type TestRepository } from '../git/repository.ts';
import { eu, nameOf, release, shopRepository } from './released.ts';

/** A program that leaves a marker, and a repository all of whose settings lead to it. */
class Trap {
  readonly repository: TestRepository = shopRepository();
  readonly #folder = scratch();
  readonly program = join(this.#folder, 'program');
  readonly #marker = join(this.#folder, 'marker');

  constructor() {
    writeFileSync(this.program, `#!/bin/sh\necho "$0 $*" >> '${this.#marker}'\nexit 0\n`);
    chmodSync(this.program, 0o755);
    this.#hooks(join(this.repository.path, '.git', 'hooks'));
    this.#hooks(join(this.#folder, 'hooks'));
    for (const key of programs) this.repository.git('config', key, this.program);
    for (const [key, value] of Object.entries(settings)) this.repository.git('config', key, value);
    this.repository.git('config', 'credential.helper', `!${this.program}`);
    this.repository.git('config', 'credential.http://127.0.0.1.helper', `!${this.program}`);
  }

  get sprung(): string {
    return existsSync(this.#marker) ? readFileSync(this.#marker, 'utf8') : '';
  }

  /** The trap is none where git itself does not step on it. */
  check(...args: readonly string[]): void {
    try {
      this.repository.git(...args);
    } catch {
      // What the program says is not what git expects.
    }
    expect(this.sprung).not.toBe('');
    rmSync(this.#marker);
  }

  #hooks(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const hook of hooks) {
      writeFileSync(join(folder, hook), `#!/bin/sh\nexec '${this.program}' ${hook}\n`);
      chmodSync(join(folder, hook), 0o755);
    }
  }
}

const hooks = [
  'reference-transaction',
  'pre-push',
  'pre-commit',
  'post-commit',
  'commit-msg',
  'post-index-change',
  'pre-auto-gc',
];

const programs = [
  'core.fsmonitor',
  'core.sshCommand',
  'core.askPass',
  'core.gitProxy',
  'core.editor',
  'core.pager',
  'core.alternateRefsCommand',
  'gc.recentObjectsHook',
  'gpg.program',
  'diff.external',
  'filter.evil.clean',
  'filter.evil.smudge',
  'uploadpack.packObjectsHook',
  'remote.origin.receivepack',
  'remote.origin.uploadpack',
  'remote.confman-target.receivepack',
  'remote.confman-target.uploadpack',
];

const settings = {
  'commit.gpgSign': 'true',
  'push.gpgSign': 'true',
  'push.followTags': 'true',
  'push.recurseSubmodules': 'on-demand',
  'commit.template': '/dev/zero',
  'i18n.commitEncoding': 'UTF-16',
  'core.attributesFile': '/nonexistent',
  'protocol.allow': 'always',
  'protocol.ext.allow': 'always',
  'fastimport.unpackLimit': '1',
  'gc.auto': '1',
};

test('nothing runs, and nothing is another commit for it', async () => {
  const clean = await release(shopRepository().path);
  const trap = new Trap();
  trap.repository.write({ '.git/info/attributes': '* filter=evil diff=evil\n' });
  trap.check('update-ref', 'refs/heads/scratch', 'HEAD');
  trap.check('commit', '--quiet', '--allow-empty', '--message', 'Empty');
  const { codes, released } = await release(trap.repository.path, { revision: 'HEAD' });
  expect([codes, released?.commit]).toEqual([[], clean.released?.commit]);
  trap.repository.write({ [eu]: '{ url: "eu2" }' });
  await verifyCommit({ directory: trap.repository.path, cache: false, env: {}, now: 0 }, 'resolved');
  expect(trap.sprung).toBe('');
});

test('nothing runs when it is pushed', async () => {
  const server = await GitServer.start({ users: { ada: 'opensesame' } });
  server.repository('shop.git');
  const trap = new Trap();
  trap.repository.git('config', 'remote.origin.url', server.url('shop.git'));
  expect((await release(trap.repository.path, { remote: 'origin' })).codes).toEqual(['release/remote']);
  trap.repository.git('config', 'remote.origin.url', server.url('shop.git', 'ada:opensesame'));
  expect((await release(trap.repository.path, { remote: 'origin' })).codes).toEqual([]);
  expect((await release(trap.repository.path, { remote: 'origin' })).released?.unchanged).toBe(true);
  expect((await release(trap.repository.path, { remote: 'ssh://127.0.0.1:1/shop.git' })).codes).toEqual(['release/remote']);
  expect((await release(trap.repository.path, { remote: `${server.root}/shop.git` })).codes).toEqual([]);
  expect(trap.sprung).toBe('');
  trap.check('ls-remote', 'ssh://127.0.0.1:1/shop.git');
});

test.each([
  ['ext::sh -c program', 'remote.origin.url'],
  ['fd::7', 'remote.origin.pushurl'],
  ['ssh://-oProxyCommand=program/x', 'remote.origin.url'],
  ['-oProxyCommand=program:x', 'remote.origin.url'],
  ['git://127.0.0.1/x', 'remote.origin.url'],
  ['http://127.0.0.1:1/x\n.git', 'remote.origin.url'],
  ['/srv/evil.git', 'remote.origin.url'],
])('an address that leads to a program: %j', async (address, key) => {
  const repository = shopRepository();
  repository.git('config', 'remote.origin.url', 'https://127.0.0.1:1/x.git');
  repository.git('config', key, address);
  expect(await findRemote(repository.path, 'origin', '/')).toMatchObject({ kind: 'remote-failed' });
  if (!address.startsWith('/')) expect(await findRemote(repository.path, address, '/')).toMatchObject({ kind: 'remote-failed' });
});

test('an address of no use does not give its password away', async () => {
  const { codes, said } = await release(shopRepository().path, { remote: 'ftp://ada:open/se@same@host/x' });
  expect(codes).toEqual(['release/remote']);
  expect(said).not.toMatch(/open|same/);
});

test('an address that another setting turns into one', async () => {
  const repository = shopRepository();
  repository.git('config', 'url.ext::sh -c touch% marker .insteadOf', 'https://127.0.0.1:1/');
  repository.git('config', 'remote.origin.url', 'https://127.0.0.1:1/x.git');
  expect((await release(repository.path, { remote: 'origin' })).codes).toEqual(['release/remote']);
  expect(existsSync(join(repository.path, 'marker'))).toBe(false);
});

test('variables of git that whoever calls us has set', async () => {
  const [repository, elsewhere] = [shopRepository(), shopRepository()];
  const trace = join(scratch(), 'trace');
  const variables = {
    GIT_DIR: join(elsewhere.path, '.git'),
    GIT_WORK_TREE: elsewhere.path,
    GIT_INDEX_FILE: join(elsewhere.path, 'index2'),
    GIT_NAMESPACE: 'other',
    GIT_TRACE: trace,
    GIT_TRACE_CURL: trace,
    GIT_AUTHOR_NAME: 'Eve',
    GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
    GIT_EXEC_PATH: elsewhere.path,
    GIT_PROXY_COMMAND: join(elsewhere.path, 'program'),
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { codes, released } = await release(repository.path);
  vi.unstubAllEnvs();
  expect([codes, released?.commit]).toEqual([[], nameOf(repository, 'resolved')]);
  expect([nameOf(elsewhere, 'resolved'), existsSync(trace)]).toEqual([undefined, false]);
  expect((await release(elsewhere.path)).released?.commit).toBe(released?.commit);
});
