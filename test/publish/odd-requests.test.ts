import { expect, it } from 'vitest';

import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { isGitFailure } from '../../src/git/git-failure.ts';
import { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent, type Step } from '../../src/publish/embedded/submit-event.ts';
import { headOf, type ReviewDecision } from '../../src/publish/model/request.ts';
import { newRepository, type TestRepository } from '../git/repository.ts';

const roles = { publisher: ['bob@example.com'], editor: ['ada@example.com', 'eve@example.com'] };
const files = {
  'configs/namespace.json5': JSON.stringify({ path: '/', roles }),
  'configs/shop/config.json5': '{ pool: 10 }',
  'configs/mail/config.json5': '{ size: 1 }',
};

interface Place {
  readonly repository: TestRepository;
  /** @returns what was wrong, as code and sentence */
  readonly act: (person: string, step: Step) => Promise<readonly string[]>;
}

function place(): Place {
  const repository = newRepository();
  const first = repository.commit(files);
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const act: Place['act'] = async (person, step) => {
    const store = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
    if (isGitFailure(store)) throw new Error(store.reason);
    const done = await submitEvent(store, { principal: `${person}@example.com`, name: person }, step, () => Date.now());
    store.close();
    if ('kind' in done) throw new Error(done.reason);
    return 'request' in done ? [] : done.map((each) => `${each.code} ${messageOf(each)}`);
  };
  return { repository, act };
}

function open(head: string): Step {
  const words = { title: 'Change', description: '', draft: false, restores: null };
  return { id: undefined, body: () => ({ type: 'opened', head, ...words }) };
}

function review(id: string, decision: ReviewDecision): Step {
  return { id, body: ({ request }) => ({ type: 'reviewed', head: headOf(request!).commit, decision, comment: '' }) };
}

function merge(id: string): Step {
  return {
    id,
    body: ({ request, tip }) => ({ type: 'published', head: headOf(request!).commit, commit: tip, namespaces: [] }),
  };
}

/** A commit of somebody's on a branch from main. */
function change(repository: TestRepository, person: string, path: string, text: string): string {
  repository.git('switch', '--quiet', '--force-create', person, 'main');
  repository.commit({ [path]: text });
  repository.git('commit', '--quiet', '--amend', '--no-edit', '--author', `${person} <${person}@example.com>`);
  return repository.git('rev-parse', 'HEAD').trim();
}

it('a head that brings the head of another request takes everybody of both for contributors', async () => {
  const { repository, act } = place();
  const bobs = change(repository, 'bob', 'configs/mail/config.json5', '{ size: 2 }');
  expect(await act('bob', open(bobs))).toEqual([]);
  change(repository, 'ada', 'configs/shop/config.json5', '{ pool: 20 }');
  repository.git('merge', '--quiet', '--no-edit', bobs);
  expect(await act('ada', open(repository.git('rev-parse', 'HEAD').trim()))).toEqual([]);
  expect(await act('bob', review('2', 'approved'))).toMatchObject([expect.stringContaining('publish/own-part')]);
});

it('what another request has published already is told, and is no publication of its own', async () => {
  const { repository, act } = place();
  const adas = change(repository, 'ada', 'configs/mail/config.json5', '{ size: 2 }');
  expect(await act('ada', open(adas))).toEqual([]);
  change(repository, 'eve', 'configs/shop/config.json5', '{ pool: 20 }');
  repository.git('merge', '--quiet', '--no-edit', adas);
  expect(await act('eve', open(repository.git('rev-parse', 'HEAD').trim()))).toEqual([]);
  expect(await act('bob', review('1', 'approved'))).toEqual([]);
  expect(await act('bob', review('2', 'approved'))).toEqual([]);
  expect(await act('bob', merge('2'))).toEqual([]);
  expect(await act('bob', merge('1'))).toEqual(['publish/nothing Publishing this would change nothing on "main"']);
});

it('a sole reviewer may reject what they had a part in, and cannot approve it', async () => {
  const { repository, act } = place();
  const bobs = change(repository, 'bob', 'configs/mail/config.json5', '{ size: 2 }');
  expect(await act('ada', open(bobs))).toEqual([]);
  expect(await act('bob', review('1', 'approved'))).toMatchObject([expect.stringContaining('publish/own-part')]);
  expect(await act('bob', review('1', 'rejected'))).toEqual([]);
  expect(await act('bob', merge('1'))).toMatchObject([expect.stringContaining('publish/rejected')]);
});
