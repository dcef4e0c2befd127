import * as fc from 'fast-check';
import { codes, type DiagnosticCode } from '../../src/diagnostics/codes.ts';
import type { Finding, Place, Report } from '../../src/diagnostics/finding.ts';
import { compareFindings } from '../../src/diagnostics/order.ts';
import { placeAt, reportOf } from './build-report.ts';
import { hostileText } from './hostile-text.ts';

const severity = fc.constantFrom('error', 'warning', 'info');
const code = fc.constantFrom(...(Object.keys(codes) as DiagnosticCode[]));

const place: fc.Arbitrary<Place> = fc
  .record({ file: hostileText, lines: fc.array(hostileText, { maxLength: 12 }), from: fc.nat(200), length: fc.nat(100) })
  .map(({ file, lines, from, length }) => {
    const text = lines.join('\n');
    const start = Math.min(from, text.length);
    return placeAt(`configs/${file}.json5`, text, { start, end: Math.min(start + length, text.length) });
  });

const finding: fc.Arbitrary<Finding> = fc.record({
  code,
  severity,
  message: hostileText.map((text) => (text === '' ? 'm' : text)),
  hint: fc.option(hostileText, { nil: undefined }),
  place: fc.option(place, { nil: undefined }),
  pointer: hostileText.map((text) => (text === '' ? '' : `/${text}`)),
  apps: fc.array(hostileText, { maxLength: 5 }),
  related: fc.array(fc.record({ message: hostileText, place }), { maxLength: 3 }),
});

export const hostileReport: fc.Arbitrary<Report> = fc
  .record({ findings: fc.array(finding, { maxLength: 6 }), omitted: fc.nat(3), total: fc.nat(3) })
  .map(({ findings, omitted, total }) =>
    reportOf(findings.toSorted(compareFindings), {
      omitted,
      apps: { total, valid: total, invalid: 0, rebuilt: 0, unchanged: total },
    }),
  );
