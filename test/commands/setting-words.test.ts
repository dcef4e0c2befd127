import { expect, test } from 'vitest';
import { freezeWords, settingWords } from '../../src/commands/setting-words.ts';

test.each([
  [[], ['none']],
  [[{}], ['every change of apps']],
  [
    [
      { pointers: ['/replicas', '/limits/*'], environments: ['staging'], maxApps: 1 },
      { widening: true, maxApps: 20 },
    ],
    ['below /replicas, /limits/*; in staging; up to 1 app', 'only more; up to 20 apps'],
  ],
] as const)('rules of autoApprove %j', (rules, words) => {
  expect(settingWords('autoApprove', rules)).toEqual(words);
});

test('times', () => {
  expect(settingWords('schedule', undefined)).toEqual(['none']);
  expect(settingWords('schedule', { at: '06:30' })).toEqual(['06:30 UTC']);
  expect(settingWords('schedule', { at: '06:30', days: ['mon', 'thu'], timeZone: 'Europe/Berlin' })).toEqual([
    '06:30 Europe/Berlin on mon, thu',
  ]);
  const window = { from: '2026-12-20T00:00:00Z', until: '2027-01-03T00:00:00Z' };
  expect(freezeWords(window)).toBe('2026-12-20T00:00:00Z to 2027-01-03T00:00:00Z');
  expect(freezeWords({ ...window, reason: 'Holidays' })).toMatch(/Z: Holidays$/);
});

test('everything else as it is written', () => {
  expect(settingWords('minApprovers', 2)).toEqual(['2']);
  expect(settingWords('schemaEnforcement', 'always')).toEqual(['"always"']);
});
