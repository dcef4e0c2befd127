import { expect, test } from 'vitest';
import { instantText, resolvedAt } from '../../src/snapshot/resolved-at.ts';

const now = 1778691000.75;

test('the time of the build, the time of the commit, SOURCE_DATE_EPOCH: the later one wins', () => {
  expect(resolvedAt({ now }).value).toBe('2026-05-13T16:50:00Z');
  expect(resolvedAt({ now, commitTime: 1700000000 }).value).toBe('2023-11-14T22:13:20Z');
  expect(resolvedAt({ now, commitTime: 1700000000, sourceDateEpoch: '0' }).value).toBe('1970-01-01T00:00:00Z');
  expect(resolvedAt({ now, sourceDateEpoch: '' }).value).toBe('2026-05-13T16:50:00Z');
});

test.each(['yesterday', '-1', '1.5', '1e9', ' 1', '999999999999', '9'.repeat(400)])(
  'SOURCE_DATE_EPOCH=%s is an error',
  (value) => {
    const { diagnostics } = resolvedAt({ now, sourceDateEpoch: value });
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([['snapshot/bad-source-date-epoch', { value }]]);
    expect(diagnostics[0]?.hint).toMatch(/^Set /);
  },
);

test('the text always has 20 characters', () => {
  for (const seconds of [-5, 0, 253402300799, 1e15]) expect(instantText(seconds)).toHaveLength(20);
});
