import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openHooks } from '../../src/pipeline/hooks/open-hooks.ts';
import { HookRepository } from './hook-repository.ts';

describe('the folder that git looks in', () => {
  test('is made where it is not there', () => {
    const repository = new HookRepository();
    expect(repository.has('.git/hooks')).toBe(false);
    expect(repository.install()).toBe('written');
    expect(repository.has('.git/hooks/pre-commit')).toBe(true);
  });

  test.each(['.githooks', './tools/git/hooks/', 'configs/../b'])('may be one of the repository: %s', (folder) => {
    const repository = new HookRepository();
    repository.plant();
    repository.git('config', 'core.hooksPath', folder);
    expect(repository.install()).toBe('written');
    expect(repository.calls().called).toHaveLength(1);
    // It is for everybody, so nothing of this machine stands in it.
    expect(repository.read(join(folder, 'pre-commit'))).not.toContain('/nowhere');
    expect(repository.status().rows[0]?.file).toBe(join(folder, 'pre-commit'));
  });

  test("may be named by its absolute path, also as git's own", () => {
    const repository = new HookRepository();
    repository.git('config', 'core.hooksPath', join(repository.path, '.git/hooks'));
    expect(repository.install()).toBe('written');
    expect(repository.read('.git/hooks/pre-commit')).toContain('/nowhere');
  });

  test('of a submodule and of a linked work tree is where git has it', () => {
    const repository = new HookRepository();
    repository.commit();
    repository.git('worktree', 'add', '--quiet', 'linked');
    const opened = openHooks(join(repository.path, 'linked', 'configs'));
    expect(opened.value?.place.git.path).toBe(join(repository.path, '.git/hooks/pre-commit'));
    mkdirSync(join(repository.path, 'modules'));
    repository.git('init', '--quiet', '--separate-git-dir', 'modules/m', 'm');
    expect(openHooks(join(repository.path, 'm')).value?.place.git.path).toBe(join(repository.path, 'modules/m/hooks/pre-commit'));
  });
});

describe('nothing is written', () => {
  test.each([
    ['../hooks', 'outside of this repository'],
    ['/', 'outside of this repository'],
    ['', 'outside of this repository|no folder'],
    ['/dev/null', 'which is no folder'],
    ['configs/a.json5', 'which is no folder'],
    ['link', 'behind a symbolic link'],
    ['link/below', 'behind a symbolic link|outside'],
    ['away', 'outside of this repository'],
  ])('into %j', (folder, why) => {
    const repository = new HookRepository();
    mkdirSync(join(repository.path, 'real'));
    mkdirSync(join(repository.path, '../elsewhere'));
    symlinkSync('real', join(repository.path, 'link'));
    symlinkSync('../elsewhere', join(repository.path, 'away'));
    repository.git('config', 'core.hooksPath', folder);
    expect(repository.install()).toMatch(new RegExp(`^(?:hook/foreign-folder|hook/no-place) .*(?:${why})`));
    expect(repository.run('find', ['..', '-name', 'pre-commit']).said).toBe('');
  });

  test("through a link in the place of git's own folder", () => {
    const repository = new HookRepository();
    mkdirSync(join(repository.path, 'hooks'));
    symlinkSync('../hooks', join(repository.path, '.git/hooks'));
    expect(repository.install()).toMatch(/^hook\/foreign-folder .*behind a symbolic link/);
  });

  test('into a folder that is set for all repositories, or for one run', () => {
    const repository = new HookRepository();
    repository.write('../gitconfig', '[core]\n\thooksPath = .githooks\n');
    onTestFinished(() => void vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null'));
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(repository.path, '../gitconfig'));
    expect(repository.install()).toMatch(/^hook\/foreign-folder \| \.githooks \| which core\.hooksPath names for every/);
    // What the repository itself says counts before that.
    repository.git('config', 'core.hooksPath', '.own');
    expect(repository.install()).toBe('written');
    expect(repository.has('.own/pre-commit')).toBe(true);
  });

  test('without a repository, and in a bare one', () => {
    const repository = new HookRepository();
    expect(openHooks(join(repository.path, '..')).diagnostics[0]?.code).toBe('hook/no-place');
    repository.git('init', '--quiet', '--bare', '../bare.git');
    expect(openHooks(join(repository.path, '../bare.git')).diagnostics[0]?.args['reason']).toMatch(/^a bare repository/);
  });
});
