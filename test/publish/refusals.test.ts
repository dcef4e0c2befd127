import { describe, expect, it } from 'vitest';

import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { readUpdates, sortPush } from '../../src/publish/embedded/push.ts';
import { refusalOf } from '../../src/publish/embedded/refusals.ts';
import type { EventBody, RequestEvent } from '../../src/publish/model/event.ts';
import { foldAll } from '../../src/publish/model/fold.ts';
import { judgeEvent, type EventContext, type PublishPolicy } from '../../src/publish/model/judge-event.ts';
import type { RequestRecord } from '../../src/publish/model/request.ts';

const [base, head] = ['0', '1'].map((digit) => digit.repeat(40)) as [string, string];
const now = '2026-05-13T16:50:00Z';

function event(position: number, actor: string, body: EventBody): RequestEvent {
  return { formatVersion: 1, request: '1', position, actor, at: now, base, ...body };
}

const asking: EventBody = { type: 'opened', head, title: 'Pool', description: '', draft: false, restores: null };
const opening = event(1, 'ada', asking);
const approving = (actor: string): EventBody => ({ type: 'reviewed', head, decision: 'approved', comment: actor });
const publishing: EventBody = { type: 'published', head, commit: base, namespaces: ['/pay'] };

const policy: PublishPolicy = {
  namespace: '/pay',
  requireApproval: true,
  minApprovers: 1,
  autoApproved: undefined,
  isReviewer: (person) => person === 'bob' || person === 'eve',
  reviewers: 2,
  may: (person, permission) =>
    person === 'bob' ||
    person === 'eve' ||
    (person === 'ada' && ['publish-request:create', 'config:write:draft'].includes(permission)),
  frozenUntil: undefined,
  waitsUntil: undefined,
};

const context: EventContext = {
  policies: [policy],
  isContributor: (person) => person === 'ada',
  personOf: (name) => name,
  now,
  invalidApps: [],
  invalidDrafts: [],
};

function after(...events: readonly RequestEvent[]): RequestRecord {
  const folded = foldAll(events);
  if ('refusal' in folded) throw new Error(folded.refusal);
  return folded.request;
}

const open = after(opening);
const approved = after(opening, event(2, 'bob', approving('bob')));

/** What somebody is told who wants to do something; nothing where they may. */
function told(
  request: RequestRecord | undefined,
  actor: string,
  body: EventBody,
  change: Partial<EventContext> = {},
): string | undefined {
  const wanted = event((request?.position ?? 0) + 1, actor, body);
  const refusal = judgeEvent(request, wanted, { ...context, ...change });
  if (refusal === undefined) return undefined;
  const finding = refusalOf(refusal, wanted);
  expect(finding.hint).toBeDefined();
  return `${finding.code} ${messageOf(finding)}`;
}

describe('who may do what', () => {
  it('opens and updates with a role that allows it', () => {
    expect(told(undefined, 'ada', asking)).toBeUndefined();
    expect(told(undefined, 'mallory', asking)).toBe(
      'publish/no-permission "mallory" does not have publish-request:create in "/pay"',
    );
    expect(told(undefined, 'ada', asking, { policies: [] })).toMatch(/^publish\/no-permission/);
    const update: EventBody = { type: 'updated', head: base, title: 'Pool', description: '' };
    expect(told(open, 'bob', update)).toBeUndefined();
    expect(told(open, 'mallory', update)).toMatch(/^publish\/no-permission .* config:write:draft/);
  });

  it('approves with a role, and never a part of their own', () => {
    expect(told(open, 'bob', approving('bob'))).toBeUndefined();
    expect(told(open, 'mallory', approving(''))).toMatch(/^publish\/no-permission/);
    expect(told(open, 'eve', approving(''), { isContributor: (person) => person === 'eve' })).toBe(
      'publish/own-part "eve" asked for, pushed, wrote or committed a part of the request and cannot approve it',
    );
  });

  it('rejects with a role, also a part of their own', () => {
    const rejecting: EventBody = { type: 'reviewed', head, decision: 'rejected', comment: '' };
    expect(told(open, 'bob', rejecting, { isContributor: () => true })).toBeUndefined();
    expect(told(open, 'ada', rejecting)).toMatch(/^publish\/no-permission/);
  });

  it('closes and schedules what is theirs, or with a role', () => {
    expect(told(open, 'ada', { type: 'closed', comment: '' })).toBeUndefined();
    expect(told(open, 'bob', { type: 'closed', comment: '' })).toBeUndefined();
    expect(told(open, 'mallory', { type: 'closed', comment: '' })).toMatch(/^publish\/no-permission/);
    expect(told(open, 'mallory', { type: 'scheduled', publishAt: null })).toMatch(/^publish\/no-permission/);
  });
});

describe('publishing', () => {
  const other = { ...policy, namespace: '/shop', requireApproval: false, isReviewer: () => false };

  it('takes the approvals of every namespace', () => {
    expect(told(approved, 'bob', publishing)).toBeUndefined();
    expect(told(open, 'bob', publishing)).toBe('publish/approvals-missing 0 of 1 approval from /pay');
    expect(told(approved, 'bob', publishing, { policies: [policy, { ...other, requireApproval: true }] })).toBe(
      'publish/approvals-missing 0 of 1 approval from /shop',
    );
    const both = [
      { ...policy, minApprovers: 2 },
      { ...other, requireApproval: true, minApprovers: 3 },
    ];
    expect(told(approved, 'bob', publishing, { policies: both })).toBe(
      'publish/approvals-missing 1 of 2 approvals from /pay, 0 of 3 approvals from /shop',
    );
    const rejected = after(opening, event(2, 'eve', { type: 'reviewed', head, decision: 'rejected', comment: '' }));
    expect(told(rejected, 'bob', publishing)).toBe('publish/rejected For /pay it was rejected by "eve"');
  });

  it('takes somebody who may publish where no approval is asked for', () => {
    expect(told(approved, 'bob', publishing, { policies: [policy, other] })).toBeUndefined();
    const closed = { ...other, may: () => false };
    expect(told(approved, 'bob', publishing, { policies: [policy, closed] })).toBe(
      'publish/no-permission "bob" does not have config:publish in "/shop"',
    );
    expect(told(approved, 'mallory', publishing)).toMatch(/^publish\/no-permission/);
  });

  it('goes without approvals where a rule gives them', () => {
    expect(told(open, 'bob', publishing, { policies: [{ ...policy, autoApproved: 'autoApprove/0' }] })).toBeUndefined();
    const instant = { ...policy, autoApproved: 'instantRollback' };
    expect(told(open, 'bob', publishing, { policies: [instant] })).toBeUndefined();
    expect(told(open, 'ada', publishing, { policies: [instant] })).toMatch(/^publish\/no-permission "ada" .* config:rollback in/);
    const restoration = { commit: head, published: false, reasons: ['x'] };
    expect(told(undefined, 'ada', asking, { restoration })).toMatch(/^publish\/restores-unpublished 1+ is not on the line/);
  });

  it('waits for its time, and for the end of a freeze', () => {
    const scheduled = after(
      opening,
      event(2, 'bob', approving('bob')),
      event(3, 'ada', { type: 'scheduled', publishAt: '2026-06-01T06:00:00Z' }),
    );
    expect(told(scheduled, 'bob', publishing)).toBe('publish/too-early It is not to be published before 2026-06-01T06:00:00Z');
    expect(told(scheduled, 'bob', publishing, { now: '2026-06-01T06:00:00Z' })).toBeUndefined();
    const frozen = { ...policy, frozenUntil: '2027-01-02T00:00:00Z' };
    expect(told(approved, 'bob', publishing, { policies: [frozen] })).toBe(
      'publish/frozen /pay is frozen until 2027-01-02T00:00:00Z',
    );
    expect(told(approved, 'bob', publishing, { policies: [{ ...frozen, frozenFor: 'the end\u001b of the year' }] })).toBe(
      'publish/frozen /pay is frozen until 2027-01-02T00:00:00Z: the end\\u001b of the year',
    );
    expect(told(approved, 'bob', publishing, { policies: [{ ...policy, waitsUntil: '2026-05-14T06:30:00Z' }] })).toBe(
      'publish/too-early /pay publishes at certain times, and the next is 2026-05-14T06:30:00Z',
    );
  });

  it('leaves nothing invalid where schemas are enforced', () => {
    expect(told(approved, 'bob', publishing, { invalidApps: ['pay/eu'] })).toBe(
      'publish/invalid 1 app would be invalid: "pay/eu"',
    );
    expect(told(undefined, 'ada', asking, { invalidApps: ['pay/eu'] })).toBeUndefined();
    expect(told(undefined, 'ada', asking, { invalidDrafts: ['pay/eu'] })).toMatch(/^publish\/invalid/);
  });
});

describe('what a push is about', () => {
  const zero = '0'.repeat(40);
  const sort = (...lines: readonly string[]): unknown => {
    const sorted = sortPush(readUpdates(`${lines.join('\n')}\n`), 'refs/heads/main');
    return sorted !== undefined && 'code' in sorted ? sorted.code : sorted;
  };
  const two = '2'.repeat(40);

  it('is nothing of ours where it moves other names alone', () => {
    expect(sort(`${zero} ${head} refs/heads/x`, `${head} ${zero} refs/tags/v1`)).toBeUndefined();
  });

  it('is one event, with its head or the branch', () => {
    expect(sort(`${head} ${two} refs/confman/requests/1/meta`)).toEqual({
      id: '1',
      meta: { before: head, after: two },
      head: undefined,
      branch: undefined,
    });
    expect(sort(`${zero} ${two} refs/confman/requests/1/meta`, `${zero} ${head} refs/confman/requests/1/head`)).toMatchObject({
      meta: { before: undefined, after: two },
      head: { before: undefined, after: head },
    });
    expect(sort(`${head} ${two} refs/confman/requests/1/meta`, `${head} ${two} refs/heads/main`)).toMatchObject({
      branch: { before: head, after: two },
    });
  });

  it.each([
    ['publish/direct-push', [`${head} ${two} refs/heads/main`]],
    ['publish/direct-push', [`${zero} ${two} refs/heads/main`, `${head} ${two} refs/confman/requests/1/meta`]],
    ['publish/ref-deleted', [`${head} ${zero} refs/heads/main`]],
    ['publish/ref-deleted', [`${head} ${zero} refs/confman/requests/1/head`]],
    ['publish/foreign-ref', [`${zero} ${head} refs/confman/requests/0/meta`]],
    ['publish/foreign-ref', [`${zero} ${head} refs/CONFMAN/x`]],
    ['publish/foreign-ref', [`${zero} ${head} refs/heads/MAIN`]],
    ['publish/foreign-ref', [`${zero} ${head} refs/confman/requests/1/meta extra`]],
    ['publish/mixed-push', [`${head} ${two} refs/confman/requests/1/meta`, `${head} ${two} refs/confman/requests/2/meta`]],
    ['publish/mixed-push', [`${head} ${two} refs/confman/requests/1/meta`, `${head} ${two} refs/heads/x`]],
    [
      'publish/mixed-push',
      [`${head} ${two} refs/confman/requests/1/meta`, `${two} ${'3'.repeat(40)} refs/confman/requests/1/meta`],
    ],
    ['publish/head-mismatch', [`${head} ${two} refs/confman/requests/1/head`]],
    ['publish/misleading-ref', [`${zero} ${two} refs/tags/main`]],
    ['publish/misleading-ref', [`${zero} ${two} refs/tags/origin/main`]],
    ['publish/misleading-ref', [`${zero} ${two} refs/heads/HEAD`]],
    ['publish/misleading-ref', [`${zero} ${two} refs/heads/x`, `${zero} ${two} refs/replace/${head}`]],
  ])('is refused: %s', (code, lines) => {
    expect(sort(...lines)).toBe(code);
  });

  it('is no matter of ours: other tags, and misleading ones that go', () => {
    expect(sort(`${zero} ${two} refs/tags/release/eu/main`, `${zero} ${two} refs/tags/v1`)).toBeUndefined();
    expect(sort(`${two} ${zero} refs/tags/main`)).toBeUndefined();
  });
});
