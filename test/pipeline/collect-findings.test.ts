import { expect, test } from 'vitest';
import { diagnostic, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { FindingCollector } from '../../src/pipeline/collect-findings.ts';
import { toFindings } from '../../src/pipeline/to-findings.ts';

const missing = (target: string): Diagnostic => diagnostic('resolver/missing-target', { target, near: [] });
const nothing = (pointer: string): Diagnostic => diagnostic('cascade/unset-without-effect', { pointer });

function told(collector: FindingCollector): string[] {
  return toFindings(collector.collected).map(({ code, message, apps }) => `${code} ${message} ${apps.join(',')}`);
}

test('one entry per cause, with its apps', () => {
  const collector = new FindingCollector(1);
  const shared = missing('x');
  for (const app of ['b', 'a', 'b']) collector.add(shared, app);
  collector.add(missing('x'), 'a');
  expect(told(collector)).toEqual(['resolver/missing-target The reference "x" has no target a,b']);
});

test('so many errors and so many warnings of an app, and what is left out is said', () => {
  const collector = new FindingCollector(2);
  for (let i = 0; i < 100_000; i += 1) collector.add(nothing(`/${i}`), 'a');
  for (const id of ['x', 'y', 'z']) for (const app of ['a', 'b']) collector.add(missing(id), app);
  for (const id of ['x', 'y']) collector.add(missing(id), 'c');
  expect(told(collector)).toEqual([
    'cascade/unset-without-effect There is nothing to remove at "/0" a',
    'cascade/unset-without-effect There is nothing to remove at "/1" a',
    'resolver/missing-target The reference "x" has no target a,b,c',
    'resolver/missing-target The reference "y" has no target a,b,c',
    'workspace/more-findings No more than 2 errors and 2 warnings of an app are told; here there are more a,b',
  ]);
});

test('what another thread left out stays said', () => {
  const there = new FindingCollector(1);
  for (const id of ['x', 'y']) there.add(missing(id), 'a');
  const here = new FindingCollector(1);
  for (const { diagnostic: finding, apps } of there.collected) {
    here.add(finding);
    for (const app of apps) here.add(finding, app);
  }
  expect(told(here)).toEqual(told(there));
});
