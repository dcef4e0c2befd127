import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFindings } from '../../src/diagnostics/order.ts';
import { findingOf, placeAt } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';

const text = 'a\nb\nc\n';
const at = (file: string, start: number) => placeAt(file, text, { start, end: start + 1 });

describe('the order of findings', () => {
  test('no place, then file by code units, line, column, code, message', () => {
    const sorted = [
      findingOf({ message: 'nowhere' }),
      findingOf({ place: at('B.json5', 4) }),
      findingOf({ place: at('a.json5', 0), code: 'cascade/bad-layer-id' }),
      findingOf({ place: at('a.json5', 0), code: 'documents/syntax', message: 'a' }),
      findingOf({ place: at('a.json5', 0), code: 'documents/syntax', message: 'b' }),
      findingOf({ place: at('a.json5', 1) }),
      findingOf({ place: at('a.json5', 2) }),
      findingOf({ place: at('ä.json5', 0) }),
    ];
    expect(sorted.toReversed().toSorted(compareFindings)).toEqual(sorted);
  });

  test('is total: equal only where nothing printed differs, and the way of sorting means nothing', () => {
    fc.assert(
      fc.property(hostileReport, hostileReport, (one, other) => {
        const findings = [...one.findings, ...other.findings];
        expect(findings.toReversed().toSorted(compareFindings)).toEqual(findings.toSorted(compareFindings));
        for (const a of findings)
          for (const b of findings) expect(Math.sign(compareFindings(a, b))).toBe(-Math.sign(compareFindings(b, a)) + 0);
      }),
    );
  });
});
