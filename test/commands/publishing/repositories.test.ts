import { describe, expect, it } from 'vitest';

import { Sandbox } from '../sandbox.ts';

const ada = { CONFMAN_ACTOR: 'ada@example.com' } as const;
const config = 'configs/apps/shop/config.json5';

function workspace(): Sandbox {
  const box = new Sandbox();
  box.write('configs/namespace.json5', '{ roles: { publisher: ["bob@example.com"], editor: ["ada@example.com"] } }');
  box.write(config, '{ pool: 10 }');
  return box;
}

/** A repository that keeps its requests itself, with one that is published and one that is open. */
function store(): Sandbox {
  const box = workspace();
  box.commit('First');
  const run = (name: string, ...args: readonly string[]): unknown =>
    expect(box.confman(args, { env: { CONFMAN_ACTOR: `${name}@example.com` } })).toMatchObject({ code: 0 });
  box.git('switch', '--quiet', '--create', 'one');
  box.write(config, '{ pool: 20 }');
  box.commit('One');
  run('ada', 'publish', 'open');
  run('bob', 'publish', 'approve', '1', '--head', box.git('rev-parse', 'HEAD').trim());
  run('bob', 'publish', 'merge', '1');
  box.git('switch', '--quiet', '--create', 'two', 'main');
  box.write(config, '{ pool: 30 }');
  box.commit('Two');
  run('ada', 'publish', 'open');
  return box;
}

describe('a repository without what requests need is told what to do', () => {
  const commands = [
    ['publish', 'list'],
    ['publish', 'open'],
    ['publish', 'merge', '1'],
    ['rollback', 'apps/shop', '--to', 'HEAD'],
    ['audit'],
    ['get', 'apps/shop', '/pool', '--entry'],
  ];

  it.each(commands)('before the first commit: %s %s', (...args) => {
    const box = workspace();
    box.git('init', '--quiet', '--initial-branch=main');
    const { code, stderr, stdout } = box.confman(args, { env: ada });
    expect({ code, said: stderr + stdout }).toEqual({
      code: 2,
      said: expect.stringMatching(/there is no commit yet\n {2}= hint: Commit something first\n/) as string,
    });
  });

  it('with another branch than the protected one, and where there are several', () => {
    const box = workspace();
    box.git('init', '--quiet', '--initial-branch=master');
    box.commit('First');
    const said = (...args: readonly string[]): unknown => {
      const { code, stderr, stdout } = box.confman(args, { env: ada });
      return [code, /hint: (.*)\n/.exec(stderr + stdout)?.[1]];
    };
    const only = 'Set protectedBranch: "master" in confman.json5, or make the branch: git branch main';
    for (const args of commands) expect([args, said(...args)]).toEqual([args, [2, only]]);
    box.git('branch', 'next');
    const several = 'Make the branch, such as with git branch main, or name another one as protectedBranch in confman.json5';
    expect(said('publish', 'list')).toEqual([2, several]);
  });
});

describe('requests of repositories of every shape', () => {
  it('are found from a detached commit, another work tree, and a bare clone', () => {
    const box = store();
    const listed = (...args: readonly string[]): string => box.confman(['publish', 'list', ...args], { env: ada }).stdout;
    const two = /^2 {2}Two {2}pending review, waits for \/ {2}ada@example.com, .*\n$/;
    box.git('switch', '--quiet', '--detach', 'main');
    expect(listed()).toMatch(two);
    box.git('worktree', 'add', '--quiet', '../tree', 'one');
    expect(listed('-C', '../tree')).toMatch(two);
    box.git('clone', '--quiet', '--mirror', '.', '../bare.git');
    expect(listed('-C', '../bare.git', '--rev', 'main', '--remote', 'none')).toMatch(two);
    const without = box.confman(['publish', 'list', '-C', '../bare.git'], { env: ada });
    expect(without).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/hint: Name a commit, such as --rev HEAD/) as string,
    });
  });

  it('are told page by page, and by who asked for what', () => {
    const box = store();
    const listed = (...args: readonly string[]): unknown => box.confman(['publish', 'list', '--all', ...args], { env: ada });
    expect(listed('--limit', '1')).toMatchObject({
      stdout: expect.stringMatching(/^2 {2}Two {2}.*\n$/) as string,
      stderr: 'there may be more: go on with --before 2, or raise --limit\n',
    });
    const one = { stdout: expect.stringMatching(/^1 {2}One {2}published {2}.*\n$/) as string, stderr: '' };
    expect(listed('--limit', '1', '--before', '2')).toMatchObject(one);
    expect(listed('--author', 'me', '--namespace', '/', '--search', 'ONE')).toMatchObject(one);
    expect(listed('--author', 'bob@example.com')).toMatchObject({ stdout: 'no requests\n' });
    const { stdout } = box.confman(['publish', 'list', '--all', '--limit', '1', '--format', 'json'], { env: ada });
    expect(JSON.parse(stdout)).toMatchObject({ requests: [{ id: '2' }], complete: false });
  });

  it('are found from clones that lack something, which is told where it is missed', () => {
    const box = store();
    box.git('config', 'uploadpack.allowFilter', 'true');
    const url = `file://${box.path}`;
    const run = (clone: string, ...args: readonly string[]): { code: number | null; stdout: string; stderr: string } =>
      box.confman([...args, '-C', `../${clone}`, '--remote', url], { env: ada });
    for (const [clone, option] of [
      ['single', '--single-branch'],
      ['shallow', '--depth=1'],
      ['partial', '--filter=blob:none'],
    ] as const) {
      box.git('clone', '--quiet', '--branch=main', option, url, `../${clone}`);
      expect(run(clone, 'publish', 'list', '--all').stdout.split('\n')).toHaveLength(3);
      expect(run(clone, 'publish', 'show', '2').stdout).toMatch(/apps\/shop: \/pool 20 → 30/);
    }
    const shallow = run('shallow', 'publish', 'show', '2', '--format', 'json');
    expect(shallow.stderr).toMatch(/warning\[history\/cut\]/);
    expect((JSON.parse(shallow.stdout) as { readonly request: object }).request).toMatchObject({
      changes: [{ from: { version: null, value: 20 }, to: { version: null, value: 30 } }],
      versions: { complete: false, reason: 'shallow' },
    });
    const partial = run('partial', 'publish', 'show', '1');
    expect(partial).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 {2}One {2}published\n/) as string });
    const refetch = /this is a partial clone.*\n {2}= hint: Run git fetch --refetch --no-filter/;
    expect(partial.stderr).toMatch(refetch);
    const verified = run('partial', 'audit', '--verify', '--root', box.git('rev-parse', 'main~1').trim());
    expect(verified).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(refetch) as string });
  });

  it('are found from a folder of the repository that is the workspace, and from below it', () => {
    const box = new Sandbox();
    box.write('one/configs/namespace.json5', '{ roles: { publisher: ["bob@example.com"], editor: ["ada@example.com"] } }');
    box.write(`one/${config}`, '{ pool: 10 }');
    box.commit('First');
    box.git('switch', '--quiet', '--create', 'next');
    box.write(`one/${config}`, '{ pool: 20 }');
    box.commit('Next');
    expect(box.confman(['publish', 'open'], { env: ada, cwd: 'one' })).toMatchObject({ code: 0 });
    const shown = box.confman(['publish', 'show', '1'], { env: ada, cwd: 'one/configs/apps' });
    expect(shown.stdout).toMatch(/apps\/shop: \/pool 10 → 20, set at one\/configs\/apps\/shop\/config.json5:1:9/);
    expect(box.confman(['publish', 'list'], { env: ada })).toMatchObject({ code: 2 });
  });
});
