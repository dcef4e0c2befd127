import { expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

test('a new workspace resolves at once', () => {
  const box = new Sandbox();
  const made = box.confman(['init', 'shop']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toMatch(
    /^Made a workspace shop: \d+ files, in a new git repository on branch main\n\nTry next:\n {2}cd shop\n {2}confman resolve\n/,
  );
  const resolved = box.confman(['resolve'], { cwd: 'shop' });
  expect(resolved).toMatchObject({ code: 0, stdout: '' });
  expect(resolved.stderr).toContain('all 5 apps are valid; 5 rebuilt, 0 unchanged');
  expect(box.files('shop/resolved')).toHaveLength(5);
  expect(box.confman(['validate'], { cwd: 'shop' }).code).toBe(0);
});

test('the repository ignores what is made from it, and has nothing committed', () => {
  const box = new Sandbox();
  box.confman(['init']);
  box.confman(['resolve']);
  expect(box.git('status', '--porcelain', '--untracked-files=all')).not.toMatch(/resolved|\.confman\//);
  expect(box.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main\n');
});

test.each([
  ['a workspace', 'confman.json5', 'workspace/init-exists'],
  ['a configs folder', 'configs/x.json5', 'workspace/init-exists'],
  ['other files', 'notes.txt', 'workspace/init-not-empty'],
  ['a hidden file', '.env', 'workspace/init-not-empty'],
])('a folder with %s is left as it is', (_, path, code) => {
  const box = new Sandbox();
  box.write(`here/${path}`, 'mine');
  const { code: exit, stdout, stderr } = box.confman(['init', 'here']);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`error[${code}] "here"`);
  expect(stderr).toMatch(/hint: (?:Run|Name) /);
  expect(box.files('here')).toEqual([path]);
});

test('a file in the place of the folder is a finding', () => {
  const box = new Sandbox();
  box.write('shop', '');
  expect(box.confman(['init', 'shop'])).toMatchObject({ code: 2, stdout: '' });
  expect(box.confman(['init', 'shop/inner']).stderr).toContain('error[workspace/write-failed] "shop/inner"');
});

test('a fresh clone counts as empty, and no second repository is made in it', () => {
  const box = new Sandbox();
  box.git('init', '--quiet', '--initial-branch=trunk', 'clone');
  expect(box.confman(['init', 'clone']).stdout).toContain(`, in the repository ${box.path}/clone\n`);
  expect(box.confman(['init', 'clone/deeper']).stdout).toContain(`, in the repository ${box.path}/clone\n`);
  expect(box.has('clone/deeper/.git')).toBe(false);
});

test('what a forge puts into a new repository is kept, and no reason to refuse', () => {
  const box = new Sandbox();
  const own = { 'README.md': '# Ours', LICENSE: 'MIT', '.gitignore': '*.log\n' };
  for (const [path, text] of Object.entries(own)) box.write(path, text);
  box.commit();
  const { code, stdout } = box.confman(['init']);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'Left as they were: .gitignore, README.md; to keep snapshots out of git, add /resolved/ to .gitignore\n',
  );
  for (const [path, text] of Object.entries(own)) expect(box.read(path)).toBe(text);
  expect(box.confman(['resolve']).code).toBe(0);
});

test('variables of a hook lead to no other repository', () => {
  const box = new Sandbox();
  box.git('init', '--quiet', 'other');
  const env = { GIT_DIR: `${box.path}/other/.git`, GIT_WORK_TREE: `${box.path}/other` };
  expect(box.confman(['init', 'shop'], { env }).stdout).toContain('in a new git repository');
  expect(box.has('shop/.git')).toBe(true);
});

test('without git there is a workspace all the same', () => {
  const box = new Sandbox();
  box.write('bin/empty', '');
  const { code, stdout } = box.confman(['init', 'shop'], { env: { PATH: `${box.path}/bin` } });
  expect(code).toBe(0);
  expect(stdout).toContain('It is no git repository yet (git was not found); to make it one, run git init -b main in it');
  expect(box.confman(['resolve'], { cwd: 'shop' }).code).toBe(0);
});

test('for programs', () => {
  const box = new Sandbox();
  const made = JSON.parse(box.confman(['init', 'a b', '--format', 'json']).stdout) as Record<string, unknown>;
  expect(made).toMatchObject({ formatVersion: 1, directory: `${box.path}/a b`, repository: 'made' });
  expect(made['files']).toEqual(box.files('a b'));
});

test('a name that a shell would take apart is quoted in what to type next', () => {
  const box = new Sandbox();
  expect(box.confman(['init', "it's new"]).stdout).toContain(`  cd 'it'\\''s new'\n`);
});
