import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/diagnostics/finding.ts';
import { render } from '../../src/diagnostics/formats.ts';
import { findingOf, placeOf, reportOf } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { sampleReport } from './sample-report.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/**
 * No npm package carries a schema of this report. This one states what GitLab documents for
 * `artifacts:reports:codequality`: the fields that it requires, its five severities, a path relative to the repository.
 */
const documentedShape = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, pattern: '^(?!/|\\./)' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer' } },
          },
        },
      },
    },
  },
};
const validate = new Ajv2020().compile(documentedShape);

function schemaErrors(issues: readonly Issue[]): unknown {
  return validate(issues) ? [] : validate.errors;
}

function issuesOf(report: Report): Issue[] {
  return JSON.parse(render(report, 'gitlab', { colour: false, width: 80 })) as Issue[];
}

describe('gitlab', () => {
  test('one issue for each finding', () => {
    const issues = issuesOf(sampleReport);
    expect(schemaErrors(issues)).toEqual([]);
    expect(issues.map((issue) => [issue.check_name, issue.severity, issue.location.path, issue.location.lines])).toEqual([
      ['workspace/app-not-found', 'major', 'confman.json5', { begin: 1, end: 1 }],
      ['cascade/final-changed', 'major', 'configs/apps/billing/eu-1/config.json5', { begin: 3, end: 3 }],
      ['resolver/missing-target', 'major', 'configs/apps/billing/eu-1/config.json5', { begin: 8, end: 8 }],
      ['cascade/kind-changed', 'minor', 'configs/apps/billing/eu-1/config.json5', { begin: 4, end: 6 }],
      ['schema/not-found', 'major', 'configs/system/global.json5', { begin: 6, end: 6 }],
    ]);
    expect(issues[4]?.description).toContain('in 400 apps');
  });

  test('fingerprints stay when lines move and differ with code, file, pointer and sentence', () => {
    const text = 'a: 1';
    const moved = `\n\n  ${text}`;
    const finding = findingOf({ place: placeOf('x.json5', text, 'a'), pointer: '/a', message: 'm' });
    const fingerprint = (changes: Partial<typeof finding>) => issuesOf(reportOf([{ ...finding, ...changes }]))[0]?.fingerprint;
    expect(fingerprint({ place: placeOf('x.json5', moved, 'a') })).toBe(fingerprint({}));
    expect(fingerprint({ apps: ['apps/a'], hint: 'Write it' })).toBe(fingerprint({}));
    const others = [
      { code: 'cascade/bad-layer-id' },
      { place: placeOf('y.json5', text, 'a') },
      { pointer: '/b' },
      { message: 'n' },
    ] as const;
    expect(new Set([fingerprint({}), ...others.map(fingerprint)]).size).toBe(5);
  });

  test('is well formed, with a fingerprint of its own for each issue, whatever comes', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const issues = issuesOf(reportOf([...report.findings, ...report.findings]));
        expect(schemaErrors(issues)).toEqual([]);
        expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(issues.length);
      }),
    );
  });
});
