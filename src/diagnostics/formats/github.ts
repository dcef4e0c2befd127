import type { Severity } from '../diagnostic.ts';
import type { Finding, Report } from '../finding.ts';
import { ruleName } from '../rule-name.ts';
import { appsSentence, counted, findingsPhrase, omittedSentence } from '../sentence.ts';
import { visibleText } from '../visible-text.ts';
import { HOME_FILE } from './home-file.ts';
import { plainMessage } from './plain-message.ts';
import type { ReportFormat } from './report-format.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub keeps so many annotations of each kind in a step and drops the others in silence. */
const MAX_ANNOTATIONS = 10;

/** Workflow commands of GitHub Actions: annotations for as many findings as it shows, log lines for the others. */
export const github = {
  summary: 'annotations of GitHub Actions',
  render: renderGithub,
} as const satisfies ReportFormat;

function renderGithub(report: Report): string {
  const used: Record<Severity, number> = { error: 0, warning: 0, info: 1 };
  const lines: string[] = [];
  const left: string[] = [];
  for (const finding of report.findings) {
    used[finding.severity] += 1;
    if (used[finding.severity] <= MAX_ANNOTATIONS) lines.push(annotation(finding));
    else left.push(logLine(finding));
  }
  return [...lines, ...left, summary(report, left.length)].map((line) => `${line}\n`).join('');
}

/** The log is all that tells of the findings left out, so a notice (one is kept free for it) says that there are some. */
function summary(report: Report, left: number): string {
  const sentences = [`Found ${findingsPhrase(report)}`, appsSentence(report), omittedSentence(report)];
  if (left === 0) return logText(sentences.filter((sentence) => sentence !== '').join('; '));
  const cut = `${counted(left, 'finding')} without an annotation (GitHub shows ${MAX_ANNOTATIONS} of a kind in a step): see the log of this step`;
  return `::notice title=confman::${escapeData([...sentences, cut].filter((sentence) => sentence !== '').join('; '))}`;
}

function annotation(finding: Finding): string {
  const { severity, place } = finding;
  const properties = [`file=${escapeProperty(place?.file ?? HOME_FILE)}`];
  if (place !== undefined) {
    properties.push(`line=${place.line}`, `endLine=${place.endLine}`);
    if (place.line === place.endLine) properties.push(`col=${place.column}`, `endColumn=${place.endColumn}`);
  }
  properties.push(`title=${escapeProperty(`confman ${ruleName(finding)}`)}`);
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(plainMessage(finding))}`;
}

/** Starts with our own word, so that it can be no command, whatever a file is called. */
function logLine(finding: Finding): string {
  const { severity, message, place } = finding;
  const at = place === undefined ? '' : ` ${visibleText(place.file)}:${place.line}:${place.column}`;
  return `${severity}[${ruleName(finding)}]${at} ${visibleText(message)}`;
}

function logText(text: string): string {
  return `confman: ${text}`;
}

/** The runner's own escapes, in its order: `%` first. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(visibleText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
