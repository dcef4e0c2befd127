import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { installServerHooks } from '../../src/publish/embedded/install-server-hooks.ts';
import { preReceiveHook, transactionHook } from '../../src/publish/embedded/server-hooks.ts';
import { unjudgedRequests } from '../../src/publish/embedded/unjudged-requests.ts';

const options = {
  program: ['/bin/sh', '-c', 'echo held >&2; exit 1'],
  branch: 'main',
  workspace: '',
  actorVariable: 'REMOTE_USER',
  actorFormat: '{user}',
};

/** A bare repository with one commit on main, and git in it. */
function bare(): { readonly path: string; readonly git: (...args: readonly string[]) => string } {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'confman-hooks-')));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const path = join(base, 'repo.git');
  const person = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', ...person };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: path, env, encoding: 'utf8', input: '', stdio: 'pipe' }).trim();
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path], { env });
  git('update-ref', 'refs/heads/main', git('commit-tree', git('mktree'), '-m', 'First'));
  return { path, git };
}

it('are not put where git does not look for hooks', () => {
  const { path, git } = bare();
  git('config', 'core.hooksPath', '/somewhere');
  expect(installServerHooks(path, options)).toMatchObject({
    code: 'publish/hook-unwritten',
    args: { hook: 'pre-receive', reason: 'core.hooksPath leads git to others' },
  });
});

it('are not put where the settings that they rest on cannot be written', () => {
  const { path } = bare();
  writeFileSync(join(path, 'config.lock'), '');
  expect(installServerHooks(path, options)).toMatchObject({
    code: 'publish/hook-unwritten',
    args: { reason: expect.stringMatching(/^the setting receive.fsckObjects cannot be written: .*File exists/) as string },
  });
  expect(existsSync(join(path, 'hooks', 'pre-receive'))).toBe(false);
});

it('run also where the settings of the machine name another place', () => {
  const { path, git } = bare();
  expect(installServerHooks(path, options)).toEqual(['pre-receive', 'reference-transaction']);
  expect(installServerHooks(path, options)).toEqual(['pre-receive', 'reference-transaction']);
  const settings = join(path, '..', 'settings');
  writeFileSync(settings, '[core]\n\thooksPath = /nonexistent\n');
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: settings, GIT_CONFIG_SYSTEM: '/dev/null' };
  const pushed = spawnSync('git', ['push', '.', 'main:side'], { cwd: path, env, encoding: 'utf8' });
  expect(pushed.stderr).toContain('held');
  expect(git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
});

it('are judged by the program as it is, whatever variables a client may set', () => {
  const text = preReceiveHook({ ...options, program: [process.execPath, '-e', 'process.exit(7)', '--'] });
  const env = { PATH: process.env['PATH'], NODE_OPTIONS: '--import=data:text/javascript,process.exit(0)' };
  expect(spawnSync('/bin/sh', ['-c', text], { env })).toMatchObject({ status: 7 });
});

it('say so where confman is gone', () => {
  const { path, git } = bare();
  expect(installServerHooks(path, { ...options, program: ['/bin/sh', '/nonexistent/confman.js'] })).toHaveLength(2);
  const pushed = spawnSync('git', ['push', '.', 'main:side'], { cwd: path, encoding: 'utf8' });
  expect(pushed.stderr).toContain('confman: confman or node is not where it was on this server');
  expect(pushed.stderr).not.toContain('/nonexistent');
  expect(git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
});

it('take no replaced object for an event', () => {
  const { path, git } = bare();
  const commit = (message: string): string => git('commit-tree', git('mktree'), '-m', message);
  const published = commit('{"type":"published"}');
  git('replace', published, commit('{"type":"closed"}'));
  const input = `${'0'.repeat(40)} ${published} refs/confman/requests/1/meta\n`;
  const ended = spawnSync('/bin/sh', ['-c', transactionHook(options), 'hook', 'prepared'], {
    cwd: path,
    input,
    encoding: 'utf8',
  });
  expect(ended).toMatchObject({ status: 1 });
  expect(ended.stderr).toContain('move together');
});

it('let git pack refs, also of what was published', () => {
  const { path, git } = bare();
  const meta = 'refs/confman/requests/1/meta';
  const commits = ['{"type":"opened"}', '{"type":"published"}'].map((message) =>
    git('commit-tree', git('mktree'), '-m', message),
  );
  for (const [i, commit] of commits.entries()) git('update-ref', meta.replace('1', String(i + 1)), commit);
  git('update-ref', meta.replace('meta', 'head'), 'main');
  installServerHooks(path, options);
  const refs = git('for-each-ref');
  git('gc', '--quiet');
  expect(git('for-each-ref')).toBe(refs);
  expect(existsSync(join(path, 'refs/heads/main'))).toBe(false);
});

it('say how many requests nobody has judged', async () => {
  const { path, git } = bare();
  git('update-ref', 'refs/confman/requests/1/meta', 'main');
  git('update-ref', 'refs/confman/requests/1/head', 'main');
  git('update-ref', 'refs/confman/requests/2/meta', 'main');
  expect(await unjudgedRequests(path)).toBe(2);
  installServerHooks(path, options);
  expect(await unjudgedRequests(path)).toBe(0);
});
