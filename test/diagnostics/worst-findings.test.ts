import { expect, test } from 'vitest';
import { worstFindings } from '../../src/diagnostics/worst-findings.ts';
import { findingOf } from './build-report.ts';

const findings = (['info', 'warning', 'error', 'warning', 'error', 'info'] as const).map((severity, i) =>
  findingOf({ severity, message: `${i}` }),
);

test.each([
  [6, '012345'],
  [9, '012345'],
  [5, '01234'],
  [3, '124'],
  [1, '2'],
  [0, ''],
])('of too many the worst %d, in their order', (most, expected) => {
  expect(
    worstFindings(findings, most)
      .map(({ message }) => message)
      .join(''),
  ).toBe(expected);
});
