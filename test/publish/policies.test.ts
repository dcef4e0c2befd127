import { describe, expect, it } from 'vitest';

import { openAccess } from '../../src/pipeline/access/access.ts';
import { changeReviews } from '../../src/pipeline/access/change-reviews.ts';
import { diffWorkspaces } from '../../src/pipeline/effective/diff-workspaces.ts';
import { countApprovals, stateOf } from '../../src/publish/model/approvals.ts';
import type { RequestRecord } from '../../src/publish/model/request.ts';
import { publishPolicies } from '../../src/publish/policy/publish-policies.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { workspaceOf } from '../access/workspace-of.ts';

const head = '1'.repeat(40);
const at = '2026-05-13T16:50:00Z';

/** @param decisions who approves (`bob@…`) and who rejects (`!bob@…`), in their order */
async function judged(before: Files, change: Files, decisions: readonly string[] = []): Promise<string> {
  const [base, now] = [await workspaceOf(before), await workspaceOf({ ...before, ...change })];
  const side = (workspace: typeof base): Parameters<typeof diffWorkspaces>[0] => ({ workspace, name: 'side', commit: null });
  const { value: view } = await diffWorkspaces(side(base), side(now), { apps: [], pointers: [] });
  if (view === undefined) throw new Error('it cannot be compared');
  const access = await openAccess(base);
  const reviews = changeReviews(access, now, view);
  const reach = { base, head: now, view, access, reviews, outside: [], invalid: [], brokenGroups: false };
  const request: RequestRecord = {
    id: '1',
    position: 1,
    title: 'T',
    description: '',
    phase: 'open',
    submittedBy: 'ada@example.com',
    submittedAt: at,
    heads: [{ commit: head, pushedBy: 'ada@example.com', at }],
    reviews: decisions.map((each) => ({
      reviewer: each.replace('!', ''),
      decision: each.startsWith('!') ? 'rejected' : 'approved',
      comment: '',
      time: at,
      head,
      cleared: false,
    })),
    restores: undefined,
    publishAt: undefined,
    published: undefined,
    updatedAt: at,
    updatedBy: 'ada@example.com',
  };
  const isContributor = (person: string): boolean => person === 'ada@example.com';
  const policies = publishPolicies({ request, reach, isContributor, now: Date.parse(at) });
  const approvals = countApprovals(request, { policies, isContributor, personOf: (name) => name });
  const told = approvals.map(({ namespace, needed, approvedBy }) => `${namespace} ${approvedBy.length} of ${needed}`);
  return `${stateOf(request, approvals)}: ${told.join(', ')}`;
}

describe('a request that changes apps and who may do what', () => {
  const root = (editors: string): string =>
    `{ roles: { admin: ["root@example.com"], publisher: ["bob@example.com"], editor: [${editors}] } }`;
  const before = { 'configs/namespace.json5': root('"ada@example.com"'), 'configs/shop/config.json5': '{ pool: 10 }' };
  const change = {
    'configs/namespace.json5': root('"ada@example.com", "dan@example.com"'),
    'configs/shop/config.json5': '{ pool: 20 }',
  };

  it('is approved by admins', async () => {
    expect(await judged(before, change, ['bob@example.com'])).toBe('pending_review: / 0 of 1');
    expect(await judged(before, change, ['root@example.com'])).toBe('approved: / 1 of 1');
  });

  it('is stopped by whoever may reject, also where they may not approve it', async () => {
    expect(await judged(before, change, ['root@example.com', '!bob@example.com'])).toBe('rejected: / 1 of 1');
    expect(await judged(before, change, ['root@example.com', '!ada@example.com'])).toBe('approved: / 1 of 1');
  });
});

describe('a namespace of the branch that cannot be used', () => {
  const free =
    '{ roles: { publisher: ["bob@example.com"] }, settings: { requireApproval: false, autoApprove: [{ maxApps: 9 }] } }';
  const before = {
    'configs/namespace.json5': free,
    'configs/pay/namespace.json5': '{ inherit: false, settings: { minApprovers: 2, typo: 1 } }',
    'configs/pay/api/config.json5': '{ pool: 10 }',
  };

  it('takes an approval, also where the one further up asks for none', async () => {
    const change = { 'configs/pay/api/config.json5': '{ pool: 20 }' };
    expect(await judged(before, change)).toBe('pending_review: / 0 of 1');
    expect(await judged(before, change, ['bob@example.com'])).toBe('approved: / 1 of 1');
    const usable = { ...before, 'configs/pay/namespace.json5': '{ displayName: "Pay" }' };
    expect(await judged(usable, change)).toBe('approved: /pay 0 of 0');
  });
});
