import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Sandbox, sandboxOf, shop, type Ended } from './sandbox.ts';

interface Check {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly hint: string | null;
}

function checksOf({ stdout }: Ended): Record<string, Check> {
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

test('a healthy workspace', () => {
  const box = sandboxOf({ ...shop, '.gitignore': '/resolved\n' });
  const commit = box.commit();
  box.confman(['resolve']);
  const ended = box.confman(['doctor', '--format', 'json']);
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  const checks = checksOf(ended);
  expect(Object.entries(checks).filter(([, { status }]) => status !== 'ok')).toEqual([]);
  expect(Object.fromEntries(Object.entries(checks).map(([name, { message }]) => [name, message]))).toMatchObject({
    workspace: box.path,
    settings: 'confman.json5',
    tree: '4 documents, 2 apps, 1 schema',
    repository: box.path,
    'protected branch': `main at ${commit.slice(0, 12)} (refs/heads/main)`,
    history: 'whole',
    'output folder': 'resolved can be written',
    cache: expect.stringMatching(/\.confman: \d+ (?:KiB|bytes), just written$/) as string,
    leftovers: 'none of runs that were killed',
  });
});

test('for people', () => {
  const box = sandboxOf(shop);
  const { code, stdout } = box.confman(['doctor']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ok {7}node {11}\d+\.\d+\.\d+\n/);
  expect(stdout).toMatch(/\nnote {5}repository {5}the workspace is in no git repository/);
  expect(stdout).toMatch(/\n {24}hint: Run git init in it\n/);
  expect(stdout).toMatch(/\n\nNothing needs a hand\n$/);
  expect(box.confman(['doctor', '-q']).stdout).not.toContain('\nok ');
});

test('without a workspace', () => {
  const ended = new Sandbox().confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(1);
  expect(checksOf(ended)['workspace']).toMatchObject({
    status: 'problem',
    hint: expect.stringMatching(/^Run confman init/) as string,
  });
});

test('settings that are wrong, and the rest is looked at all the same', () => {
  const box = sandboxOf({ ...shop, 'confman.json5': '{ outputFormat: "xml" }' });
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(1);
  expect(checksOf(ended)).toMatchObject({
    settings: { status: 'problem', message: expect.stringContaining('confman.json5:1:17: ') as string },
    cache: { status: 'ok' },
  });
});

test('a tree of which nothing can be resolved', () => {
  const box = sandboxOf({ ...shop, 'configs/apps/shop/eu/config.yaml': '{}' });
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(1);
  expect(checksOf(ended)['tree']).toMatchObject({
    status: 'problem',
    message: expect.stringContaining('apps/shop/eu/config') as string,
  });
});

test('a protected branch that is not there', () => {
  const box = sandboxOf({ ...shop, 'confman.json5': '{ protectedBranch: "release" }' });
  box.commit();
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(1);
  expect(checksOf(ended)['protected branch']).toMatchObject({
    status: 'problem',
    hint: 'Fetch it with git fetch origin release, or name another as protectedBranch in confman.json5',
  });
});

test('no git', () => {
  const box = sandboxOf(shop);
  box.commit();
  const ended = box.confman(['doctor', '--format', 'json'], { env: { PATH: box.path } });
  expect(ended.code).toBe(1);
  expect(checksOf(ended)['git']).toMatchObject({ status: 'problem', message: 'git was not found' });
});

test('a shallow clone', () => {
  const box = sandboxOf(shop);
  box.commit();
  box.commit();
  box.git('clone', '--quiet', '--depth', '1', `file://${box.path}`, 'clone');
  const ended = box.confman(['doctor', '--format', 'json'], { cwd: 'clone' });
  expect(checksOf(ended)['history']).toMatchObject({ status: 'note', hint: 'Fetch the rest with git fetch --unshallow' });
});

test('what a killed run left, and how to remove it', () => {
  const box = sandboxOf(shop);
  const left = ["resolved/apps/it's/.confman-00000000-4711-1.tmp", '.confman-00000000-4711-2-0123abcd.new'];
  for (const path of left) {
    box.write(path, '');
    utimesSync(join(box.path, path), 0, 0);
  }
  box.write('resolved/.confman-00000000-4711-3.tmp', 'of a run on another machine, a moment ago');
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(0);
  const { message, hint } = checksOf(ended)['leftovers'] ?? { message: '', hint: '' };
  expect(message).toBe('2 unfinished files of runs that were killed');
  expect(hint).toBe(
    `Remove them with: rm -r -- ${box.path}/${left[1]} '${box.path}/resolved/apps/it'\\''s/.confman-00000000-4711-1.tmp'`,
  );
});

test('a cache that nobody can keep a key for', () => {
  const box = sandboxOf({ ...shop, file: '' });
  const ended = box.confman(['doctor', '--format', 'json'], { env: { XDG_CACHE_HOME: `${box.path}/file` } });
  expect(ended.code).toBe(0);
  expect(checksOf(ended)['cache']).toMatchObject({
    status: 'note',
    hint: expect.stringContaining('CONFMAN_CACHE_KEY') as string,
  });
});

test('a damaged cache is made anew, and that is no problem', () => {
  const box = sandboxOf(shop);
  box.confman(['resolve']);
  box.write('.confman/state', 'damaged');
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(checksOf(ended)['cache']).toMatchObject({ status: 'ok', message: expect.stringContaining('made anew') as string });
});

test.skipIf(process.getuid?.() === 0)('an output folder that cannot be written', () => {
  const box = sandboxOf(shop);
  box.write('resolved/x', '');
  chmodSync(join(box.path, 'resolved'), 0o500);
  const ended = box.confman(['doctor', '--format', 'json']);
  expect(ended.code).toBe(1);
  expect(checksOf(ended)['output folder']).toMatchObject({ status: 'problem' });
});

test('as whom one would publish, and where, where there are namespaces', () => {
  const box = sandboxOf({ ...shop, 'configs/namespace.json5': '{ roles: { editor: ["ada@example.com"] } }' });
  box.commit();
  const told = (actor: string): Record<string, Check> =>
    checksOf(box.confman(['doctor', '--format', 'json'], { env: { CONFMAN_ACTOR: actor } }));
  expect(told('ada@example.com')).toMatchObject({
    you: { status: 'ok', message: 'ada@example.com, by CONFMAN_ACTOR; events are not signed' },
    requests: { status: 'ok', message: 'kept in this repository alone, which is advisory; published to main' },
  });
  box.git('remote', 'add', 'origin', 'https://ada:secret@git.example.com/shop.git');
  expect(told('bob@example.com')).toMatchObject({
    you: {
      status: 'note',
      message: expect.stringMatching(/; this name has no role in any namespace$/) as string,
      hint: expect.stringMatching(/^Have a role given to you/) as string,
    },
    requests: { status: 'ok', message: 'kept by git, at https://git.example.com/shop.git; published to main' },
  });
  const nobody = { status: 'note', message: expect.stringMatching(/^"bob" is neither/) as string };
  expect(told('bob')['requests']).toMatchObject(nobody);
});
