import { Chalk } from 'chalk';
import type { Finding, Report } from '../finding.ts';
import { masksOf } from '../frame-masks.ts';
import { frameSources, type FrameSource } from '../frame-source.ts';
import { appsPhrase, appsSentence, counted, findingsPhrase, omittedSentence } from '../sentence.ts';
import { worstFirst } from '../worst-findings.ts';
import { visibleText } from '../visible-text.ts';
import { codeBlock, codeSpan, markdownText } from './markdown-text.ts';
import { excerptsOf, gutterOf } from './pretty-excerpts.ts';
import { paintRow } from './pretty-frame.ts';
import type { ReportFormat } from './report-format.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_BYTES = 60_000;
/** Kept free for the sentence that says what was cut. */
const RESERVE = 400;
const WIDTH = 100;

const MARKS = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const;

const plain = new Chalk({ level: 0 });

/** A comment on a pull request. Its first line lets a bot find the comment that it wrote before. */
export const markdown = {
  summary: 'a comment for a pull request',
  render: renderMarkdown,
} as const satisfies ReportFormat;

function renderMarkdown(report: Report): string {
  const texts = textsWithinBounds(report);
  const blocks = [head(report)];
  let file: string | undefined = '';
  for (const finding of report.findings) {
    const text = texts.get(finding);
    if (text === undefined) continue;
    blocks.push(`${finding.place?.file === file ? '' : fileTitle(finding.place?.file)}${text}`);
    file = finding.place?.file;
  }
  const left = report.findings.filter((finding) => !texts.has(finding));
  return [...blocks, foot(report, left)].filter((block) => block !== '').join('\n');
}

/** What there is room for: no warning takes that of an error. */
function textsWithinBounds(report: Report): ReadonlyMap<Finding, string> {
  const sourceOf = frameSources(masksOf(report));
  const texts = new Map<Finding, string>();
  const files = new Set<string | undefined>();
  let bytes = Buffer.byteLength(head(report)) + 1;
  for (const finding of worstFirst(report.findings)) {
    const file = finding.place?.file;
    const text = findingBlock(finding, sourceOf);
    bytes += Buffer.byteLength(`${files.has(file) ? '' : fileTitle(file)}${text}`) + 1;
    if (bytes > MAX_BYTES - RESERVE) break;
    texts.set(finding, text);
    files.add(file);
  }
  return texts;
}

function head(report: Report): string {
  const apps = appsSentence(report);
  return `<!-- confman report -->\n### confman: ${findingsPhrase(report)}\n${apps === '' ? '' : `\n${apps}\n`}`;
}

function foot(report: Report, left: readonly Finding[]): string {
  const cut =
    left.length === 0
      ? ''
      : `Cut for length: ${findingsPhrase({ ...report, findings: left, hidden: [] })} of ${counted(report.findings.length, 'finding')}.`;
  const sentences = [cut, omittedSentence(report)].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? '' : `---\n${sentences.join(' ')}\n`;
}

function fileTitle(file: string | undefined): string {
  return file === undefined ? '' : `#### ${codeSpan(file)}\n\n`;
}

function findingBlock(finding: Finding, sourceOf: (text: string) => FrameSource): string {
  const { severity, code, place, message, apps, hint } = finding;
  const line = place === undefined ? '' : ` line ${place.line}`;
  const affected = apps.length === 0 ? '' : `, ${appsPhrase(apps, codeSpan)}`;
  const parts = [`${MARKS[severity]} **${severity}**${line}: ${markdownText(message)}${affected} (${codeSpan(code)})`];
  const frame = frameOf(finding, sourceOf);
  if (frame.length > 0) parts.push(codeBlock(frame));
  if (hint !== undefined) parts.push(`→ ${markdownText(hint)}`);
  return `${parts.join('\n\n')}\n`;
}

function frameOf(finding: Finding, sourceOf: (text: string) => FrameSource): string[] {
  const { excerpts } = excerptsOf(finding, sourceOf, WIDTH);
  const gutter = gutterOf(excerpts);
  const brushes = { paint: plain, primary: plain };
  const lines: string[] = [];
  for (const [i, { location, message, rows }] of excerpts.entries()) {
    const own = i === 0 && finding.place !== undefined;
    if (!own) lines.push('', `${' '.repeat(gutter)}--> ${location}${message === '' ? '' : `: ${visibleText(message)}`}`);
    lines.push(...rows.map((row) => paintRow(row, gutter, brushes)));
  }
  return lines[0] === '' ? lines.slice(1) : lines;
}
