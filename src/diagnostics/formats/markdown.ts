import { Chalk } from 'chalk';
import type { Finding, Report } from '../finding.ts';
import { masksOf } from '../frame-masks.ts';
import { frameSources, type FrameSource } from '../frame-source.ts';
import { appsPhrase, appsSentence, counted, findingsPhrase, omittedSentence } from '../sentence.ts';
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
  const sourceOf = frameSources(masksOf(report));
  const blocks = [head(report)];
  let bytes = Buffer.byteLength(blocks.join('')) + 1;
  let file: string | undefined = '';
  let shown = 0;
  for (const finding of report.findings) {
    const title = finding.place?.file === file ? '' : fileTitle(finding.place?.file);
    const block = `${title}${findingBlock(finding, sourceOf)}`;
    bytes += Buffer.byteLength(block) + 1;
    if (bytes > MAX_BYTES - RESERVE) break;
    blocks.push(block);
    file = finding.place?.file;
    shown += 1;
  }
  return [...blocks, foot(report, shown)].filter((block) => block !== '').join('\n');
}

function head(report: Report): string {
  const apps = appsSentence(report);
  return `<!-- confman report -->\n### confman: ${findingsPhrase(report)}\n${apps === '' ? '' : `\n${apps}\n`}`;
}

function foot(report: Report, shown: number): string {
  const left = report.findings.slice(shown);
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
