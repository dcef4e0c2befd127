import { describe, expect, test } from 'vitest';
import { sandboxOf, type Sandbox } from '../commands/sandbox.ts';
import { validated, type Choice } from './validated.ts';

const config = 'configs/apps/a/config.json5';
const schema = (keywords: object): string =>
  JSON.stringify({ properties: { id: keywords, old: { 'x-confman-deprecated': true } } });
const files = {
  'schemas/s/v1.json': schema({ 'x-confman-immutable': true }),
  'configs/apps/namespace.json5': '{ schema: "schemas/s/v1" }',
  [config]: '{ id: 1 }',
  'configs/apps/b/config.json5': '{ id: 1 }',
};

function repository(): Sandbox {
  const box = sandboxOf(files);
  box.commit();
  return box;
}

const broken = [`lifecycle/immutable-changed ${config}:1 apps/a`];

describe('what is held against what', () => {
  test('the working tree and the index against the commit where the branch left', async () => {
    const box = repository();
    expect((await validated(box)).found).toEqual([]);
    box.write(config, '{ id: 2 }');
    expect((await validated(box)).found).toEqual(broken);
    expect((await validated(box, { source: { kind: 'index' } })).found).toEqual([]);
    box.git('add', '.');
    expect((await validated(box, { source: { kind: 'index' } })).found).toEqual(broken);
  });

  test('a revision against where it left, not against what came after', async () => {
    const box = repository();
    box.git('checkout', '--quiet', '-b', 'work');
    box.write(config, '{ id: 2 }');
    box.commit();
    expect((await validated(box)).found).toEqual(broken);
    expect((await validated(box, { source: { kind: 'revision', revision: 'work' } })).found).toEqual(broken);
    box.git('checkout', '--quiet', 'main');
    box.write('configs/apps/b/config.json5', '{ id: 1, x: 1 }');
    box.commit();
    expect((await validated(box, { source: { kind: 'revision', revision: 'work' } })).found).toEqual(broken);
    expect((await validated(box, { source: { kind: 'revision', revision: 'main' } })).found).toEqual([]);
    box.git('checkout', '--quiet', '--detach');
    box.git('branch', '--force', 'main', 'work');
    expect((await validated(box, { source: { kind: 'revision', revision: 'work' } })).found).toEqual([]);
  });

  test('--base names another revision', async () => {
    const box = repository();
    box.write(config, '{ id: 2 }');
    box.commit();
    expect((await validated(box)).found).toEqual([]);
    expect((await validated(box, { base: 'HEAD~1' })).found).toEqual(broken);
    expect((await validated(box, { base: 'nowhere' })).found).toEqual(['retention/unknown-revision']);
  });

  test('only the apps that are asked for', async () => {
    const box = repository();
    box.write(config, '{ id: 2 }');
    expect((await validated(box, { ids: ['apps/b'] })).found).toEqual([]);
    expect((await validated(box, { ids: ['apps/a'] })).found).toEqual(broken);
  });

  test('a schema that loses its last keyword does not pass', async () => {
    const box = repository();
    box.write('schemas/s/v1.json', JSON.stringify({ properties: { id: {} } }));
    box.write(config, '{ id: 2 }');
    expect((await validated(box)).found).toEqual(broken);
  });

  test('an escaped keyword is one', async () => {
    const box = sandboxOf({
      ...files,
      'schemas/s/v1.json': files['schemas/s/v1.json'].replaceAll('-immutable', '-\\u0069mmutable'),
    });
    box.commit();
    box.write(config, '{ id: 2 }');
    expect((await validated(box)).found).toEqual(broken);
  });

  test('deprecated fields as errors take the place of the warnings', async () => {
    const box = repository();
    box.write(config, '{ id: 1, old: 1 }');
    expect((await validated(box)).found).toEqual([`lifecycle/newly-deprecated ${config}:1 apps/a`]);
    expect((await validated(box, { allowDeprecated: true })).found).toEqual([`schema/deprecated ${config}:1 apps/a`]);
    box.commit();
    expect((await validated(box)).found).toEqual([`schema/deprecated ${config}:1 apps/a`]);
  });
});

describe('without a base', () => {
  const note = ['lifecycle/not-judged'];

  test('a note says what to do, and nothing more', async () => {
    const box = sandboxOf(files);
    expect(await validated(box)).toMatchObject({
      found: note,
      hints: ['Put the workspace under git: git init, git add, git commit'],
    });
    box.git('init', '--quiet', '--initial-branch=trunk');
    // Where nothing was ever committed nothing can be against what was.
    expect((await validated(box)).found).toEqual([]);
    box.commit();
    const fetch = 'Run git fetch origin main:refs/remotes/origin/main, or set protectedBranch in confman.json5';
    expect(await validated(box)).toMatchObject({ found: note, hints: [fetch] });
    box.write('confman.json5', '{ protectedBranch: "trunk" }');
    expect((await validated(box)).found).toEqual([]);
  });

  test('nothing is said where no schema uses such keywords', async () => {
    const box = sandboxOf({ ...files, 'schemas/s/v1.json': '{}' });
    expect((await validated(box)).found).toEqual([]);
    box.git('init', '--quiet', '--initial-branch=trunk');
    expect((await validated(box)).found).toEqual([]);
  });

  test('a base whose settings are broken is a note, and an error where it was named', async () => {
    const box = sandboxOf({ ...files, 'confman.json5': '{ wrong: 1 }' });
    box.commit();
    box.write('confman.json5', '{}');
    expect((await validated(box)).found).toEqual(note);
    expect((await validated(box, { base: 'HEAD' })).found).toEqual(['lifecycle/bad-base']);
  });

  test('a named base with names that clash says so where a schema uses the keywords, and else is not needed', async () => {
    const broken = async (text: string): Promise<readonly string[]> => {
      const box = sandboxOf({ ...files, 'schemas/s/v1.json': text, 'configs/apps/b/config.yaml': 'id: 1' });
      box.commit();
      box.remove('configs/apps/b/config.yaml');
      return (await validated(box, { base: 'HEAD' })).found;
    };
    expect(await broken(schema({ 'x-confman-immutable': true }))).toEqual(['lifecycle/bad-base']);
    expect(await broken('{}')).toEqual([]);
  });
});

test('a memory of clean verdicts hides nothing, and takes nothing over to another base', async () => {
  const box = repository();
  const staged: Choice = { source: { kind: 'index' }, cache: true };
  for (let i = 0; i < 2; i += 1) expect((await validated(box, staged)).found).toEqual([]);
  box.write(config, '{ id: 2 }');
  box.git('add', '.');
  for (let i = 0; i < 3; i += 1) expect((await validated(box, staged)).found).toEqual(broken);
  box.git('commit', '--quiet', '--message', 'Change');
  for (let i = 0; i < 2; i += 1) expect((await validated(box, staged)).found).toEqual([]);
  for (let i = 0; i < 2; i += 1) expect((await validated(box, { ...staged, base: 'HEAD~1' })).found).toEqual(broken);
  expect((await validated(box, staged)).found).toEqual([]);
});
