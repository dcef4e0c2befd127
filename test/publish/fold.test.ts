import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countApprovals, stateOf, type ApprovalContext, type NamespacePolicy } from '../../src/publish/model/approvals.ts';
import type { EventBody, RequestEvent } from '../../src/publish/model/event.ts';
import { fold, foldAll, foldOn } from '../../src/publish/model/fold.ts';
import { headOf, type RequestRecord } from '../../src/publish/model/request.ts';

const [base, first, second] = ['0', '1', '2'].map((digit) => digit.repeat(40)) as [string, string, string];

function chain(...steps: readonly (readonly [actor: string, body: EventBody])[]): RequestEvent[] {
  return steps.map(([actor, body], at) => ({
    formatVersion: 1,
    request: '1',
    position: at + 1,
    actor,
    at: `2026-05-13T16:50:${String(at).padStart(2, '0')}Z`,
    base,
    ...body,
  }));
}

const opened: EventBody = { type: 'opened', head: first, title: 'Pool', description: '', draft: false, restores: null };
const approves = (head = first): EventBody => ({ type: 'reviewed', head, decision: 'approved', comment: '' });
const rejects = (head = first): EventBody => ({ type: 'reviewed', head, decision: 'rejected', comment: 'no' });
const updated: EventBody = { type: 'updated', head: second, title: 'Pool', description: '' };

const payments: NamespacePolicy = {
  namespace: '/teams/payments',
  requireApproval: true,
  minApprovers: 1,
  autoApproved: undefined,
  isReviewer: (person) => ['ada', 'bob', 'eve'].includes(person),
  reviewers: 3,
};
const context: ApprovalContext = { policies: [payments], isContributor: (person) => person === 'ada', personOf: (name) => name };

function requestOf(events: readonly RequestEvent[]): RequestRecord {
  const folded = foldAll(events);
  if ('refusal' in folded) throw new Error(`event ${folded.at}: ${folded.refusal}`);
  return folded.request;
}

function stateAfter(...steps: readonly (readonly [string, EventBody])[]): string {
  const request = requestOf(chain(['ada', opened], ...steps));
  return stateOf(request, countApprovals(request, context));
}

describe('the state of a request', () => {
  it('waits for review, and is approved by somebody who had no part in it', () => {
    expect(stateAfter()).toBe('pending_review');
    expect(stateAfter(['bob', approves()])).toBe('approved');
  });

  it('is not approved by who contributed, nor by who is no reviewer', () => {
    expect(stateAfter(['ada', approves()])).toBe('pending_review');
    expect(stateAfter(['mallory', approves()])).toBe('pending_review');
  });

  it('is rejected as long as one reviewer says so of the present head', () => {
    expect(stateAfter(['bob', approves()], ['eve', rejects()])).toBe('rejected');
    expect(stateAfter(['eve', rejects()], ['eve', approves()])).toBe('approved');
    expect(stateAfter(['mallory', rejects()], ['bob', approves()])).toBe('approved');
    expect(stateAfter(['eve', rejects()], ['ada', updated])).toBe('pending_review');
  });

  it('is not changed by a comment after an approval', () => {
    const comments: EventBody = { type: 'reviewed', head: first, decision: 'commented', comment: 'nice' };
    expect(stateAfter(['bob', approves()], ['bob', comments])).toBe('approved');
  });

  it('loses its approvals with a new head, also when the old one comes back', () => {
    expect(stateAfter(['bob', approves()], ['ada', updated])).toBe('pending_review');
    expect(stateAfter(['bob', approves()], ['ada', updated], ['bob', approves(second)])).toBe('approved');
    const back: EventBody = { ...updated, head: first };
    expect(stateAfter(['bob', approves()], ['ada', updated], ['ada', back])).toBe('pending_review');
  });

  it('needs each namespace that it reaches, and a person counts in each where they may', () => {
    const two = { ...payments, namespace: '/platform', isReviewer: (person: string) => person === 'eve', reviewers: 1 };
    const request = requestOf(chain(['ada', opened], ['bob', approves()]));
    const approvals = countApprovals(request, { ...context, policies: [payments, two] });
    expect(approvals.map(({ namespace, missing }) => [namespace, missing])).toEqual([
      ['/platform', 1],
      ['/teams/payments', 0],
    ]);
    expect(stateOf(request, approvals)).toBe('pending_review');
  });

  it('says where nobody can give what is asked for', () => {
    const approvals = countApprovals(requestOf(chain(['ada', opened])), {
      ...context,
      policies: [{ ...payments, minApprovers: 4 }],
    });
    expect(approvals[0]).toMatchObject({ needed: 4, missing: 4, unreachable: true });
  });
});

describe('folding', () => {
  const publish: EventBody = { type: 'published', head: first, commit: second, namespaces: ['/teams/payments'] };
  it.each<[string, readonly (readonly [string, EventBody])[], string]>([
    ['an event before it is opened', [['ada', updated]], 'not-opened'],
    [
      'a second opening',
      [
        ['ada', opened],
        ['ada', opened],
      ],
      'already-opened',
    ],
    [
      'a review of another head',
      [
        ['ada', opened],
        ['bob', approves(second)],
      ],
      'other-head',
    ],
    [
      'a review of a former head',
      [
        ['ada', opened],
        ['ada', updated],
        ['bob', approves()],
      ],
      'other-head',
    ],
    [
      'publishing a former head',
      [
        ['ada', opened],
        ['ada', updated],
        ['bob', publish],
      ],
      'other-head',
    ],
    [
      'anything after publishing',
      [
        ['ada', opened],
        ['bob', publish],
        ['ada', updated],
      ],
      'published-already',
    ],
    [
      'a decision on a draft',
      [
        ['ada', { ...opened, draft: true }],
        ['bob', approves()],
      ],
      'is-a-draft',
    ],
    [
      'publishing a draft',
      [
        ['ada', { ...opened, draft: true }],
        ['bob', publish],
      ],
      'is-a-draft',
    ],
    [
      'submitting what is no draft',
      [
        ['ada', opened],
        ['ada', { type: 'submitted' }],
      ],
      'not-a-draft',
    ],
    [
      'reopening what is open',
      [
        ['ada', opened],
        ['ada', { type: 'reopened' }],
      ],
      'not-closed',
    ],
    [
      'publishing what is closed',
      [
        ['ada', opened],
        ['ada', { type: 'closed', comment: '' }],
        ['bob', publish],
      ],
      'closed-already',
    ],
    [
      'an update that changes nothing',
      [
        ['ada', opened],
        ['ada', { ...updated, head: first }],
      ],
      'nothing-new',
    ],
  ])('refuses %s', (_, steps, refusal) => {
    expect(foldAll(chain(...steps))).toEqual({ refusal, at: steps.length - 1 });
  });

  it('refuses an event of another request, out of order, or before its time', () => {
    const [one, two] = chain(['ada', opened], ['bob', approves()]) as [RequestEvent, RequestEvent];
    expect(foldAll([one, { ...two, request: '2' }])).toEqual({ refusal: 'other-request', at: 1 });
    expect(foldAll([one, { ...two, position: 3 }])).toEqual({ refusal: 'out-of-order', at: 1 });
    expect(foldAll([one, { ...two, at: '2026-05-13T16:49:59Z' }])).toEqual({ refusal: 'back-in-time', at: 1 });
    expect(foldAll([{ ...one, position: 2 }])).toEqual({ refusal: 'out-of-order', at: 0 });
  });

  it('holds its invariants for any chain of events', () => {
    const heads = fc.constantFrom(first, second);
    const bodies: fc.Arbitrary<EventBody> = fc.oneof(
      heads.map((head) => approves(head)),
      heads.map((head) => rejects(head)),
      heads.map((head): EventBody => ({ ...updated, head })),
      fc.constantFrom<EventBody>(
        { type: 'submitted' },
        { type: 'drafted' },
        { type: 'reopened' },
        { type: 'closed', comment: '' },
        { type: 'scheduled', publishAt: '2026-06-01T00:00:00Z' },
      ),
      heads.map((head): EventBody => ({ type: 'published', head, commit: base, namespaces: ['/pay'] })),
    );
    const people = fc.constantFrom('ada', 'bob', 'eve', 'mallory');
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.tuple(people, bodies), { maxLength: 30 }), (draft, steps) => {
        let request = requestOf(chain(['ada', { ...opened, draft }]));
        let said: (RequestEvent & { readonly type: 'reviewed' })[] = [];
        for (const [actor, body] of steps) {
          const before = structuredClone(request);
          const event = { ...(chain([actor, body])[0] as RequestEvent), position: request.position + 1, at: request.updatedAt };
          const folded = fold(request, event);
          expect(request).toEqual(before);
          // What is used up gives the same.
          expect(foldOn(structuredClone(request), event)).toEqual(folded);
          if ('refusal' in folded) continue;
          expect(before.phase).not.toBe('published');
          request = folded.request;
          const approvals = countApprovals(request, context);
          const counted = approvals.flatMap(({ approvedBy }) => approvedBy);
          // The independent judge: only what was said after the last new head counts.
          if (headOf(before).commit !== headOf(request).commit) said = [];
          if (event.type === 'reviewed') said.push(event);
          for (const person of counted) {
            expect(['bob', 'eve']).toContain(person);
            expect(said.findLast(({ actor: by, decision }) => by === person && decision !== 'commented')?.decision).toBe(
              'approved',
            );
          }
        }
      }),
      { seed: 20_261_121, verbose: 1 },
    );
  });
});
