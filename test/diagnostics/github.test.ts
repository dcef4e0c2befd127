import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeAt, placeOf, reportOf } from './build-report.ts';

const text = '{\n  a: {\n  },\n}\n';

function linesOf(report: Report): string[] {
  return render(report, 'github', { colour: false, width: 80 }).trimEnd().split('\n');
}

describe('github', () => {
  test('escapes what the runner reads, in data and in properties', () => {
    const finding = findingOf({
      message: '100% "a:b,c"',
      hint: 'Write it',
      place: placeOf('configs/a,b:c%.json5', text, 'a'),
      apps: ['apps/a'],
      related: [{ message: 'here', place: placeOf('configs/x.json5', text, '}') }],
    });
    expect(linesOf(reportOf([finding]))).toEqual([
      '::error file=configs/a%2Cb%3Ac%25.json5,line=2,endLine=2,col=3,endColumn=4,title=confman documents/syntax' +
        '::100%25 "a:b,c", in 1 app (apps/a)%0Aconfigs/x.json5:3:3: here%0Ahint: Write it',
      'confman: Found 1 error',
    ]);
  });

  test('names no columns for a span of several lines', () => {
    const place = placeAt('a.json5', text, { start: 4, end: 12 });
    expect(linesOf(reportOf([findingOf({ place, severity: 'warning', message: 'm' })]))[0]).toBe(
      '::warning file=a.json5,line=2,endLine=3,title=confman documents/syntax::m',
    );
  });

  test('a finding without a place stands at the settings', () => {
    expect(linesOf(reportOf([findingOf({ message: 'm', severity: 'info' })]))[0]).toBe(
      '::notice file=confman.json5,title=confman documents/syntax::m',
    );
  });

  test('keeps to ten annotations of a kind, logs the others and says so', () => {
    const place = placeOf('::error::x.json5', text, 'a');
    const many = (severity: 'error' | 'warning' | 'info', count: number) =>
      Array.from({ length: count }, (_, i) => findingOf({ severity, place, message: `${severity} ${i}` }));
    const lines = linesOf(reportOf([...many('error', 13), ...many('warning', 10), ...many('info', 12)]));
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(10);
    expect(lines.filter((line) => !line.startsWith('::'))).toHaveLength(6);
    expect(lines[29]).toBe('error[documents/syntax] ::error::x.json5:2:3 error 10');
    expect(lines.at(-1)).toBe(
      '::notice title=confman::Found 13 errors, 10 warnings and 12 notes; 6 findings without an annotation ' +
        '(GitHub shows 10 of a kind in a step): see the log of this step',
    );
  });
});
