import { expect, it } from 'vitest';

import { isGitFailure } from '../../src/git/git-failure.ts';
import { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent, type Step } from '../../src/publish/embedded/submit-event.ts';
import { verifyAudit } from '../../src/publish/embedded/verify-audit.ts';
import { headOf } from '../../src/publish/model/request.ts';
import { newRepository } from '../git/repository.ts';

const roles = '{ roles: { publisher: ["bob@example.com"], editor: ["ada@example.com"] } }';

it('who writes commits in another encoding, and has a name with a tab in it, publishes as others do', async () => {
  const repository = newRepository('--object-format=sha256');
  repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
  const first = repository.commit({ 'configs/namespace.json5': roles, 'configs/a/config.json5': '{ pool: 1 }' });
  repository.git('switch', '--quiet', '--create', 'change');
  const head = repository.commit({ 'configs/a/config.json5': '{ pool: 2 }' }, 'Größer');
  expect(repository.git('cat-file', 'commit', head)).toContain('\nencoding ISO-8859-1\n');
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const store = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
  if (isGitFailure(store)) throw new Error(store.reason);
  const act = async (person: string, step: Step): Promise<readonly string[]> => {
    const actor = { principal: `${person}@example.com`, name: 'Zoë\tX' };
    const done = await submitEvent(store, actor, step, () => Date.now());
    if ('kind' in done) throw new Error(done.reason);
    return 'request' in done ? [] : done.map(({ code }) => code);
  };
  const words = { title: 'Pool', description: '', draft: false, restores: null };
  expect(await act('ada', { id: undefined, body: () => ({ type: 'opened', head, ...words }) })).toEqual([]);
  const approval = { type: 'reviewed', decision: 'approved', comment: '' } as const;
  expect(await act('bob', { id: '1', body: ({ request }) => ({ ...approval, head: headOf(request!).commit }) })).toEqual([]);
  const merge: Step = { id: '1', body: ({ tip }) => ({ type: 'published', head, commit: tip, namespaces: [] }) };
  expect(await act('bob', merge)).toEqual([]);
  const state = await store.refresh();
  if (isGitFailure(state) || 'code' in state) throw new Error('it cannot be read');
  expect(await verifyAudit(store, state, first)).toMatchObject({ events: 3, commits: 1, fault: undefined });
  store.close();
});
