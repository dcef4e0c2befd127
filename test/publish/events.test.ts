import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RequestEvent } from '../../src/publish/model/event.ts';
import { readEvent, wordLimits, writeEvent } from '../../src/publish/model/read-event.ts';

const oid = 'a'.repeat(40);
const review: RequestEvent = {
  formatVersion: 1,
  request: '7',
  position: 2,
  actor: 'bob@example.com',
  at: '2026-05-13T16:50:00Z',
  base: oid,
  type: 'reviewed',
  head: oid,
  decision: 'approved',
  comment: 'fine\nby me',
};

function reasonOf(change: object, text = (event: object) => writeEvent(event as RequestEvent)): string {
  const read = readEvent(text({ ...review, ...change }));
  return 'reason' in read ? read.reason : 'accepted';
}

describe('an event as it is stored', () => {
  it('is read as it was written', () => {
    expect(readEvent(writeEvent(review))).toEqual(review);
  });

  it('names all namespaces that were reached, however many, and however long their paths', () => {
    const namespaces = Array.from({ length: 20_000 }, (_, i) => `/teams/${'x'.repeat(i === 0 ? 1000 : 60)}/${i}`);
    const { formatVersion, request, position, actor, at, base } = review;
    const before = { formatVersion, request, position, actor, at, base };
    const published: RequestEvent = { ...before, type: 'published', head: oid, commit: oid, namespaces };
    expect(readEvent(writeEvent(published))).toEqual(published);
  });

  it.each([
    ['another format', { formatVersion: 2 }, 'formatVersion'],
    ['an id with a leading zero', { request: '07' }, 'request'],
    ['an id that leaves its folder', { request: '../7' }, 'request'],
    ['position zero', { position: 0 }, 'position'],
    ['a type that every object has', { type: 'constructor' }, 'type'],
    ['an actor with white space', { actor: 'bob example' }, 'actor'],
    ['an actor with an invisible character', { actor: 'bob\u200b' }, 'actor'],
    ['a day that does not exist', { at: '2026-02-30T00:00:00Z' }, 'at'],
    ['a time of another zone', { at: '2026-05-13T16:50:00+02:00' }, 'at'],
    ['a base that is no object name', { base: 'main' }, 'base'],
    ['a short head', { head: 'abc' }, 'head'],
    ['an unknown decision', { decision: 'maybe' }, 'decision'],
    ['a comment with a terminal code', { comment: '\u001b[2J' }, 'comment'],
    ['a comment that turns direction around', { comment: 'a\u202eb' }, 'comment'],
    ['a comment with half a character', { comment: '\ud800' }, 'comment'],
    ['a comment that is too long', { comment: 'x'.repeat(wordLimits.words + 1) }, 'comment'],
  ])('refuses %s', (_, change, name) => {
    expect(reasonOf(change)).toBe(`its "${name}" is missing or wrong`);
  });

  it('refuses a member that its type does not have', () => {
    expect(reasonOf({ title: 'x' })).toBe('it has members that a "reviewed" event does not have');
    expect(readEvent(`{"__proto__":1,${writeEvent(review).slice(1)}`)).toEqual({
      reason: 'it has members that a "reviewed" event does not have',
    });
  });

  it('refuses a second spelling of the same event', () => {
    const pretty = (event: object) => `${JSON.stringify(event, null, 2)}\n`;
    expect(reasonOf({}, pretty)).toBe('it is not written canonically');
    expect(readEvent(writeEvent(review).replace('{', '{"actor":"eve@example.com",'))).toEqual({
      reason: 'it is not written canonically',
    });
    expect(readEvent(writeEvent(review).trimEnd())).toEqual({ reason: 'it is not written canonically' });
  });

  it('takes any text without falling', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.record({ type: fc.constantFrom('opened', 'closed', '__proto__') }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(readEvent(text)).toHaveProperty('reason');
      }),
      { seed: 20_261_120, verbose: 1 },
    );
  });
});
