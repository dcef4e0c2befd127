import { expect, test } from 'vitest';
import { listStates, type ListPlace, type ListWish } from '../../src/publish/embedded/list-states.ts';
import type { RequestPhase, RequestRecord } from '../../src/publish/model/request.ts';

const at = '2026-05-13T16:50:00Z';

function request(id: number, phase: RequestPhase, more: Partial<RequestRecord> = {}): RequestRecord {
  const head = { commit: 'a'.repeat(40), pushedBy: 'ada@example.com', at };
  const published = { commit: 'b'.repeat(40), by: 'bob@example.com', at, namespaces: ['/pay'] };
  return {
    id: String(id),
    position: 1,
    title: `Change ${id}`,
    description: '',
    phase,
    submittedBy: 'ada@example.com',
    submittedAt: at,
    heads: [head],
    reviews: [],
    restores: undefined,
    publishAt: undefined,
    published: phase === 'published' ? published : undefined,
    updatedAt: at,
    updatedBy: 'ada@example.com',
    ...more,
  };
}

const all = [
  request(1, 'published', { title: 'Raise the POOL' }),
  request(2, 'closed'),
  request(3, 'published', { submittedBy: 'eve@example.com', description: 'More load\nin the pool' }),
  request(4, 'published', { submittedBy: 'github:ada' }),
  request(5, 'open'),
  request(6, 'published'),
];

/** Nothing can be judged here: what is open waits. */
const place: ListPlace = {
  store: { context: () => Promise.resolve([]) },
  tip: 'c'.repeat(40),
  now: 0,
  personOf: (name) => (name === 'github:ada' ? 'ada@example.com' : name.toLowerCase()),
};

async function listed(wish: Partial<ListWish>): Promise<readonly [ids: string, complete: boolean]> {
  const rows = all.map((each) => ({ request: each }));
  const states = ['draft', 'pending_review', 'approved', 'rejected', 'published', 'closed'] as const;
  const found = await listStates(place, rows, { states, limit: 50, ...wish });
  return [found.listed.map(({ request: { id } }) => id).join(' '), found.complete];
}

test('the newest come first, and it is said where there are more', async () => {
  expect(await listed({})).toEqual(['6 5 4 3 2 1', true]);
  expect(await listed({ limit: 6 })).toEqual(['6 5 4 3 2 1', true]);
  expect(await listed({ limit: 2 })).toEqual(['6 5', false]);
  expect(await listed({ limit: 2, before: 5 })).toEqual(['4 3', false]);
  expect(await listed({ limit: 2, before: 3 })).toEqual(['2 1', true]);
  expect(await listed({ states: ['published'], limit: 2 })).toEqual(['6 4', false]);
  expect(await listed({ states: ['closed'], limit: 1 })).toEqual(['2', true]);
});

test('by who asked, under any of their names, by words, and by what is reached', async () => {
  expect(await listed({ author: 'ADA@example.com' })).toEqual(['6 5 4 2 1', true]);
  expect(await listed({ author: 'eve@example.com' })).toEqual(['3', true]);
  expect(await listed({ search: 'pool' })).toEqual(['3 1', true]);
  expect(await listed({ search: 'pool', limit: 1 })).toEqual(['3', false]);
  expect(await listed({ namespace: '/pay', author: 'github:ada' })).toEqual(['6 4 1', true]);
  expect(await listed({ namespace: '/' })).toEqual(['', true]);
});
