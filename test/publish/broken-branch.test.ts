import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { isGitFailure } from '../../src/git/git-failure.ts';
import { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent, type Step } from '../../src/publish/embedded/submit-event.ts';
import { headOf } from '../../src/publish/model/request.ts';
import { newRepository, type TestRepository } from '../git/repository.ts';

const roles = {
  admin: ['root@example.com', 'rita@example.com'],
  publisher: ['bob@example.com'],
  editor: ['ada@example.com'],
};
const good = {
  'configs/namespace.json5': JSON.stringify({ path: '/', roles }),
  'configs/groups.json5': '{ pay: ["pia@example.com"] }',
  'configs/pay/namespace.json5': JSON.stringify({ path: '/pay', inherit: false, roles: { publisher: ['pia@example.com'] } }),
  'configs/pay/config.json5': '{ pool: 10 }',
  'configs/shop/config.json5': '{ pool: 10 }',
};

interface Broken {
  readonly repository: TestRepository;
  readonly act: (person: string, step: Step) => Promise<readonly string[]>;
  /** Somebody asks for files to be otherwise. @returns what came of it */
  readonly ask: (person: string, files: Readonly<Record<string, string>>) => Promise<readonly string[]>;
}

/** A branch that somebody broke past confman. */
function broken(files: Readonly<Record<string, string>>): Broken {
  const repository = newRepository();
  const first = repository.commit(good);
  repository.commit(files);
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const act = async (person: string, step: Step): Promise<readonly string[]> => {
    const store = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
    if (isGitFailure(store)) throw new Error(store.reason);
    const done = await submitEvent(store, { principal: `${person}@example.com`, name: person }, step, () => Date.now());
    store.close();
    if ('kind' in done) throw new Error(done.reason);
    return 'request' in done ? [] : done.map(({ code }) => code);
  };
  repository.git('switch', '--quiet', '--create', 'change');
  const ask: Broken['ask'] = (person, changed) => {
    const head = repository.commit(changed);
    const words = { title: 'Mend', description: '', draft: false, restores: null };
    return act(person, { id: undefined, body: () => ({ type: 'opened', head, ...words }) });
  };
  return { repository, act, ask };
}

const approve: Step = {
  id: '1',
  body: ({ request }) => ({ type: 'reviewed', head: headOf(request!).commit, decision: 'approved', comment: '' }),
};
const merge: Step = {
  id: '1',
  body: ({ request, tip }) => ({ type: 'published', head: headOf(request!).commit, commit: tip, namespaces: [] }),
};

describe('a protected branch that cannot be used', () => {
  it.each([
    [
      'namespace of the root',
      { 'configs/namespace.json5': '{ roles: ' },
      { 'configs/namespace.json5': good['configs/namespace.json5'] },
    ],
    ['groups', { 'configs/groups.json5': '{ pay: ' }, { 'configs/groups.json5': '{ pay: ["pia@example.com"] }' }],
  ])('for its %s is mended with an admin of the root, and by nobody else', async (_, wrong, right) => {
    const { repository, act, ask } = broken(wrong);
    expect((await ask('ada', { 'configs/shop/config.json5': '{ pool: 20 }' }))[0]).toBe('publish/broken-branch');
    repository.git('reset', '--quiet', '--hard', 'main');
    expect(await ask('mallory', right)).toEqual(['publish/no-permission']);
    expect(await ask('ada', { ...right, 'README.md': 'Mended' })).toEqual([]);
    expect(await act('bob', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual(['publish/approvals-missing']);
    expect(await act('rita', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual([]);
    expect(repository.git('rev-list', '--count', '--first-parent', 'main').trim()).toBe('3');
  });

  it('for names that clash is mended in the same way', async () => {
    const { repository, act, ask } = broken({ 'configs/Shop/config.json5': '{ pool: 10 }' });
    expect((await ask('ada', { 'configs/shop/config.json5': '{ pool: 20 }' }))[0]).toBe('publish/broken-branch');
    repository.git('reset', '--quiet', '--hard', 'main');
    repository.git('rm', '--quiet', 'configs/Shop/config.json5');
    expect(await ask('ada', { 'configs/shop/config.json5': '{ pool: 10 }', 'README.md': 'Mended' })).toEqual([]);
    expect(await act('bob', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual(['publish/approvals-missing']);
    expect(await act('rita', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual([]);
  });

  it('is not mended by an admin alone', async () => {
    const { act, ask } = broken({ 'confman.json5': '{ ' });
    expect(await ask('root', { 'confman.json5': '{}' })).toEqual([]);
    expect(await act('root', approve)).toEqual(['publish/own-part']);
    expect(await act('root', merge)).toEqual(['publish/approvals-missing']);
  });

  it('is not mended against whoever may reject what is mended beside', async () => {
    const { act, ask } = broken({ 'confman.json5': '{ ' });
    expect(await ask('ada', { 'confman.json5': '{}', 'configs/shop/config.json5': '{ pool: 99 }' })).toEqual([]);
    expect(await act('rita', approve)).toEqual([]);
    const reject: Step = {
      id: '1',
      body: ({ request }) => ({ type: 'reviewed', head: headOf(request!).commit, decision: 'rejected', comment: 'No' }),
    };
    expect(await act('bob', reject)).toEqual([]);
    expect(await act('root', merge)).toEqual(['publish/rejected']);
  });

  it('takes those who govern what was changed past confman, or is changed beside', async () => {
    const { act, ask } = broken({ 'confman.json5': '{ ', 'configs/pay/config.json5': '{ pool: 99 }' });
    expect(await ask('ada', { 'confman.json5': '{}' })).toEqual([]);
    expect(await act('root', approve)).toEqual([]);
    expect(await act('root', merge)).toEqual(['publish/approvals-missing']);
    expect(await act('pia', approve)).toEqual([]);
    expect(await act('root', merge)).toEqual([]);
  });
});

describe('a protected branch that can be used', () => {
  it('is not judged by an older state where git cannot read it', async () => {
    const { repository, ask } = broken({
      'configs/namespace.json5': JSON.stringify({ roles: { ...roles, admin: ['rita@example.com'] } }),
    });
    const blob = repository.git('rev-parse', 'main:configs/namespace.json5');
    rmSync(join(repository.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    await expect(ask('root', { 'configs/namespace.json5': good['configs/namespace.json5'] })).resolves.toEqual([
      'workspace/commit-unreadable',
    ]);
  });

  it('is not left with groups that nobody can read, also where something is wrong with them already', async () => {
    const { act, ask } = broken({ 'configs/groups.json5': '{ pay: ["pia@example.com", "nobody"] }' });
    expect(await ask('ada', { 'configs/groups.json5': '{ pay: ' })).toEqual([]);
    expect(await act('rita', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual(['publish/broken-groups']);
  });

  it.each([
    ['no document', ''],
    ['no admin', JSON.stringify({ path: '/', roles: { publisher: ['bob@example.com'], editor: ['ada@example.com'] } })],
  ])('is not left with a root that nobody can change again: %s', async (_, text) => {
    const { act, ask, repository } = broken({ 'configs/shop/config.json5': '{ pool: 11 }' });
    const path = 'configs/namespace.json5';
    if (text === '') repository.git('rm', '--quiet', path);
    expect(await ask('ada', text === '' ? {} : { [path]: text })).toEqual([]);
    expect(await act('rita', approve)).toEqual([]);
    expect(await act('bob', merge)).toEqual(['publish/breaks-root']);
  });
});
