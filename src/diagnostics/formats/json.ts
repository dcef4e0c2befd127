import type { Finding, Place, RelatedPlace, Report } from '../finding.ts';
import { jsonText } from './json-text.ts';
import type { ReportFormat } from './report-format.ts';

/** Fields may be added without a new number; one that goes or changes its meaning makes a new number. */
const FORMAT_VERSION = 1;

/** For programs: everything a report holds but the texts of the files. What a finding does not have is null. */
export const json = {
  summary: 'for programs: one JSON document with formatVersion',
  render: (report) => jsonText(reportJson(report)),
} as const satisfies ReportFormat;

function reportJson(report: Report): object {
  return {
    formatVersion: FORMAT_VERSION,
    version: report.version,
    command: report.command,
    ok: report.ok,
    apps: report.apps,
    diagnostics: report.findings.map(findingJson),
    omitted: report.omitted,
    ...report.facts,
  };
}

function findingJson(finding: Finding): object {
  return {
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    ...placeJson(finding.place),
    pointer: finding.pointer,
    apps: finding.apps,
    related: finding.related.map(relatedJson),
    hint: finding.hint ?? null,
  };
}

function relatedJson({ message, place }: RelatedPlace): object {
  return { message, ...placeJson(place) };
}

function placeJson(place: Place | undefined): object {
  return {
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    endLine: place?.endLine ?? null,
    endColumn: place?.endColumn ?? null,
  };
}
