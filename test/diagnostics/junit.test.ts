import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeOf, reportOf } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { junitErrors } from './junit-schema.ts';
import { sampleReport } from './sample-report.ts';

function junitOf(report: Report): string {
  return render(report, 'junit', { colour: false, width: 80, time: '2026-05-13T16:50:00' });
}

const text = 'a: 1,\nb: 2';

describe('junit', () => {
  test('a suite for each file, a case for each error, warnings as output', async () => {
    const report = reportOf([
      findingOf({ place: placeOf('configs/x.json5', text, 'a'), pointer: '/a', message: 'm <1> & "2"', hint: 'Write it' }),
      findingOf({ place: placeOf('configs/x.json5', text, 'b'), pointer: '/a', message: 'other' }),
      findingOf({
        place: placeOf('configs/x.json5', text, 'b'),
        severity: 'warning',
        code: 'cascade/kind-changed',
        message: 'w',
      }),
    ]);
    const xml = junitOf(report);
    expect(await junitErrors([xml])).toEqual([]);
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" package="confman" name="confman validate" hostname="localhost" timestamp="2026-05-13T16:50:00" tests="0" failures="0" errors="0" time="0">
    <properties><property name="version" value="0.1.0"/><property name="total" value="0"/><property name="valid" value="0"/><property name="invalid" value="0"/><property name="rebuilt" value="0"/><property name="unchanged" value="0"/><property name="omitted" value="0"/></properties>
    <system-out></system-out>
    <system-err></system-err>
  </testsuite>
  <testsuite id="1" package="confman" name="configs/x.json5" hostname="localhost" timestamp="2026-05-13T16:50:00" tests="2" failures="2" errors="0" time="0">
    <properties><property name="version" value="0.1.0"/></properties>
    <testcase classname="configs/x" name="documents/syntax at /a" time="0"><failure type="documents/syntax" message="m &lt;1&gt; &amp; &quot;2&quot;">configs/x.json5:1:1: m &lt;1&gt; &amp; &quot;2&quot;
hint: Write it</failure></testcase>
    <testcase classname="configs/x" name="documents/syntax at /a (2)" time="0"><failure type="documents/syntax" message="other">configs/x.json5:2:1: other</failure></testcase>
    <system-out>warning[cascade/kind-changed] configs/x.json5:2:1: w</system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
`);
  });

  test('a run without errors is one passed case', async () => {
    const report = reportOf([findingOf({ severity: 'warning' })]);
    expect(junitOf(report)).toContain('<testcase classname="confman validate" name="no errors" time="0"/>');
    expect(await junitErrors([junitOf(report), junitOf(reportOf([])), junitOf(sampleReport)])).toEqual([]);
  });

  test('the validator does refuse what does not follow the schema', async () => {
    expect(await junitErrors([junitOf(sampleReport).replace('hostname=', 'host=')])).not.toEqual([]);
  });

  test('follows the schema whatever comes, and no case has the name of another', async () => {
    const documents: string[] = [];
    fc.assert(
      fc.property(hostileReport, (report) => {
        const xml = junitOf(report);
        documents.push(xml);
        const names = Array.from(xml.matchAll(/<testcase (classname="[^"]*" name="[^"]*")/g), (match) => match[1]);
        const suites = Array.from(xml.matchAll(/<testsuite /g));
        expect(suites.length).toBeGreaterThan(0);
        expect(names.filter((name, i) => names.indexOf(name) !== i && suites.length === 1)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(await junitErrors(documents)).toEqual([]);
  });
});
