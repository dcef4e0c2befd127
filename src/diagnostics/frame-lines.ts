import type { Mark } from './frame-mark.ts';
import type { FrameSource } from './frame-source.ts';

/** Lines shown around the primary mark. */
const CONTEXT = 1;
/** A span of more lines than this is shown by its beginning and its end. */
const MAX_WHOLE = 6;
const HEAD = 3;

/** The numbers of the lines that a frame shows, ascending. */
export function chooseLines(source: FrameSource, marks: readonly Mark[]): number[] {
  const lines = new Set<number>();
  for (const mark of marks) {
    lines.add(mark.line);
    if (mark.kind === 'primary') for (const line of spanAndContext(source, mark)) lines.add(line);
  }
  const sorted = [...lines].filter((line) => line >= 1 && line <= source.lineCount).sort((a, b) => a - b);
  return closeSmallGaps(sorted);
}

function spanAndContext(source: FrameSource, mark: Mark): number[] {
  const last = Math.min(mark.endLine, source.lineCount);
  const whole = last - mark.line < MAX_WHOLE;
  const span = whole ? range(mark.line, last) : [...range(mark.line, mark.line + HEAD - 1), last];
  const context = [...range(mark.line - CONTEXT, mark.line - 1), ...range(last + 1, last + CONTEXT)];
  return [...span, ...context.filter((line) => line >= 1 && line <= source.lineCount && !isBlank(source, line))];
}

/** A mark for one left-out line would take as much room as the line. */
function closeSmallGaps(lines: readonly number[]): number[] {
  return lines.flatMap((line, i) => (lines[i + 1] === line + 2 ? [line, line + 1] : [line]));
}

function isBlank(source: FrameSource, line: number): boolean {
  const { start, end } = source.line(line);
  return end - start < 1000 && source.text.slice(start, end).trim() === '';
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
