import { cellsOf } from './frame-cells.ts';
import { chooseLines } from './frame-lines.ts';
import { underlinedPart, type Mark } from './frame-mark.ts';
import type { FrameSource } from './frame-source.ts';
import { clipLine, columnsOf, windowFor, type Window } from './frame-window.ts';

/** Where a line stands in a primary mark of several lines. */
export type Bar = 'none' | 'start' | 'inside' | 'end' | 'beside';

export type FrameRow =
  | { readonly kind: 'code'; readonly line: number; readonly bar: Bar; readonly text: string }
  | {
      readonly kind: 'mark';
      readonly mark: Mark['kind'];
      readonly bar: Bar;
      readonly indent: number;
      /** 0 where the mark lies outside of what is shown of its line. */
      readonly length: number;
      readonly label: string;
    }
  | { readonly kind: 'gap'; readonly bar: Bar };

/**
 * The lines around some marks of one text, cut to `width` columns, with an underline under each mark. Its size depends on
 * the number of marks alone: long spans lose their middle lines, long lines what is far from the mark.
 */
export function frameRows(source: FrameSource, marks: readonly Mark[], width: number): FrameRow[] {
  const rows: FrameRow[] = [];
  let last = 0;
  let window: Window | undefined;
  const lines = chooseLines(source, marks);
  for (const line of lines) {
    const gap = last > 0 && line > last + 1;
    if (gap) rows.push({ kind: 'gap', bar: barAt(marks, last, 'inside') });
    if (gap || window === undefined) window = windowFor(source, anchorOf(marks, lines, line), width);
    rows.push({ kind: 'code', line, bar: barAt(marks, line, 'start'), text: clipLine(source, line, window) });
    for (const mark of marks) if (mark.line === line) rows.push(markRow(source, mark, window, barAt(marks, line, 'inside')));
    last = line;
  }
  return rows;
}

/** All lines of a group are shifted alike: by what its first marked line needs, and a primary mark goes first. */
function anchorOf(marks: readonly Mark[], lines: readonly number[], from: number): Mark {
  let to = from;
  while (lines.includes(to + 1)) to += 1;
  const within = marks.filter((mark) => mark.line >= from && mark.line <= to);
  return within.find((mark) => mark.kind === 'primary') ?? within[0] ?? (marks[0] as Mark);
}

function markRow(source: FrameSource, mark: Mark, window: Window, bar: Bar): FrameRow {
  const { start, end } = underlinedPart(source, mark);
  const line = source.line(mark.line);
  const cells = cellsOf(source.text, ...window.part(line), source.masks);
  const { from, to } = columnsOf(cells, start, end);
  const indent = Math.max(window.cut ? 1 : 0, from - window.shift);
  const length = Math.max(0, Math.min(to - window.shift, window.width) - indent);
  return { kind: 'mark', mark: mark.kind, bar, indent, length, label: mark.label };
}

function barAt(marks: readonly Mark[], line: number, atStart: 'start' | 'inside'): Bar {
  const primary = marks.find((mark) => mark.kind === 'primary' && mark.endLine > mark.line);
  if (primary === undefined) return 'none';
  if (line < primary.line || line > primary.endLine) return 'beside';
  if (line === primary.line) return atStart;
  return line === primary.endLine ? 'end' : 'inside';
}
