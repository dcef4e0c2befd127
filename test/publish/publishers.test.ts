import { expect, it } from 'vitest';

import { requestTrailer } from '../../src/git/request-of.ts';
import { forgeFailure, type ForgeFailureKind } from '../../src/publish/forges/forge-failure.ts';
import type { HostedStore } from '../../src/publish/hosted/hosted-store.ts';
import { Publishers } from '../../src/publish/hosted/publishers.ts';

const [merged, base, head, other] = ['1', '2', '3', '4'].map((digit) => digit.repeat(40)) as [string, string, string, string];

/** Request 5 cannot be read, and the list says that `head` was published by it. A commit says that it is its publication. */
function storeWith(second: string, kind: ForgeFailureKind): HostedStore {
  const commit = { oid: merged, parents: [base, second], trailers: [{ key: requestTrailer, value: '5' }], message: '' };
  const port = {
    read: () => Promise.resolve(forgeFailure(kind, 'it has more comments than can be read', '')),
    list: () => Promise.resolve({ requests: [{ id: '5', head, phase: 'published' }], complete: true }),
  };
  const reader = { readCommit: () => Promise.resolve(commit) };
  return { port, reader, branch: 'main', problem: () => [] } as unknown as HostedStore;
}

it('of a request that somebody flooded it is not known whether its publication holds, and others are looked at', async () => {
  expect(await new Publishers(storeWith(head, 'refused')).check(merged)).toEqual({
    commit: merged,
    request: '5',
    by: undefined,
    verdict: 'unknown',
    reason: 'request 5 cannot be read: it has more comments than can be read',
  });
});

it('a commit that names such a request, and is not the merge of it, does not hold', async () => {
  expect(await new Publishers(storeWith(other, 'refused')).check(merged)).toMatchObject({ verdict: 'fails', request: undefined });
});

it('nothing is said where the forge cannot be reached', async () => {
  expect(await new Publishers(storeWith(head, 'no-answer')).check(merged)).toEqual([]);
});
