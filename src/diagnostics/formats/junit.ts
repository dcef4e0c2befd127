import type { Finding, Report } from '../finding.ts';
import { ruleName } from '../rule-name.ts';
import { countOf } from '../sentence.ts';
import { visibleText } from '../visible-text.ts';
import { plainMessage } from './plain-message.ts';
import type { RenderOptions, ReportFormat } from './report-format.ts';
import { xmlLines, xmlText } from './xml-text.ts';

/**
 * JUnit XML as Ant's schema has it, the strictest of those in use. A suite is a file, a test case one error: viewers show
 * one failure of a case and drop a name that comes twice, so every case has its own name, of code and pointer, which
 * stays the same when lines move. Warnings fail no run and are the suite's output. A run without errors is one passed
 * case, since an empty report counts as broken.
 */
export const junit = {
  summary: 'JUnit XML, a test case for each error',
  render: renderJunit,
} as const satisfies ReportFormat;

interface Suite {
  readonly name: string;
  readonly findings: readonly Finding[];
}

function renderJunit(report: Report, options: RenderOptions): string {
  const suites = suitesOf(report).map((suite, id) => suiteXml(suite, id, report, options));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function suitesOf(report: Report): Suite[] {
  const byFile = new Map<string, Finding[]>([['', []]]);
  for (const finding of report.findings) {
    const file = finding.place?.file ?? '';
    const suite = byFile.get(file);
    if (suite === undefined) byFile.set(file, [finding]);
    else suite.push(finding);
  }
  return Array.from(byFile, ([file, findings]) => ({ name: file === '' ? `confman ${report.command}` : file, findings }));
}

function suiteXml({ name, findings }: Suite, id: number, report: Report, { time }: RenderOptions): string {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const clean = id === 0 && countOf(report, 'error') === 0;
  const failed = caseNames(errors).map((title, i) => failedCase(name, title, errors[i] as Finding));
  const cases = clean ? [passedCase(name)] : failed;
  const stamp = time === undefined ? '' : ` timestamp="${xmlText(time)}"`;
  const counts = `tests="${cases.length}" failures="${errors.length}" errors="0" time="0"`;
  const output = findings.filter((finding) => finding.severity !== 'error').map(outputLine);
  return [
    `  <testsuite id="${id}" package="confman" name="${xmlText(name)}" hostname="localhost"${stamp} ${counts}>`,
    `    <properties>${propertyXml('version', report.version)}${id === 0 ? countsXml(report) : ''}</properties>`,
    ...cases,
    `    <system-out>${xmlLines(output.join('\n'))}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>\n',
  ].join('\n');
}

function countsXml({ apps, omitted }: Report): string {
  const counts = { ...apps, omitted };
  return Object.entries(counts)
    .map(([name, value]) => propertyXml(name, `${value}`))
    .join('');
}

function propertyXml(name: string, value: string): string {
  return `<property name="${name}" value="${xmlText(value)}"/>`;
}

function caseNames(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { pointer } = finding;
    const rule = ruleName(finding);
    const name = pointer === '' ? rule : `${rule} at ${visibleText(pointer, 200)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function passedCase(suite: string): string {
  return `    <testcase classname="${className(suite)}" name="no errors" time="0"/>`;
}

function failedCase(suite: string, name: string, finding: Finding): string {
  const failure = `<failure type="${ruleName(finding)}" message="${xmlText(finding.message)}">${xmlLines(details(finding))}</failure>`;
  return `    <testcase classname="${className(suite)}" name="${xmlText(name)}" time="0">${failure}</testcase>`;
}

/** Without the extension: Jenkins takes what stands behind the last dot for the class and the rest for its package. */
function className(suite: string): string {
  return xmlText(suite.replace(/\.(?:json5?|ya?ml)$/, ''));
}

function details(finding: Finding): string {
  return `${locationOf(finding)}${plainMessage(finding)}`;
}

function outputLine(finding: Finding): string {
  return `${finding.severity}[${ruleName(finding)}] ${locationOf(finding)}${visibleText(finding.message)}`;
}

function locationOf({ place }: Finding): string {
  return place === undefined ? '' : `${visibleText(place.file)}:${place.line}:${place.column}: `;
}
