import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../diagnostic.ts';
import type { Finding, Report } from '../finding.ts';
import { masksOf } from '../frame-masks.ts';
import { frameSources, type FrameSource } from '../frame-source.ts';
import { appsPhrase, appsSentence, countOf, findingsPhrase, omittedSentence } from '../sentence.ts';
import { visibleText } from '../visible-text.ts';
import { excerptsOf, gutterOf, type Excerpt } from './pretty-excerpts.ts';
import { paintRow } from './pretty-frame.ts';
import type { RenderOptions, ReportFormat } from './report-format.ts';

const MIN_WIDTH = 40;

interface Canvas {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly sourceOf: (text: string) => FrameSource;
}

/** For people at a terminal. Every line of it is safe to print whatever the files hold. */
export const pretty = {
  summary: 'for people: code frames, hints and a summary',
  render: renderPretty,
} as const satisfies ReportFormat;

function renderPretty(report: Report, options: RenderOptions): string {
  const canvas: Canvas = {
    paint: new Chalk({ level: options.colour ? 1 : 0 }),
    width: Math.max(MIN_WIDTH, options.width),
    sourceOf: frameSources(masksOf(report)),
  };
  const blocks = report.findings.map((finding) => findingBlock(finding, canvas));
  return `${[...blocks, summaryBlock(report, canvas.paint)].join('\n\n')}\n`;
}

function findingBlock(finding: Finding, canvas: Canvas): string {
  const { excerpts, left } = excerptsOf(finding, canvas.sourceOf, canvas.width);
  const gutter = gutterOf(excerpts);
  const lines = [
    headline(finding, canvas.paint),
    ...excerpts.flatMap((excerpt) => excerptLines(excerpt, gutter, finding.severity, canvas.paint)),
  ];
  const notes = notesOf(finding, left, canvas.paint);
  return [...lines, ...notes.map((note) => `${' '.repeat(gutter)} ${canvas.paint.dim('=')} ${note}`)].join('\n');
}

function headline(finding: Finding, paint: ChalkInstance): string {
  const severity = severityPaint(finding.severity, paint);
  return `${severity.bold(`${finding.severity}[${finding.code}]`)} ${paint.bold(visibleText(finding.message))}`;
}

function excerptLines(excerpt: Excerpt, gutter: number, severity: Severity, paint: ChalkInstance): string[] {
  const indent = ' '.repeat(gutter);
  const at = excerpt.pointer === '' ? '' : ` ${paint.dim(`at ${visibleText(excerpt.pointer, 200)}`)}`;
  const said = excerpt.message === '' ? '' : `: ${visibleText(excerpt.message)}`;
  const head = `${indent}${paint.dim('-->')} ${paint.cyan(excerpt.location)}${at}${said}`;
  const rows = excerpt.rows.map((row) => paintRow(row, gutter, { paint, primary: severityPaint(severity, paint) }));
  const edge = `${indent} ${paint.dim('│')}`;
  return rows.length === 0 ? [head] : [head, edge, ...rows, edge];
}

function notesOf(finding: Finding, left: number, paint: ChalkInstance): string[] {
  const notes: string[] = [];
  if (left > 0) notes.push(`and ${left} more ${left === 1 ? 'place' : 'places'}`);
  if (finding.apps.length > 0 && !isOwnFile(finding)) notes.push(appsNote(finding, paint));
  if (finding.hint !== undefined) notes.push(`${paint.green.bold('hint:')} ${visibleText(finding.hint)}`);
  return notes;
}

/** A finding in an app's own folder that affects this app alone has said so by its path. */
function isOwnFile({ apps, place }: Finding): boolean {
  return apps.length === 1 && place !== undefined && place.file.includes(`/${apps[0]}/`);
}

function appsNote({ apps }: Finding, paint: ChalkInstance): string {
  const phrase = appsPhrase(apps);
  const names = phrase.indexOf(' (');
  return `${paint.bold(phrase.slice(0, names))}${phrase.slice(names)}`;
}

function summaryBlock(report: Report, paint: ChalkInstance): string {
  const worst = (['error', 'warning', 'info'] as const).find((severity) => countOf(report, severity) > 0);
  const found = findingsPhrase(report);
  const counts = worst === undefined ? paint.green.bold(`Found ${found}`) : `Found ${severityPaint(worst, paint).bold(found)}`;
  const apps = appsSentence(report);
  const lines = [apps === '' ? counts : `${counts}${allValid(report) ? ', though' : ':'} ${apps}`];
  const omitted = omittedSentence(report);
  if (omitted !== '') lines.push(omitted);
  const first = report.findings.find((finding) => finding.severity === worst);
  if (first !== undefined) lines.push(paint.dim(`Run confman explain --code ${first.code} to read what a code means`));
  return lines.join('\n');
}

/** Errors of documents that no app is made of, or of what an app was before: they say nothing against what it is. */
function allValid(report: Report): boolean {
  return countOf(report, 'error') > 0 && report.apps.valid === report.apps.total;
}

function severityPaint(severity: Severity, paint: ChalkInstance): ChalkInstance {
  return { error: paint.red, warning: paint.yellow, info: paint.blue }[severity];
}
