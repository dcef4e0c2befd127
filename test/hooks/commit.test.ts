import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hookStatus } from '../../src/pipeline/hooks/hook-status.ts';
import { installHook } from '../../src/pipeline/hooks/install-hook.ts';
import { openHooks } from '../../src/pipeline/hooks/open-hooks.ts';
import { HookRepository } from './hook-repository.ts';

const hook = '.git/hooks/pre-commit';

describe('a commit', () => {
  test('has what is staged judged, and is stopped by what confman finds', () => {
    const repository = new HookRepository();
    repository.plant();
    expect(repository.install()).toBe('written');
    expect(repository.calls()).toEqual({ code: 0, called: ['local validate --staged --quiet -C .'] });
    expect(repository.calls(['--all'], { VALIDATE: '1' }).code).toBe(1);
    expect(repository.calls(['--all'], { VALIDATE: '2' }).code).toBe(1);
    expect(repository.calls(['--all'], { VALIDATE: '1', CONFMAN_SKIP: '1' })).toEqual({ code: 0, called: [] });
    expect(repository.calls(['--no-verify'], { VALIDATE: '1' })).toEqual({ code: 0, called: [] });
  });

  test('of a path is judged by the index that git made for it', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install();
    repository.calls();
    repository.write('configs/a.json5', '{ a: 1 }');
    repository.calls(['configs/a.json5']);
    expect(repository.indexes().at(-1)).toMatch(/next-index-\d+\.lock$/);
  });

  test('that changes a schema has the versions held against the protected branch', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install({ checks: ['validate', 'schemas', 'lint'] });
    const [validate, schemas, lint] = ['validate', 'schema check', 'lint'].map((each) => `local ${each} --staged --quiet -C .`);
    expect(repository.calls().called).toEqual([validate, lint]);
    repository.write('schemas/x/v1.json', '{}');
    expect(repository.calls(['--all'], { SCHEMA: '1' })).toEqual({ code: 1, called: [validate, schemas, lint] });
    // Nothing to hold them against is no reason to stop anybody.
    expect(repository.calls(['--all'], { SCHEMA: '2' })).toEqual({ code: 0, called: [validate, schemas, lint] });
    expect(repository.calls(['--all'], { LINT: '1' })).toEqual({ code: 1, called: [validate, lint] });
  });

  test('that is the first has schemas held against nothing, and nothing is said of it', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install();
    repository.write('schemas/x/v1.json', '{}');
    expect(repository.calls(['--all'], { SCHEMA: '2' })).toEqual({ code: 0, called: ['local validate --staged --quiet -C .'] });
  });

  test('runs the confman that is nearest to the workspace', () => {
    const repository = new HookRepository();
    const folder = `sub/it's $(touch pwned) [a]`;
    repository.write(`${folder}/confman.json5`, '{}');
    expect(repository.install({ folder })).toBe('written');
    repository.plant('', 'root');
    expect(repository.calls().called).toEqual([`root validate --staged --quiet -C ./${folder}`]);
    repository.plant('sub', 'sub');
    expect(repository.calls().called).toEqual([`sub validate --staged --quiet -C ./${folder}`]);
    expect(repository.has('pwned')).toBe(false);
    repository.plant('', 'root');
    expect(repository.status(folder)).toMatchObject({ ok: true, program: 'sub/node_modules/.bin/confman' });
  });

  test('judges every workspace that was installed, as often as it was', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.write('b/configs/x.json5', '{}');
    repository.write('a/configs/x.json5', '{}');
    expect([repository.install({ folder: 'b' }), repository.install({ folder: 'a' })]).toEqual(['written', 'written']);
    expect(repository.install({ folder: 'a' })).toBe('there');
    expect(repository.calls(['--all'], { VALIDATE: '1' })).toEqual({
      code: 1,
      called: ['local validate --staged --quiet -C ./a', 'local validate --staged --quiet -C ./b'],
    });
    expect(repository.uninstall('a')).toEqual([`${hook} others-left`]);
    expect(repository.calls().called).toEqual(['local validate --staged --quiet -C ./b']);
    expect(repository.uninstall('c')).toEqual([]);
    expect(repository.uninstall('b')).toEqual([`${hook} removed`]);
    expect(repository.has(hook)).toBe(false);
  });

  test('on a branch without the workspace is not judged', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install({ folder: 'gone' });
    expect(repository.calls()).toEqual({ code: 0, called: [] });
  });

  test('is judged for what is staged, wherever the working tree is: taken out of it, or not staged yet', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install();
    repository.git('add', 'configs');
    const file = join(repository.path, '../calls');
    const commit = (): number | null =>
      repository.run('git', ['commit', '--allow-empty', '--quiet', '--message=x'], { CALLS: file, VALIDATE: '1' }).code;
    rmSync(join(repository.path, 'configs'), { recursive: true });
    expect(commit()).toBe(1);
    repository.git('rm', '--cached', '-r', '--quiet', 'configs');
    repository.write('configs/a.json5', '{}');
    expect(commit()).toBe(0);
  });

  test('is not held up where the workspace is not checked out, unless it changes it', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.write('sub/confman.json5', '{}');
    repository.calls();
    repository.install({ folder: 'sub' });
    repository.git('update-index', '--skip-worktree', 'sub/confman.json5');
    rmSync(join(repository.path, 'sub'), { recursive: true });
    expect(repository.calls([], { VALIDATE: '1' })).toEqual({ code: 0, called: [] });
    const oid = repository.git('hash-object', '-w', 'configs/a.json5').trim();
    repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},sub/configs/x.json5`);
    const commit = ['commit', '--quiet', '--message=x'];
    expect(repository.run('git', commit, { CALLS: join(repository.path, '../calls'), VALIDATE: '1' }).code).toBe(1);
  });
});

describe('without a confman', () => {
  /** Git and the shell, and nothing else. */
  function poor(repository: HookRepository, ...programs: readonly string[]): Record<string, string> {
    for (const name of ['git', 'sh', ...programs]) {
      const path = repository.run('sh', ['-c', `command -v ${name}`]).said.trim();
      repository.write(`../bin/${name}.sh`, '');
      rmSync(join(repository.path, '../bin', name), { force: true });
      symlinkSync(path, join(repository.path, '../bin', name));
    }
    return { PATH: join(repository.path, '../bin') };
  }

  test('a commit is stopped where it changes the workspace, with one sentence', () => {
    const repository = new HookRepository();
    const env = poor(repository, 'node');
    repository.write('sub/configs/a.json5', '{}');
    repository.install({ folder: 'sub' });
    const { code, said } = repository.commit(['--all'], env);
    expect([code, said.split('\n')[0]]).toEqual([
      1,
      'confman: neither in node_modules nor on the PATH, so nothing was judged; run npm ci',
    ]);
    expect(repository.commit(['--all'], { ...env, CONFMAN_SKIP: '1' }).code).toBe(0);
    repository.write('other.txt', 'x');
    expect(repository.commit(['--all'], env)).toEqual({ code: 0, said: '' });
    expect(repository.status('sub')).toMatchObject({ ok: false, program: undefined });
  });

  test('node that is not on the PATH is told apart', () => {
    const repository = new HookRepository();
    repository.plant();
    repository.install();
    expect(repository.commit(['--all'], poor(repository)).said).toContain('confman: node is not on the PATH of this commit');
  });
});

test('a work tree of a bare repository runs nothing that lies beside that', () => {
  const repository = new HookRepository();
  repository.commit();
  repository.git('clone', '--quiet', '--bare', '.', '../bare.git');
  repository.git('-C', '../bare.git', 'worktree', 'add', '--quiet', '../linked');
  repository.plant('..', 'beside');
  const opened = openHooks(join(repository.path, '../linked'));
  const options = {
    workspace: { folder: '', schemas: 'schemas', checks: ['validate'] },
    into: 'auto',
    node: '/',
    command: '',
    isFound: true,
  } as const;
  expect(opened.value && installHook(opened.value, options).value?.done).toBe('written');
  expect(opened.value && hookStatus(opened.value, '', '').program).toBeUndefined();
  repository.write('../linked/configs/a.json5', '{ a: 1 }');
  const { code, said } = repository.run('git', ['-C', '../linked', 'commit', '--all', '--quiet', '--message=x']);
  expect([code, said]).toEqual([1, expect.stringContaining('neither in node_modules nor on the PATH')]);
});

test('a linked work tree has the same hook, and finds the confman of the main one', () => {
  const repository = new HookRepository();
  repository.plant();
  repository.install();
  repository.calls();
  repository.git('worktree', 'add', '--quiet', '../linked');
  const ended = repository.run('git', ['-C', '../linked', 'commit', '--allow-empty', '--quiet', '--message=x'], {
    CALLS: join(repository.path, '../linked/calls'),
  });
  expect([ended.code, repository.read('../linked/calls')]).toEqual([0, 'local validate --staged --quiet -C .\n']);
});
