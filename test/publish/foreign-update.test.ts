import { expect, it } from 'vitest';

import { isGitFailure } from '../../src/git/git-failure.ts';
import { emptyTreeOf } from '../../src/publish/embedded/event-commit.ts';
import { judgePush, type PushHost } from '../../src/publish/embedded/judge-push.ts';
import { RequestStore } from '../../src/publish/embedded/request-store.ts';
import { submitEvent, type Step } from '../../src/publish/embedded/submit-event.ts';
import { verifyAudit } from '../../src/publish/embedded/verify-audit.ts';
import type { RequestEvent } from '../../src/publish/model/event.ts';
import { foldAll } from '../../src/publish/model/fold.ts';
import { writeEvent } from '../../src/publish/model/read-event.ts';
import { headOf } from '../../src/publish/model/request.ts';
import type { RequestContext } from '../../src/publish/policy/request-context.ts';
import { newRepository } from '../git/repository.ts';

const files = {
  'configs/namespace.json5': '{ roles: { admin: ["root@example.com"] } }',
  'configs/pay/namespace.json5': '{ roles: { editor: ["ada@example.com", "pia@example.com"], publisher: ["bob@example.com"] } }',
  'configs/sandbox/namespace.json5': '{ roles: { editor: ["eve@example.com"] } }',
  'configs/pay/config.json5': '{ pool: 10 }',
  'configs/sandbox/config.json5': '{ pool: 10 }',
};

it('nobody takes the place of a request of which they may write nothing with something of their own; whoever may write there, may', async () => {
  const repository = newRepository();
  const first = repository.commit(files);
  repository.git('switch', '--quiet', '--create', 'pay');
  const pay = repository.commit({ 'configs/pay/config.json5': '{ pool: 20 }' });
  const more = repository.commit({ 'configs/pay/config.json5': '{ pool: 30 }' });
  repository.git('switch', '--quiet', '--create', 'sandbox', 'main');
  const own = repository.commit({ 'configs/sandbox/config.json5': '{ pool: 20 }' });
  const location = { root: repository.path, repository: repository.path, prefix: '', git: true };
  const opened = await RequestStore.open({ location, branch: 'main', remote: undefined, memory: undefined }, first);
  if (isGitFailure(opened)) throw new Error(opened.reason);
  const act = async (person: string, step: Step): Promise<readonly string[]> => {
    const done = await submitEvent(opened, { principal: `${person}@example.com`, name: person }, step, () => Date.now());
    if ('kind' in done) throw new Error(done.reason);
    return 'request' in done ? [] : done.map(({ code }) => code);
  };
  const words = { title: 'Pool', description: '' };
  const update = (head: string): Step => ({ id: '1', body: () => ({ type: 'updated', head, ...words }) });
  const open: Step = { id: undefined, body: () => ({ type: 'opened', head: pay, ...words, draft: false, restores: null }) };
  expect(await act('ada', open)).toEqual([]);
  expect(await act('eve', update(own))).toEqual(['publish/no-permission']);
  expect(await act('pia', update(more))).toEqual([]);
  const state = await opened.refresh();
  if (isGitFailure(state) || 'code' in state) throw new Error('it cannot be read');
  expect(await verifyAudit(opened, state, first)).toMatchObject({ events: 2, fault: undefined });
  opened.close();
});

it('the server judges it so as well', async () => {
  const [tip, head, other, past, meta] = ['0', '1', '2', '3', '4'].map((digit) => digit.repeat(40)) as [string, ...string[]];
  const at = '2026-05-13T16:50:00Z';
  const common = { formatVersion: 1, request: '1', at, base: tip, title: 'Pool', description: '' } as const;
  const opening: RequestEvent = {
    ...common,
    position: 1,
    actor: 'ada',
    type: 'opened',
    head: head!,
    draft: false,
    restores: null,
  };
  const folded = foldAll([opening]);
  if ('refusal' in folded) throw new Error(folded.refusal);
  const pushed = async (actor: string): Promise<unknown> => {
    const event: RequestEvent = { ...common, position: 2, actor, type: 'updated', head: other! };
    const person = { name: actor, email: actor, at: Date.parse(at) / 1000 };
    const commit = { tree: emptyTreeOf(tip), author: person, committer: person, committedAt: person.at, trailers: [] };
    const host = {
      branch: 'main',
      tip,
      actor,
      actorVariable: 'REMOTE_USER',
      now: Date.parse(at),
      readCommit: (oid) => Promise.resolve({ ...commit, oid, parents: [past!, head!], message: writeEvent(event) }),
      requestBefore: () => Promise.resolve(folded.request),
      hasRequest: () => true,
      smuggled: () => Promise.resolve(undefined),
      wrongMerge: () => undefined,
      context: (request) => {
        const writers = headOf(request).commit === head ? ['ada', 'pia'] : ['ada', 'pia', 'eve'];
        const policies = [{ namespace: '/', may: (name: string) => writers.includes(name) }];
        return Promise.resolve({ policies, personOf: (name: string) => name, invalidDrafts: [] } as unknown as RequestContext);
      },
    } satisfies PushHost;
    const moves = { meta: { before: past!, after: meta! }, head: { before: head!, after: other! } };
    const refused = await judgePush({ id: '1', ...moves, branch: undefined }, host);
    return [refused ?? []].flat().map((each) => ('code' in each ? each.code : each.reason));
  };
  expect(await pushed('eve')).toEqual(['publish/no-permission']);
  expect([await pushed('ada'), await pushed('pia')]).toEqual([[], []]);
});
