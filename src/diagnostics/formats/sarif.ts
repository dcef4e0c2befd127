import { codes, type CodeRow } from '../codes.ts';
import type { Args, Severity } from '../diagnostic.ts';
import type { Finding, FindingRule, Place, RelatedPlace, Report } from '../finding.ts';
import { fingerprintsOf } from '../fingerprint.ts';
import { ruleName } from '../rule-name.ts';
import { appsPhrase, counted } from '../sentence.ts';
import { worstFindings } from '../worst-findings.ts';
import { visibleText } from '../visible-text.ts';
import { HOME_FILE } from './home-file.ts';
import { jsonText } from './json-text.ts';
import type { RenderOptions, ReportFormat } from './report-format.ts';
import { uriPath } from './uri-path.ts';

/** Code scanning shows the first 5,000 results and rejects an upload of more than 25,000. */
const MAX_RESULTS = 5000;
/** It rejects a result of more than 1,000 related locations and shows 100. */
const MAX_RELATED = 100;
const MAX_APPS = 100;

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0 (OASIS), as GitHub code scanning, Azure DevOps and editors read it. */
export const sarif = {
  summary: 'SARIF 2.1.0 for code scanning',
  render: renderSarif,
} as const satisfies ReportFormat;

function renderSarif(report: Report, options: RenderOptions): string {
  const shown = worstFindings(report.findings, MAX_RESULTS);
  const rules = new Map(shown.map((finding) => [ruleName(finding), finding]));
  const ruleIds = [...rules.keys()].sort();
  const fingerprints = fingerprintsOf(shown);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'confman',
            semanticVersion: report.version,
            rules: ruleIds.map((id) => ruleOf(rules.get(id) as Finding, options.docs)),
          },
        },
        automationDetails: { id: `confman/${report.command.replaceAll(' ', '-')}/` },
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, shown.length) }],
        results: shown.map((finding, i) => result(finding, ruleIds.indexOf(ruleName(finding)), fingerprints[i] ?? '')),
      },
    ],
  });
}

function notifications(report: Report, shown: number): object[] {
  const left = report.findings.length - shown + report.omitted;
  return left === 0 ? [] : [{ level: 'warning', message: { text: `${counted(left, 'finding')} left out of this report` } }];
}

function ruleOf({ code, rule }: Finding, docs: string | undefined): object {
  return rule === undefined ? codeRule(code, docs) : namedRule(rule);
}

/** Its page is not among those of the codes. */
function namedRule({ id, title, help, severity }: FindingRule): object {
  return {
    id,
    shortDescription: { text: title },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['configuration', id.slice(0, id.indexOf('/'))] },
  };
}

function codeRule(id: Finding['code'], docs: string | undefined): object {
  const { summary, severity } = codes[id] as CodeRow<Args>;
  const page = docs === undefined ? undefined : `${docs}/${id}.md`;
  const help = `${summary}. Run confman explain --code ${id} to read more.`;
  return {
    id,
    shortDescription: { text: summary },
    help: { text: help, markdown: page === undefined ? help : `${help} [The page of this code](${page})` },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['configuration', id.slice(0, id.indexOf('/'))] },
  };
}

function result(finding: Finding, ruleIndex: number, fingerprint: string): object {
  const related = finding.related.slice(0, MAX_RELATED).map(relatedLocation);
  return {
    ruleId: ruleName(finding),
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: resultText(finding) },
    locations: [
      {
        ...physical(finding.place),
        ...(finding.pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: finding.pointer, kind: 'member' }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: { 'confman/v1': fingerprint },
    ...(finding.apps.length === 0
      ? {}
      : { properties: { appCount: finding.apps.length, apps: finding.apps.slice(0, MAX_APPS) } }),
  };
}

function resultText(finding: Finding): string {
  const sentence = [finding.message, appsPhrase(finding.apps)].filter((part) => part !== '').join(', ');
  return sarifText(finding.hint === undefined ? sentence : `${sentence}. ${finding.hint}`);
}

/** A message may hold links, `[text](target)`: no name of somebody else's may become one. */
function sarifText(text: string): string {
  return visibleText(text).replaceAll('](', '] (');
}

function relatedLocation({ message, place }: RelatedPlace, index: number): object {
  return { id: index, ...physical(place), message: { text: sarifText(message) } };
}

function physical(place: Place | undefined): object {
  const artifactLocation = { uri: uriPath(place?.file ?? HOME_FILE), uriBaseId: ROOT };
  if (place === undefined) return { physicalLocation: { artifactLocation } };
  const { line, column, endLine, endColumn } = place;
  return { physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column, endLine, endColumn } } };
}
