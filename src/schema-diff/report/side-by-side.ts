import { cellWidth } from '../../diagnostics/cell-width.ts';

/** A line as it is printed, and the same without colours, to be measured. */
export interface Line {
  readonly painted: string;
  readonly plain: string;
}

/** Two columns of lines with a rule between them. @param width of the left column */
export function sideBySide(left: readonly Line[], right: readonly Line[], width: number, rule: string): string[] {
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, i) => {
    const line = left[i] ?? { painted: '', plain: '' };
    const padding = ' '.repeat(Math.max(0, width - widthOf(line.plain)));
    return `${line.painted}${padding} ${rule} ${right[i]?.painted ?? ''}`.trimEnd();
  });
}

function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) width += cellWidth(segment);
  return width;
}
