import { expect, it } from 'vitest';

import type { Commit } from '../../src/git/object-reader.ts';
import { readGroups } from '../../src/namespaces/groups.ts';
import { countApprovals, type NamespacePolicy } from '../../src/publish/model/approvals.ts';
import type { RequestRecord, ReviewDecision } from '../../src/publish/model/request.ts';
import { contributorsOf } from '../../src/publish/policy/contributors.ts';
import { personOf } from '../../src/publish/policy/person-of.ts';

const source = { path: 'configs/groups.json5', format: 'json5', text: '' } as const;
const { people } = readGroups(source, {
  people: { 'bob@example.com': ['github:bob', 'gitlab:bob.b'], 'root@localhost.example': ['github:root'] },
});
const same = personOf(people);
const head = '1'.repeat(40);
const at = '2026-05-13T16:50:00Z';

function request(reviews: readonly (readonly [reviewer: string, decision: ReviewDecision])[]): RequestRecord {
  return {
    id: '1',
    position: 1,
    title: 'x',
    description: '',
    phase: 'open',
    submittedBy: 'ada@example.com',
    submittedAt: at,
    heads: [{ commit: head, pushedBy: 'ada@example.com', at }],
    reviews: reviews.map(([reviewer, decision]) => ({ reviewer, decision, comment: '', time: at, head, cleared: false })),
    restores: undefined,
    publishAt: undefined,
    published: undefined,
    updatedAt: at,
    updatedBy: 'ada@example.com',
  };
}

function counted(...reviews: readonly (readonly [string, ReviewDecision])[]): readonly [string, string] {
  const policy: NamespacePolicy = {
    namespace: '/',
    requireApproval: true,
    minApprovers: 2,
    autoApproved: undefined,
    isReviewer: (person) => person !== 'gitlab:bob.b',
    reviewers: 9,
  };
  const context = { policies: [policy], isContributor: () => false, personOf: same };
  const [approval] = countApprovals(request(reviews), context);
  return [approval?.approvedBy.join(' ') ?? '', approval?.rejectedBy.join(' ') ?? ''];
}

it('a person approves once, by the first of their names that may', () => {
  expect(counted(['github:bob', 'approved'], ['BOB@example.com', 'approved'], ['eve@example.com', 'approved'])).toEqual([
    'github:bob eve@example.com',
    '',
  ]);
  expect(counted(['gitlab:bob.b', 'approved'], ['bob@example.com', 'approved'])).toEqual(['bob@example.com', '']);
  expect(counted(['Eve@example.com', 'approved'], ['eve@example.com', 'approved'])).toEqual(['eve@example.com', '']);
});

it('a refusal stands until the same name takes it back', () => {
  expect(counted(['bob@example.com', 'rejected'], ['github:bob', 'approved'])).toEqual(['github:bob', 'bob@example.com']);
  expect(counted(['bob@example.com', 'rejected'], ['Bob@example.com', 'approved'])).toEqual(['Bob@example.com', '']);
  expect(counted(['github:bob', 'approved'], ['bob@example.com', 'rejected'])).toEqual(['github:bob', 'bob@example.com']);
});

it('whoever made a part made it under all of their names, also by addresses that forges make up and that are nobody', () => {
  const commit = (email: string, message = ''): Commit =>
    ({ author: { email }, committer: { email: 'x@y.example' }, message }) as unknown as Commit;
  const had = (...commits: Commit[]): ((person: string) => boolean) => contributorsOf(request([]), commits, same);
  expect(had(commit('12+bob@users.noreply.github.com'))('gitlab:bob.b')).toBe(true);
  expect(had(commit('z@y.example', 'x\n\nCo-authored-by: B <BOB@example.com>\n'))('github:bob')).toBe(true);
  expect(had(commit('Root@localhost'))('root@localhost')).toBe(true);
  expect(had(commit('z@y.example'))('bob@example.com')).toBe(false);
});
