import type { Severity } from '../diagnostic.ts';
import type { Finding, Report } from '../finding.ts';
import { fingerprintsOf } from '../fingerprint.ts';
import { ruleName } from '../rule-name.ts';
import { HOME_FILE } from './home-file.ts';
import { jsonText } from './json-text.ts';
import { plainMessage } from './plain-message.ts';
import type { ReportFormat } from './report-format.ts';

/** GitLab's five levels from `info` to `blocker`; what fails the run is major, as other linters have it. */
const LEVELS: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab's code quality report (`artifacts:reports:codequality`). */
export const gitlab = {
  summary: 'code quality report of GitLab',
  render: renderGitlab,
} as const satisfies ReportFormat;

function renderGitlab(report: Report): string {
  const fingerprints = fingerprintsOf(report.findings);
  return jsonText(report.findings.map((finding, i) => issue(finding, fingerprints[i] ?? '')));
}

function issue(finding: Finding, fingerprint: string): object {
  const { place } = finding;
  return {
    description: plainMessage(finding),
    check_name: ruleName(finding),
    fingerprint,
    severity: LEVELS[finding.severity],
    location: { path: place?.file ?? HOME_FILE, lines: { begin: place?.line ?? 1, end: place?.endLine ?? 1 } },
  };
}
