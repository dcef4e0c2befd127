import type { ChalkInstance } from 'chalk';
import type { Bar, FrameRow } from '../frame.ts';
import { visibleText } from '../visible-text.ts';

export interface Brushes {
  readonly paint: ChalkInstance;
  readonly primary: ChalkInstance;
}

const BARS: Readonly<Record<Bar, string>> = { none: '', start: '╭ ', inside: '│ ', end: '╰ ', beside: '  ' };

/** One row of a frame behind its gutter of `gutter` columns. The text of a row is safe already, a label is not. */
export function paintRow(row: FrameRow, gutter: number, { paint, primary }: Brushes): string {
  const bar = primary(BARS[row.bar]);
  const number = row.kind === 'code' ? `${row.line}` : row.kind === 'gap' ? ':' : '';
  const edge = `${paint.dim(`${number.padStart(gutter)} │`)} ${bar}`;
  if (row.kind === 'code') return `${edge}${row.text}`.trimEnd();
  if (row.kind === 'gap') return edge.trimEnd();
  const brush = row.mark === 'primary' ? primary.bold : paint.cyan;
  const label = row.label === '' ? '' : ` ${visibleText(row.label)}`;
  if (row.length === 0) return `${edge}${brush(`…${label}`)}`;
  return `${edge}${' '.repeat(row.indent)}${brush(`${(row.mark === 'primary' ? '^' : '-').repeat(row.length)}${label}`)}`;
}
