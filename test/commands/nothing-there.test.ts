import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxOf } from './sandbox.ts';

const none = 'There is no app: an app is a folder of the tree with a config document\n';

test.each([['validate'], ['resolve'], ['resolve', '--check']])('a tree without apps is told: %s %s', (...args) => {
  const box = sandboxOf({ 'configs/x.json5': '{}' });
  expect(box.confman(args)).toEqual({ code: 0, stdout: '', stderr: `Found no errors\n${none}` });
  expect(box.confman([...args, '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('whoever named documents did not ask for apps', () => {
  const box = sandboxOf({ 'configs/x.json5': '{}' });
  expect(box.confman(['validate', 'x']).stderr).toBe('Found no errors\n');
});

test('snapshots of the last apps are removed, and that is said instead', () => {
  const box = sandboxOf({ 'configs/a/config.json5': '{}' });
  box.confman(['resolve']);
  box.remove('configs/a');
  box.write('configs/x.json5', '{}');
  expect(box.confman(['resolve', '--check'])).toMatchObject({ code: 1, stderr: expect.not.stringContaining(none) as string });
  box.confman(['resolve']);
  expect(box.files('resolved')).toEqual([]);
});

test('a folder that is not there is no folder without a workspace', () => {
  const box = sandboxOf({});
  const { code, stderr } = box.confman(['list', '-C', 'shop']);
  expect(code).toBe(2);
  expect(stderr).toContain(`error[workspace/missing-folder] There is no folder ${JSON.stringify(join(box.path, 'shop'))}\n`);
});

test('a repository without a commit is told as such', () => {
  const box = sandboxOf({ 'configs/a/config.json5': '{}' });
  box.git('init', '--quiet', '--initial-branch=main');
  const { code, stderr } = box.confman(['export', '--out', 'release']);
  expect(code).toBe(0);
  expect(stderr).toContain(
    'The manifest names no commit: the repository has no commit yet\n  = hint: Commit the workspace first\n',
  );
});

test('a manifest that is no JSON has no place in it', () => {
  const box = sandboxOf({ 'configs/a/config.json5': '{}', 'release/manifest.json': 'x' });
  const { code, stderr } = box.confman(['verify', 'release']);
  expect(code).toBe(1);
  expect(stderr).toContain('The manifest is not usable: it is not the text of a JSON object\n');
});

test.each([['resolve'], ['resolve', 'a', '--stdout'], ['export', '--out', 'release']])(
  'a time that is none leaves nothing to judge: %s %s %s',
  (...args) => {
    const box = sandboxOf({ 'configs/a/config.json5': '{}' });
    const { code, stdout, stderr } = box.confman(args, { env: { SOURCE_DATE_EPOCH: 'today' } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error[snapshot/bad-source-date-epoch] SOURCE_DATE_EPOCH is "today"');
    expect([box.has('resolved'), box.has('release')]).toEqual([false, false]);
  },
);

test('what --check only decides is not called done', () => {
  const box = sandboxOf({ 'configs/a/config.json5': '{}' });
  expect(box.confman(['resolve', '--check']).stderr).toBe(
    'Found no errors: the app is valid; 1 to be rebuilt, 0 unchanged\n1 snapshot would be written (a)\n',
  );
});

test('what was typed is shown without what it hides', () => {
  const box = sandboxOf({ 'configs/a/config.json5': '{ x: 1 }' });
  const hidden = '\u001b[31m\u202e\u009b';
  for (const args of [
    ['get', 'a', `/${hidden}`],
    ['explain', 'a', `/~${hidden}`],
    ['explain', '--code', hidden],
  ]) {
    const { stdout, stderr } = box.confman(args);
    expect(stdout + stderr).toMatch(/\\u202e/);
    for (const character of hidden.replace('[31m', '')) expect(stdout + stderr).not.toContain(character);
  }
});
