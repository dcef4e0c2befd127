import type { Span } from '../model/source.ts';
import { cellsOf, type Cell } from './frame-cells.ts';
import { underlinedPart, type Mark } from './frame-mark.ts';
import type { FrameSource } from './frame-source.ts';

/** Which columns of its lines a group of a frame shows. */
export interface Window {
  readonly width: number;
  /** The part of a line that is looked at: a line may be megabytes long. */
  readonly part: (line: Span) => [from: number, to: number];
  /** Columns cut off on the left of that part. */
  readonly shift: number;
  /** Something stands on the left of what is shown. */
  readonly cut: boolean;
}

const ELISION = '…';
/** Columns shown on the left of a mark that would not fit otherwise. */
const LEAD = 12;

/** Shows the beginning of the lines when the mark is visible there, else as much in front of the mark as fits. */
export function windowFor(source: FrameSource, mark: Mark, width: number): Window {
  const line = source.line(mark.line);
  const { start, end } = underlinedPart(source, mark);
  const reach = width * 4;
  const skipped = start - line.start > reach ? start - line.start - width : 0;
  const part = ({ start: from, end: to }: Span): [number, number] => {
    const first = wholeCharacter(source.text, Math.min(from + skipped, to));
    return [first, wholeCharacter(source.text, Math.min(first + reach * 2, to))];
  };
  const cells = cellsOf(source.text, ...part(line), source.masks);
  const shift = shiftFor(columnsOf(cells, start, end), widthOf(cells), width, skipped > 0);
  return { width, part, shift, cut: skipped > 0 || shift > 0 };
}

function shiftFor(mark: { from: number; to: number }, total: number, width: number, cut: boolean): number {
  const room = total <= width ? width : width - 1;
  if (!cut && mark.to <= room) return 0;
  const endFits = mark.to - mark.from <= width - LEAD - 1;
  const lead = endFits ? Math.max(LEAD, Math.min(width - 2 - (mark.to - mark.from), Math.floor(width / 2))) : LEAD;
  return Math.max(0, Math.min(mark.from - lead, total - width));
}

/** One line as it is printed: at most `window.width` columns, an ellipsis where something is cut off. */
export function clipLine(source: FrameSource, number: number, window: Window): string {
  const line = source.line(number);
  const [from, to] = window.part(line);
  const cells = cellsOf(source.text, from, to, source.masks);
  const total = widthOf(cells);
  const leftEdge = window.shift + (window.cut ? 1 : 0);
  const fits = to === line.end && total - window.shift <= window.width;
  const rightEdge = window.shift + window.width - (fits ? 0 : 1);
  if (window.cut && total <= window.shift) return line.end > line.start ? ELISION : '';
  let text = window.cut ? ELISION : '';
  let column = 0;
  let filled = leftEdge;
  for (const cell of cells) {
    const next = column + cell.width;
    if (column >= leftEdge && next <= rightEdge) {
      text += ' '.repeat(column - filled) + cell.text;
      filled = next;
    }
    column = next;
  }
  return (fits ? text : text + ' '.repeat(Math.max(0, rightEdge - filled)) + ELISION).trimEnd();
}

/** The columns of the cells that hold a part of the source; a part after the last cell is the column after it. */
export function columnsOf(cells: readonly Cell[], start: number, end: number): { from: number; to: number } {
  let column = 0;
  let from: number | undefined;
  let to = 0;
  for (const cell of cells) {
    if (from === undefined && cell.end > start) from = column;
    column += cell.width;
    if (cell.start < end) to = column;
  }
  const first = from ?? column;
  return { from: first, to: Math.max(to, first + 1) };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((width, cell) => width + cell.width, 0);
}

/** Moves an offset off the middle of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 ? offset - 1 : offset;
}
