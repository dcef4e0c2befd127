import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats, render, type FormatName } from '../../src/diagnostics/formats.ts';
import { findingOf, placeAt, reportOf } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { ACTIVE_CHARACTERS, hostileText } from './hostile-text.ts';

const names = Object.keys(formats) as FormatName[];
const options = { colour: false, width: 72 };

describe.each(names)('%s and hostile input', (format) => {
  test('lets nothing through that acts on a terminal or a log', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const output = render(report, format, options);
        expect(output).not.toMatch(ACTIVE_CHARACTERS);
        expect(output.endsWith('\n')).toBe(true);
        expect(render(report, format, options)).toBe(output);
      }),
      { numRuns: 150 },
    );
  });

  test('never shows a masked part', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.nat(300), fc.nat(100), (before, after, from, length) => {
        const secret = 'QJX7QJX8QJX9QJXK';
        const text = `${before}${secret}${after}\n${after}${before}`;
        const span = { start: before.length, end: before.length + secret.length };
        const start = Math.min(from, text.length);
        const place = placeAt('a.json5', text, { start, end: Math.min(text.length, start + length) });
        const report = reportOf([findingOf({ place }), findingOf({ place: placeAt('a.json5', text, span, [span]) })]);
        const output = render(report, format, { colour: false, width: 40 });
        for (let i = 0; i + 3 <= secret.length; i += 1) expect(output).not.toContain(secret.slice(i, i + 3));
      }),
      { numRuns: 100 },
    );
  });

  test('keeps its size within bounds whatever the files are', () => {
    const huge = `${'a'.repeat(1_500_000)}${'\u0301'.repeat(1_500_000)}${'\n\t\u202e'.repeat(300_000)}`;
    const places = [
      placeAt('a', huge, { start: 0, end: huge.length }),
      placeAt('a', huge, { start: 1_400_000, end: 1_600_000 }),
      placeAt('a', huge, { start: 3_100_000, end: 3_100_001 }),
    ];
    const message = 'm'.repeat(100_000);
    const findings = places.map((place) =>
      findingOf({ place, message: 'huge', related: places.map((other) => ({ message: 'too', place: other })) }),
    );
    expect(render(reportOf(findings), format, options).length).toBeLessThan(20_000);
    const long = render(reportOf([findingOf({ message, hint: message, pointer: `/${message}` })]), format, options);
    expect(long.length).toBeLessThan(format === 'json' || format === 'sarif' ? 320_000 : 20_000);
  });
});

test('JSON formats parse to what was put in', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const parsed = JSON.parse(render(report, 'json', options)) as { diagnostics: { message: string; hint: string | null }[] };
      expect(parsed.diagnostics.map((finding) => finding.message)).toEqual(report.findings.map((finding) => finding.message));
      expect(parsed.diagnostics.map((finding) => finding.hint)).toEqual(report.findings.map((finding) => finding.hint ?? null));
    }),
  );
});
