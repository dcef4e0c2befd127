import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitPeople } from '../../src/publish/forges/commit-people.ts';
import { withDraftMark, withoutDraftMark } from '../../src/publish/forges/draft-title.ts';
import { detectForge } from '../../src/publish/forges/detect-forge.ts';
import { isRequestName, markedName, requestBranch, withMarker, withoutMarker } from '../../src/publish/forges/request-marker.ts';
import { clearedByHeads, reviewHistory } from '../../src/publish/forges/review-history.ts';
import type { Review } from '../../src/publish/model/request.ts';

describe('the marker', () => {
  it('is found again in whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z0-9]{1,20}$/), (text, name) => {
        const body = withMarker(name, text);
        expect(markedName(requestBranch(name), body)).toBe(name);
        expect(withMarker(name, body)).toBe(body);
        expect(withoutMarker(body)).toBe(withoutMarker(text));
      }),
    );
  });

  it('of another request counts for nothing', () => {
    expect(markedName(requestBranch('a'), '<!-- confman:request b -->')).toBeUndefined();
    expect(markedName('feature/x', '<!-- confman:request a -->')).toBeUndefined();
    expect(markedName(requestBranch('a'), '')).toBeUndefined();
  });

  it('there is one alone, also where a description brings its own', () => {
    const body = withMarker('mine', 'x <!-- confman:request other --> y <!-- confman:request third -->');
    expect(body.match(/confman:request/g)).toHaveLength(1);
    expect(markedName(requestBranch('mine'), body)).toBe('mine');
  });

  it.each(['', 'A', '-a', 'a-', '../a', 'a..b', 'a/b', 'a.lock', 'a b', 'a\n', '\u00e4', 'a'.repeat(101), '@{u}'])(
    'is of no name %j',
    (name) => expect(isRequestName(name)).toBe(false),
  );
});

it('the address of a remote never makes it crash', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(fc.constantFrom('', 'https://', 'ssh://git@', 'http://localhost', 'git@a:'), fc.string())
        .map((parts) => parts.join('')),
      (remote) => {
        const found = detectForge(remote, { env: {}, forge: 'gitea' });
        if ('api' in found) expect(found.api).toMatch(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\//);
      },
    ),
  );
});

it('a title keeps no mark of a draft but ours', () => {
  for (const title of ['Draft: T', 'WIP: Draft: T', '[WIP] T', '(Draft) T', 'draft:T']) expect(withoutDraftMark(title)).toBe('T');
  expect(withDraftMark('Draft: ', 'WIP: T', true)).toBe('Draft: T');
  expect(withoutDraftMark('Drafting: T')).toBe('Drafting: T');
});

describe('reviews', () => {
  const review = (reviewer: string, head: string, at: number, more: Partial<Review> = {}): Review => ({
    reviewer,
    decision: 'approved',
    comment: '',
    time: `2026-05-01T12:00:0${at}Z`,
    head,
    cleared: false,
    ...more,
  });

  it('that were dismissed bring no earlier ones back', () => {
    const kept = [review('a', 'x', 1), review('b', 'x', 2), review('a', 'x', 3, { decision: 'rejected', cleared: true })];
    expect(reviewHistory(kept).map(({ cleared }) => cleared)).toEqual([true, false, true]);
  });

  it('of a head that went and came back are cleared', () => {
    const pushes = ['x', 'y', 'x'].map((commit, at) => ({ commit, pushedBy: 'c', at: `2026-05-01T12:00:0${at * 2}Z` }));
    const kept = [review('a', 'x', 1), review('b', 'y', 3), review('d', 'x', 5)];
    expect(clearedByHeads(kept, 'x', pushes).map(({ cleared }) => cleared)).toEqual([true, true, false]);
  });
});

it('people are told by accounts, addresses, and addresses that hide accounts', () => {
  const person = (email: string) => ({ name: 'x', email });
  const message = 'T\n\nCo-authored-by: Dan <12+dan@users.noreply.github.com>\nco-authored-by: E <e@example.com>\n';
  const commit = { author: person('a@example.com'), committer: person('noreply@github.com'), message };
  expect(commitPeople('github', 'login', { author: { login: 'ann' }, committer: null }, commit)).toEqual([
    'github:ann',
    'a@example.com',
    'noreply@github.com',
    'github:dan',
    '12+dan@users.noreply.github.com',
    'e@example.com',
  ]);
});
