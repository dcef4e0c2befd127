import { expect, test } from 'vitest';
import { appsPhrase, appsSentence, findingsPhrase, omittedSentence } from '../../src/diagnostics/sentence.ts';
import { appIds, findingOf, reportOf } from './build-report.ts';

test.each([
  [0, ''],
  [1, 'in 1 app (a/eu-0001)'],
  [3, 'in 3 apps (a/eu-0001, a/eu-0002, a/eu-0003)'],
  [4, 'in 4 apps (a/eu-0001, a/eu-0002, ... and 2 more)'],
  [400, 'in 400 apps (a/eu-0001, a/eu-0002, ... and 398 more)'],
])('%i apps', (count, expected) => {
  expect(appsPhrase(appIds(count, 'a'))).toBe(expected);
});

test.each([
  [{ total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 }, ''],
  [{ total: 1, valid: 1, invalid: 0, rebuilt: 0, unchanged: 0 }, 'the app is valid'],
  [{ total: 9, valid: 9, invalid: 0, rebuilt: 4, unchanged: 5 }, 'all 9 apps are valid; 4 rebuilt, 5 unchanged'],
  [{ total: 9, valid: 7, invalid: 0, rebuilt: 0, unchanged: 0 }, '7 of 9 apps are valid'],
  [{ total: 9, valid: 8, invalid: 1, rebuilt: 0, unchanged: 0 }, '1 of 9 apps is invalid'],
])('%o', (apps, expected) => {
  expect(appsSentence(reportOf([], { apps, command: 'resolve' }))).toBe(expected);
});

test('what validate leaves alone goes without saying', () => {
  const apps = { total: 9, valid: 9, invalid: 0, rebuilt: 0, unchanged: 9 };
  expect(appsSentence(reportOf([], { apps, command: 'validate' }))).toBe('all 9 apps are valid');
});

test('counts by severity', () => {
  const findings = (['error', 'info', 'error', 'warning'] as const).map((severity) => findingOf({ severity }));
  expect(findingsPhrase(reportOf(findings))).toBe('2 errors, 1 warning and 1 note');
  expect(findingsPhrase(reportOf(findings.slice(0, 2)))).toBe('1 error and 1 note');
  expect(findingsPhrase(reportOf([]))).toBe('no errors');
  expect(findingsPhrase(reportOf(findings.slice(0, 1), { omitted: 3, hidden: findings.slice(1) }))).toBe(
    '2 errors, 1 warning and 1 note',
  );
});

test('what was left out', () => {
  expect(omittedSentence(reportOf([]))).toBe('');
  expect(omittedSentence(reportOf([], { omitted: 1 }))).toBe('1 more finding is not shown; raise --max-diagnostics to see it');
});
