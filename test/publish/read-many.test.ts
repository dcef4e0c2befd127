import { expect, it } from 'vitest';

import { forgeFailure, type ForgeFailureKind } from '../../src/publish/forges/forge-failure.ts';
import { readMany } from '../../src/publish/hosted/list-hosted.ts';
import type { HostedStore } from '../../src/publish/hosted/hosted-store.ts';

/** A forge with three requests, of which it cannot tell one. */
function storeWith(kind: ForgeFailureKind): HostedStore {
  const failure = forgeFailure(kind, 'its answer is odd', 'Look at it');
  const port = {
    list: () => Promise.resolve({ requests: ['3', '2', '1'].map((id) => ({ id })), complete: true }),
    read: (id: string) => Promise.resolve(id === '2' ? failure : { id }),
  };
  return { port, branch: 'main', problem: () => [] } as unknown as HostedStore;
}

it.each(['refused', 'odd-answer', 'not-found'] as const)('one request that is %s keeps nobody from the others', async (kind) => {
  expect(await readMany(storeWith(kind), () => true, 9)).toMatchObject({
    requests: [{ id: '3' }, { id: '1' }],
    broken: [{ id: '2', reason: 'its answer is odd' }],
    complete: true,
  });
});

it.each(['unauthorised', 'rate-limited', 'no-answer'] as const)('nothing is listed where the forge is %s', async (kind) => {
  expect(await readMany(storeWith(kind), () => true, 9)).toEqual([]);
});
