import type { Finding, Place, Report } from '../../src/diagnostics/finding.ts';
import { lineStarts } from '../../src/documents/line-starts.ts';
import type { Span } from '../../src/model/source.ts';

/** The place of the first occurrence of a needle in a text. */
export function placeOf(file: string, text: string, needle: string, masked: readonly Span[] = []): Place {
  const start = text.indexOf(needle);
  if (start < 0) throw new Error(`${needle} is not in ${file}`);
  return placeAt(file, text, { start, end: start + needle.length }, masked);
}

export function placeAt(file: string, text: string, { start, end }: Span, masked: readonly Span[] = []): Place {
  const [line, column] = lineAndColumn(text, start);
  const [endLine, endColumn] = lineAndColumn(text, end);
  return { file, line, column, endLine, endColumn, text, masked };
}

export function spanOf(text: string, needle: string): Span {
  const start = text.indexOf(needle);
  return { start, end: start + needle.length };
}

export function findingOf(finding: Partial<Finding>): Finding {
  return {
    code: 'documents/syntax',
    severity: 'error',
    message: 'Expected a value, found "}"',
    pointer: '',
    apps: [],
    related: [],
    ...finding,
  };
}

export function reportOf(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  return {
    command: 'validate',
    ok: findings.every((finding) => finding.severity !== 'error'),
    apps: { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 },
    findings,
    omitted: 0,
    version: '0.1.0',
    ...more,
  };
}

export function appIds(count: number, folder = 'apps/billing'): string[] {
  return Array.from({ length: count }, (_, i) => `${folder}/eu-${String(i + 1).padStart(4, '0')}`);
}

/** By the front end's own rule of what a line is: frames have to agree with it. */
function lineAndColumn(text: string, offset: number): [line: number, column: number] {
  const starts = lineStarts(text);
  const line = starts.findLastIndex((start) => start <= offset);
  return [line + 1, offset - (starts[line] ?? 0) + 1];
}
