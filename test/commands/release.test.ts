import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import { cloneOf, type TestRepository } from '../git/repository.ts';
import { eu, shopRepository } from '../release/released.ts';
import { repositoryOf, shop } from './sandbox.ts';

/** The built program, as somebody runs it somewhere. */
function run(repository: TestRepository, umask: string, env: Readonly<Record<string, string>>): string {
  const home = `${repository.path}/../home`;
  mkdirSync(home, { recursive: true });
  const command = `umask ${umask}; exec "$0" "$@"`;
  execFileSync('sh', ['-c', command, process.execPath, inject('program'), 'release'], {
    cwd: repository.path,
    env: { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_SYSTEM: '/dev/null', ...env },
    stdio: 'pipe',
  });
  return repository.git('rev-parse', 'resolved');
}

test('whoever releases a commit, wherever and whenever, makes the same commit', () => {
  const here = shopRepository();
  const there = cloneOf(here);
  there.git('config', 'user.name', 'Somebody');
  there.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
  there.git('config', 'core.autocrlf', 'true');
  const elsewhere = {
    TZ: 'Asia/Tokyo',
    LC_ALL: 'tr_TR.UTF-8',
    SOURCE_DATE_EPOCH: '86400',
    GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
  };
  const people = { GIT_AUTHOR_NAME: 'Eve', GIT_COMMITTER_NAME: 'Eve', GIT_COMMITTER_EMAIL: 'eve@example.com' };
  expect(run(there, '077', { ...elsewhere, ...people })).toBe(run(here, '002', {}));
  const next = here.commit({ [eu]: '{ url: "eu2" }' });
  there.git('fetch', '--quiet', 'origin');
  there.git('reset', '--hard', '--quiet', next);
  expect(run(there, '077', { ...elsewhere, ...people })).toBe(run(here, '002', {}));
  expect(here.git('rev-list', '--count', 'resolved')).toBe('2');
});

test('a source whose people have strange names, in another encoding', () => {
  const repository = shopRepository();
  const raw = Buffer.from(
    `tree ${repository.git('rev-parse', 'HEAD^{tree}')}\nauthor Zo\u00eb <Ada> <a@b> 1778691000 +0200\ncommitter  <> 1778691000 -0930\nencoding ISO-8859-1\n\nOdd\n\nConfman-Source: x\n`,
    'latin1',
  );
  const oid = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
    cwd: repository.path,
    input: raw,
    encoding: 'utf8',
  }).trim();
  repository.git('update-ref', 'refs/heads/main', oid);
  run(repository, '022', {});
  const clone = ['clone', '--quiet', '--bare', '--config=transfer.fsckObjects=true', '--single-branch', '--branch=resolved'];
  repository.git(...clone, `file://${repository.path}`, `${repository.path}/../checked.git`);
  expect(repository.git('log', '-1', '--format=%ad|%cn|%ce', '--date=iso', 'resolved')).toBe(
    '2026-05-13 16:50:00 +0000|unknown|unknown',
  );
});

test('what is printed, and how it ends', () => {
  const repository = shopRepository();
  const confman = (...args: string[]): readonly [number | null, string, string] => {
    const env = { PATH: process.env['PATH'], HOME: `${repository.path}/../home`, GIT_CONFIG_GLOBAL: '/dev/null' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [inject('program'), ...args], {
      cwd: repository.path,
      env,
      encoding: 'utf8',
    });
    return [status, stdout, stderr];
  };
  const source = repository.git('rev-parse', '--short=12', 'HEAD');
  const what = `resolved: 2 apps and 1 schema of commit ${source}, schema sequence 1\n`;
  expect(confman('release')).toEqual([0, `Released to ${what}`, '']);
  expect(confman('release', '-v')).toEqual([
    0,
    `Nothing new for ${what}The branch is at ${repository.git('rev-parse', 'resolved')}\n`,
    '',
  ]);
  expect(confman('verify', '--rev', 'resolved')).toEqual([0, `Verified ${what}`, '']);
  repository.write({ [eu]: '{ url: "not committed" }' });
  const [code, , said] = confman('release');
  expect([code, said]).toEqual([0, expect.stringContaining(`warning[release/uncommitted]`)]);
  expect(confman('release', '--rev', 'HEAD', '-q')).toEqual([0, '', '']);
  expect(confman('release', '--branch', 'main')[0]).toBe(2);
  expect(confman('release', '--staged')[0]).toBe(2);
  expect(confman('release', '--push', 'https://ada:opensesame@127.0.0.1:1/x.git').join('\n')).not.toContain('opensesame');
  expect(confman('verify')).toEqual([2, '', expect.stringContaining('name the folder of a release')]);
});

test('a push that is stopped leaves nothing behind', async () => {
  const box = repositoryOf(shop);
  mkdirSync(`${box.path}/tmp`);
  box.git('init', '--quiet', '--bare', 'server.git');
  // A git that gets stuck where it talks to the other side.
  mkdirSync(`${box.path}/bin`);
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const stuck = `#!/bin/sh\ncase " $* " in *" ls-remote "*) exec sleep 60 ;; esac\nexec ${git} "$@"\n`;
  writeFileSync(`${box.path}/bin/git`, stuck, { mode: 0o755 });
  const env = { TMPDIR: `${box.path}/tmp`, PATH: `${box.path}/bin:${process.env['PATH']}` };
  const pushing = box.start(['release', '--push', './server.git'], { env });
  const ended = once(pushing, 'exit');
  onTestFinished(() => void pushing.kill('SIGKILL'));
  // Later versions of Node keep their own cache in the same folder.
  const ours = (): readonly string[] => readdirSync(`${box.path}/tmp`).filter((name) => name.startsWith('confman-'));
  while (ours().length === 0 && pushing.exitCode === null) await setTimeout(10);
  expect(ours()).toHaveLength(1);
  pushing.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(ours()).toEqual([]);
});

test('for programs: the commit that the branch is at, and whether it is a new one', () => {
  const box = repositoryOf(shop);
  const told = (): unknown => (JSON.parse(box.confman(['release', '--format', 'json']).stdout) as { release: unknown }).release;
  const source = box.git('rev-parse', 'HEAD').trim();
  const first = { branch: 'resolved', unchanged: false, source, schemaSequence: 1, apps: 2, schemas: 1 };
  const [made, again] = [told(), told()];
  const commit = box.git('rev-parse', 'resolved').trim();
  expect(made).toEqual({ ...first, commit });
  expect(again).toEqual({ ...first, commit, unchanged: true });
  box.write('configs/system/global.json5', '{ pool: "many" }');
  box.commit();
  expect(told()).toBeNull();
});
