import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeOf, reportOf } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { sampleReport } from './sample-report.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: object; readonly logicalLocations?: readonly object[] }[];
  readonly relatedLocations?: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] } };
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
    }[];
    readonly results: readonly Result[];
  }[];
}

const require = createRequire(import.meta.url);
const schemaPath = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
/** The published schema has a pattern that only the older syntax of regular expressions takes. */
const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, 'utf8')) as object);

function logOf(report: Report, docs?: string): Log {
  const log = JSON.parse(render(report, 'sarif', { colour: false, width: 80, ...(docs === undefined ? {} : { docs }) })) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log;
}

describe('sarif', () => {
  test('follows the published schema and points at the right places', () => {
    const run = logOf(sampleReport).runs[0];
    expect(run?.tool.driver.rules.map((rule) => rule.id)).toEqual([
      'cascade/final-changed',
      'cascade/kind-changed',
      'resolver/missing-target',
      'schema/not-found',
      'workspace/app-not-found',
    ]);
    expect(run?.results.map((result) => [result.ruleId, result.ruleIndex, result.level])).toEqual([
      ['workspace/app-not-found', 4, 'error'],
      ['cascade/final-changed', 0, 'error'],
      ['resolver/missing-target', 2, 'error'],
      ['cascade/kind-changed', 1, 'warning'],
      ['schema/not-found', 3, 'error'],
    ]);
    expect(run?.results[1]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'configs/apps/billing/eu-1/config.json5', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 10, endLine: 3, endColumn: 15 },
        },
        logicalLocations: [{ fullyQualifiedName: '/tls/min', kind: 'member' }],
      },
    ]);
    expect(run?.results[1]?.relatedLocations).toHaveLength(1);
    expect(run?.results[4]?.message.text).toBe(
      'Found a string, expected an integer from 1 to 100, in 400 apps (apps/billing/eu-0001, apps/billing/eu-0002, ... and 398 more). ' +
        'Replace it with a number, for example 10',
    );
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe('17 findings left out of this report');
  });

  test('links the page of a code where the pages are', () => {
    const rules = logOf(sampleReport, 'https://example.com/docs/diagnostics').runs[0]?.tool.driver.rules;
    expect(rules?.[0]?.helpUri).toBe('https://example.com/docs/diagnostics/cascade/final-changed.md');
  });

  test('encodes paths and lets no name become a link', () => {
    const place = placeOf('configs/a b#c?%[x]:y.json5', 'x', 'x');
    const result = logOf(reportOf([findingOf({ place, message: 'see [here](https://evil.example)' })])).runs[0]?.results[0];
    expect(JSON.stringify(result?.locations)).toContain('"configs/a%20b%23c%3F%25%5Bx%5D%3Ay.json5"');
    expect(result?.message.text).toBe('see [here] (https://evil.example)');
  });

  test('of too many results the worst stay, in order, and the rest is counted', () => {
    const findings = Array.from({ length: 5200 }, (_, i) =>
      findingOf({ severity: i % 26 === 0 ? 'error' : 'info', message: `m${i}` }),
    );
    const run = logOf(reportOf(findings)).runs[0];
    expect(run?.results).toHaveLength(5000);
    expect(run?.results.filter((result) => result.level === 'error')).toHaveLength(200);
    expect(run?.results[27]?.message.text).toBe('m27');
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe('200 findings left out of this report');
  });

  test('follows the published schema whatever comes', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(logOf(report).runs[0]?.results).toHaveLength(report.findings.length);
      }),
      { numRuns: 60 },
    );
  });
});
