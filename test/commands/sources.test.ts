import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { repositoryOf, sandboxOf, shop, type Ended, type Sandbox } from './sandbox.ts';

const eu = 'configs/apps/shop/eu/config.json5';
const broken = '{ url: 12, password: "vault://shop/eu" }';
const fixed = { env: { SOURCE_DATE_EPOCH: '1700000000' } };

function codesOf({ stderr }: Ended): string[] {
  return [...stderr.matchAll(/^(?:error|warning)\[(.+?)\]/gm)].map((match) => match[1] as string);
}

function snapshots(box: Sandbox, folder: string): Record<string, string> {
  return Object.fromEntries(box.files(folder).map((path) => [path, box.read(join(folder, path))]));
}

/** The url of an app, as a source has it. */
function urlOf(box: Sandbox, ...args: readonly string[]): string {
  return box.confman(['get', 'apps/shop/eu', '/url', '--raw', ...args]).stdout.trim();
}

describe('the same content', () => {
  test('gives the same snapshots from working tree, index and commit, with one thread and two, with and without a cache', () => {
    const box = repositoryOf(shop);
    box.confman(['resolve', '--out', 'tree'], fixed);
    const expected = snapshots(box, 'tree');
    expect(Object.keys(expected)).toHaveLength(2);
    for (const source of [['--staged'], ['--rev', 'HEAD'], ['--rev', 'main', '--no-cache'], ['--staged', '--threads', '1']]) {
      for (const round of [1, 2]) {
        const ended = box.confman(['resolve', '--out', 'out', ...source], fixed);
        expect([round, ended.code, snapshots(box, 'out')]).toEqual([round, 0, expected]);
      }
      box.remove('out');
    }
  });

  test('is compiled once, and what differs from the neighbour after it', () => {
    const box = repositoryOf(shop);
    box.confman(['resolve', '--rev', 'HEAD', '--out', 'out']);
    box.write(eu, shop[eu]!.replace('eu.example.com', 'eu2.example.com'));
    box.commit();
    expect(box.confman(['resolve', '--rev', 'HEAD', '--out', 'out']).stderr).toContain('1 rebuilt, 1 unchanged');
    expect(box.confman(['resolve', '--rev', 'HEAD', '--out', 'out']).stderr).toContain('0 rebuilt, 2 unchanged');
    expect(box.confman(['resolve', '--rev', 'HEAD~1', '--out', 'out']).stderr).toContain('1 rebuilt, 1 unchanged');
    expect(box.read('out/apps/shop/eu.json')).toContain('eu.example.com');
  });

  test('a commit gives its own time', () => {
    const box = repositoryOf(shop);
    const { stdout } = box.confman(['resolve', 'apps/shop/eu', '--stdout', '--rev', 'HEAD']);
    expect(JSON.parse(stdout)).toMatchObject({ resolvedAt: '2026-05-13T16:50:00Z', schemaSequence: 1 });
  });
});

describe('each source has its own content', () => {
  function three(): Sandbox {
    const box = repositoryOf(shop);
    const urlFor = (name: string): void => box.write(eu, shop[eu]!.replace('eu.example.com', name));
    urlFor('staged.example.com');
    box.git('add', '--all');
    urlFor('tree.example.com');
    return box;
  }

  test('get, explain, list, graph and validate', () => {
    const box = three();
    expect(urlOf(box)).toBe('https://tree.example.com');
    expect(urlOf(box, '--staged')).toBe('https://staged.example.com');
    expect(urlOf(box, '--rev', 'HEAD')).toBe('https://eu.example.com');
    expect(box.confman(['explain', 'apps/shop/eu', '/url', '--staged']).stdout).toContain(`${eu}:1:8`);
    box.write('configs/apps/shop/us/config.json5', broken);
    for (const args of [['list'], ['graph'], ['validate']]) {
      expect(box.confman([...args, '--staged']).code).toBe(0);
      expect(box.confman([...args, '--rev', 'HEAD']).code).toBe(0);
    }
    expect(box.confman(['validate']).code).toBe(1);
  });

  test('resolve --check and schema commands', () => {
    const box = three();
    box.confman(['resolve', '--rev', 'HEAD']);
    expect(box.confman(['resolve', '--rev', 'HEAD', '--check']).code).toBe(0);
    expect(box.confman(['resolve', '--staged', '--check']).code).toBe(1);
    box.write('schemas/shop/v2.json', '{ broken');
    expect(box.confman(['schema', 'list', '--staged']).stdout).not.toContain('v2');
    expect(box.confman(['schema', 'flatten', 'schemas/shop/v1', '--rev', 'HEAD']).code).toBe(0);
  });

  test('export is the build of what is named', () => {
    const box = three();
    expect(box.confman(['export', '--rev', 'HEAD', '--out', 'rev']).code).toBe(0);
    expect(box.confman(['verify', 'rev']).code).toBe(0);
    expect(JSON.parse(box.read('rev/manifest.json'))).toMatchObject({ commit: box.git('rev-parse', 'HEAD').trim() });
    const staged = box.confman(['export', '--staged', '--out', 'staged']);
    expect([staged.code, codesOf(staged)]).toEqual([0, ['snapshot/no-commit']]);
    expect(box.read('staged/apps/shop/eu.json')).toContain('staged.example.com');
  });

  test('a working tree that is gone does not matter', () => {
    const box = repositoryOf(shop);
    box.remove('configs');
    box.remove('confman.json5');
    expect(urlOf(box, '--rev', 'HEAD')).toBe('https://eu.example.com');
    expect(urlOf(box, '--staged')).toBe('https://eu.example.com');
  });
});

describe('a hook', () => {
  test('judges exactly what is staged, also of git commit PATH', () => {
    const box = repositoryOf(shop);
    const hook = join(box.path, '.git/hooks/pre-commit');
    mkdirSync(dirname(hook), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${inject('program')}' validate --staged\n`);
    chmodSync(hook, 0o755);
    const us = 'configs/apps/shop/us/config.json5';
    box.write(eu, broken);
    box.git('add', eu);
    box.write(us, shop[us]!.replace('20', '30'));
    expect(() => box.git('commit', '--quiet', '--message', 'x')).toThrow('schema/');
    expect(() => box.git('commit', '--quiet', '--message', 'one path', us)).not.toThrow();
    expect(() => box.git('commit', '--quiet', '--all', '--message', 'x')).toThrow('schema/');
    box.write(eu, shop[eu]!);
    box.git('commit', '--quiet', '--allow-empty', '--all', '--message', 'x');
    expect(box.git('log', '--format=%s').split('\n').slice(0, 2)).toEqual(['x', 'one path']);
  });

  test('is told of errors again and again, and of none when they are gone', () => {
    const box = repositoryOf(shop);
    expect(box.confman(['validate', '--staged']).code).toBe(0);
    box.write(eu, broken);
    box.git('add', '--all');
    const first = box.confman(['validate', '--staged']);
    expect([first.code, box.confman(['validate', '--staged'])]).toEqual([1, first]);
    expect(box.confman(['validate', '--staged', '--no-cache'])).toEqual(first);
    expect(box.confman(['validate', '--rev', 'HEAD']).code).toBe(0);
    box.git('rm', '--quiet', '--cached', 'configs/system/global.json5');
    const gone = box.confman(['validate', '--staged']);
    expect([gone.code, codesOf(gone)]).toEqual([1, ['cascade/missing-layer']]);
    expect(box.confman(['validate', '--staged', '--no-cache'])).toEqual(gone);
  });
});

describe('repositories of other kinds', () => {
  test('a workspace in a folder, from there and from below', () => {
    const files = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`platform/${path}`, text]));
    const box = repositoryOf({ ...files, 'README.md': '' });
    for (const cwd of ['platform', 'platform/configs/apps']) {
      const { code, stdout } = box.confman(['get', 'apps/shop/eu', '/pool', '--rev', 'HEAD'], { cwd });
      expect([code, stdout]).toEqual([0, '10\n']);
      expect(box.confman(['validate', '--staged'], { cwd }).code).toBe(0);
    }
    const outside = box.confman(['validate', '--rev', 'HEAD']);
    expect([outside.code, codesOf(outside)]).toEqual([2, ['git/no-workspace']]);
  });

  test('bare', () => {
    const box = repositoryOf(shop);
    box.git('clone', '--quiet', '--bare', '.', 'bare.git');
    expect(box.confman(['validate', '-C', 'bare.git', '--rev', 'main']).code).toBe(0);
    const nowhere = box.confman(['resolve', '-C', 'bare.git', '--rev', 'main']);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      'error: a bare repository has no place for snapshots; name a folder with --out\n',
    ]);
    expect(box.confman(['resolve', '-C', 'bare.git', '--rev', 'main', '--out', 'out']).code).toBe(0);
    expect(box.files('out')).toEqual(['apps/shop/eu.json', 'apps/shop/us.json']);
    expect(readdirSync(join(box.path, 'bare.git'))).not.toContain('.confman');
  });

  test('shallow and partial clones say what to fetch', () => {
    const box = repositoryOf(shop);
    box.write(eu, shop[eu]!.replace('eu.example.com', 'eu2.example.com'));
    box.commit();
    box.git('config', 'uploadpack.allowFilter', 'true');
    box.git('clone', '--quiet', '--depth=1', `file://${box.path}`, '../shallow');
    box.git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${box.path}`, '../partial');
    const shallow = box.confman(['validate', '--rev', 'HEAD~1', '-C', '../shallow']);
    expect([shallow.code, shallow.stderr]).toEqual([2, expect.stringContaining('git fetch --deepen=1 origin')]);
    const partial = box.confman(['validate', '--rev', 'HEAD', '-C', '../partial']);
    expect([partial.code, partial.stderr]).toEqual([2, expect.stringContaining('git fetch --refetch --no-filter')]);
  });

  test.skipIf(process.getuid?.() !== 0)('of another user', () => {
    const box = repositoryOf(shop);
    for (const path of ['', '.git']) chownSync(join(box.path, path), 12345, 12345);
    const ended = box.confman(['validate', '--staged']);
    expect([ended.code, codesOf(ended)]).toEqual([2, ['git/index-unreadable']]);
    expect(ended.stderr).toContain(`git config --global --add safe.directory '${box.path}'`);
  });

  test('of the SHA-256 format', () => {
    const box = sandboxOf(shop);
    box.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    box.commit();
    box.confman(['resolve', '--out', 'tree'], fixed);
    box.confman(['resolve', '--out', 'rev', '--rev', 'HEAD'], fixed);
    expect(snapshots(box, 'rev')).toEqual(snapshots(box, 'tree'));
    expect(box.confman(['validate', '--staged']).code).toBe(0);
    expect(box.confman(['validate', '--staged']).code).toBe(0);
    mkdirSync(join(box.path, 'bin'));
    const without = box.confman(['validate', '--staged'], { env: { PATH: join(box.path, 'bin') } });
    expect([without.code, without.stderr]).toEqual([
      2,
      expect.stringContaining('of the format sha256, which takes a git binary'),
    ]);
  });

  test('without a git binary', () => {
    const box = repositoryOf(shop);
    mkdirSync(join(box.path, 'bin'));
    const env = { PATH: join(box.path, 'bin'), SOURCE_DATE_EPOCH: '1700000000' };
    expect(box.confman(['resolve', '--rev', 'HEAD', '--out', 'rev'], { env }).code).toBe(0);
    expect(box.confman(['validate', '--staged'], { env }).code).toBe(0);
    expect(box.confman(['resolve', '--staged', '--out', 'staged'], fixed).code).toBe(0);
    expect(snapshots(box, 'rev')).toEqual(snapshots(box, 'staged'));
  });
});

describe('nothing can be judged', () => {
  const staged = ['validate', '--staged'];

  test('a conflict', () => {
    const box = repositoryOf(shop);
    box.git('checkout', '--quiet', '-b', 'side');
    box.write(eu, '{ url: "https://side.example.com" }');
    box.commit();
    box.git('checkout', '--quiet', 'main');
    box.write(eu, '{ url: "https://main.example.com" }');
    box.commit();
    expect(() => box.git('merge', 'side')).toThrow('merge');
    const ended = box.confman(staged);
    expect([ended.code, codesOf(ended)]).toEqual([2, ['git/unmerged']]);
    expect(ended.stderr).toContain(`A merge is not finished: "${eu}" has conflicts`);
    expect(box.confman(['resolve', '--staged']).code).toBe(2);
    expect(box.has('resolved')).toBe(false);
    box.write(eu, shop[eu]!);
    box.git('add', '--all');
    expect(box.confman(staged).code).toBe(0);
  });

  test('no commit yet: what is staged can be judged, a commit cannot', () => {
    const box = sandboxOf(shop);
    box.git('init', '--quiet', '--initial-branch=main');
    const none = box.confman(staged);
    expect([none.code, codesOf(none), none.stderr]).toEqual([2, ['git/no-workspace'], expect.stringContaining('git add')]);
    box.git('add', '--all');
    expect(box.confman(staged).code).toBe(0);
    const head = box.confman(['validate', '--rev', 'HEAD']);
    expect([head.code, codesOf(head), head.stderr]).toEqual([
      2,
      ['git/unknown-revision'],
      expect.stringContaining('there is no commit yet'),
    ]);
  });

  test.each(['nothing', '-x', '--upload-pack=x', 'a..b', 'HEAD:configs', 'HEAD~99'])('the revision %s', (revision) => {
    const box = repositoryOf(shop);
    const ended = box.confman(['resolve', `--rev=${revision}`]);
    expect([ended.code, codesOf(ended)]).toEqual([2, ['git/unknown-revision']]);
    expect(box.has('resolved')).toBe(false);
  });

  test('no repository', () => {
    const box = sandboxOf(shop);
    expect(codesOf(box.confman(staged))).toEqual(['git/index-unreadable']);
    expect(box.confman(staged).code).toBe(2);
  });

  test('settings that are a link', () => {
    const box = repositoryOf(shop);
    box.remove('confman.json5');
    symlinkSync('/etc/passwd', join(box.path, 'confman.json5'));
    box.git('add', '--all');
    const ended = box.confman(staged);
    expect([ended.code, codesOf(ended)]).toEqual([2, ['workspace/unreadable']]);
  });

  test('what watches or changes files', () => {
    const box = repositoryOf(shop);
    expect(box.confman(['resolve', '--watch', '--staged']).stderr).toContain('leave --staged out');
    const migrate = box.confman(['schema', 'migrate', 'schemas/shop', '--write', '--rev', 'HEAD']);
    expect([migrate.code, migrate.stderr]).toEqual([2, expect.stringContaining('leave --rev out')]);
    expect(box.confman(['validate', '--staged', '--rev', 'HEAD']).code).toBe(2);
  });
});

test('a work tree of its own index and head', () => {
  const box = repositoryOf(shop);
  const linked = join(box.path, '../linked');
  box.git('worktree', 'add', '--quiet', '-b', 'side', linked);
  writeFileSync(join(linked, eu), shop[eu]!.replace('eu.example.com', 'side.example.com'));
  execFileSync('git', ['add', '--all'], { cwd: linked, env: box.env });
  expect(urlOf(box, '-C', '../linked', '--staged')).toBe('https://side.example.com');
  expect(urlOf(box, '--staged')).toBe('https://eu.example.com');
});
