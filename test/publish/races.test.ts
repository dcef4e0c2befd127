import { expect, it } from 'vitest';

import { isGitFailure } from '../../src/git/git-failure.ts';
import { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent, type Step } from '../../src/publish/embedded/submit-event.ts';
import { countApprovals } from '../../src/publish/model/approvals.ts';
import { newRepository } from '../git/repository.ts';

const people = Array.from({ length: 20 }, (_, i) => `p${i}@example.com`);

it('twenty approve at the same moment, and each counts once', async () => {
  const repository = newRepository();
  const first = repository.commit({
    'configs/namespace.json5': JSON.stringify({
      path: '/',
      settings: { minApprovers: 20 },
      roles: { publisher: people, editor: ['ada@example.com'] },
    }),
    'configs/shop/config.json5': '{ pool: 10 }',
  });
  repository.git('switch', '--quiet', '--create', 'change');
  const head = repository.commit({ 'configs/shop/config.json5': '{ pool: 20 }' });
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };

  async function act(person: string, step: Step): Promise<void> {
    const store = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
    if (isGitFailure(store)) throw new Error(store.reason);
    const done = await submitEvent(store, { principal: person, name: person }, step, () => Date.now());
    store.close();
    expect(done).toHaveProperty('request');
  }

  const words = { title: 'Pool', description: '', draft: false, restores: null };
  await act('ada@example.com', { id: undefined, body: () => ({ type: 'opened', head, ...words }) });
  const approving: Step = { id: '1', body: () => ({ type: 'reviewed', head, decision: 'approved', comment: '' }) };
  await Promise.all(people.map((person) => act(person, approving)));

  const store = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
  if (isGitFailure(store)) throw new Error(store.reason);
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) throw new Error('no state');
  const request = state.requests[0]?.request;
  if (request === undefined) throw new Error('no request');
  expect(request.position).toBe(21);
  expect(request.reviews.map(({ reviewer }) => reviewer).toSorted()).toEqual(people.toSorted());
  const context = await store.context(request, state.tip, Date.now());
  store.close();
  if (!('policies' in context)) throw new Error('no context');
  expect(countApprovals(request, context)).toMatchObject([{ namespace: '/', needed: 20, missing: 0 }]);
});
