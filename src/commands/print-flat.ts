import { markdownText } from '../diagnostics/formats/markdown-text.ts';
import { cellWidth } from '../diagnostics/cell-width.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { FlatRow, FlatSchema } from '../schema-diff/flatten/flat-row.ts';

const columns = ['path', 'type', 'required', 'default', 'allowed values', 'min', 'max', 'format', 'unit', 'notes'] as const;

/** A cell of the table on a terminal is cut there; the other forms hold all of it. */
const MAX_CELL = 40;
/** Of allowed values; the rest is counted. */
const MAX_VALUES = 12;

/** For programs. What the schema does not say is left out of a row. */
export function flatJson(schema: string, { rows, cut }: FlatSchema): string {
  const list = rows.map(({ exclusiveMin, exclusiveMax, deprecated, when, ...row }) => ({
    ...row,
    ...(exclusiveMin ? { exclusiveMin } : {}),
    ...(exclusiveMax ? { exclusiveMax } : {}),
    ...(deprecated ? { deprecated } : {}),
    ...(when.length > 0 ? { when } : {}),
  }));
  return `${JSON.stringify({ formatVersion: 1, schema, complete: cut === undefined, cut: cut ?? null, rows: list }, null, 2)}\n`;
}

export function flatMarkdown({ rows, cut }: FlatSchema): string {
  const cells = rows.map((row) => cellsOf(row, Infinity).map((cell) => markdownText(cell).replaceAll('|', '\\|')));
  const used = usedColumns(cells);
  const line = (each: readonly string[]): string => `| ${used.map((at) => each[at] ?? '').join(' | ')} |\n`;
  const rule = `| ${used.map(() => '---').join(' | ')} |\n`;
  return `${line(columns)}${rule}${cells.map(line).join('')}${cut === undefined ? '' : `\n${markdownText(cutLine(cut))}\n`}`;
}

/** Columns that are empty throughout are left out, here and in Markdown. */
export function flatTable({ rows, cut }: FlatSchema): string {
  const cells = rows.map((row) => cellsOf(row, MAX_VALUES).map((cell, i) => (i === 0 || i === 9 ? cell : shortened(cell))));
  const used = usedColumns(cells);
  const widths = used.map((at) => Math.max(...[columns, ...cells].map((each) => widthOf(each[at] ?? ''))));
  const line = (each: readonly string[]): string =>
    `${used
      .map((at, i) => (each[at] ?? '') + ' '.repeat((widths[i] ?? 0) - widthOf(each[at] ?? '')))
      .join('  ')
      .trimEnd()}\n`;
  return `${line(columns)}${cells.map(line).join('')}${cut === undefined ? '' : `${cutLine(cut)}\n`}`;
}

function usedColumns(cells: readonly (readonly string[])[]): number[] {
  return columns.flatMap((_, at) => (at < 3 || cells.some((each) => each[at] !== '') ? [at] : []));
}

function cutLine(reason: string): string {
  return `The list is not complete: ${reason}`;
}

function cellsOf(row: FlatRow, mostValues: number): string[] {
  const { allowedValues: values = [] } = row;
  const more = values.length > mostValues ? `, and ${values.length - mostValues} more` : '';
  const shown = values.slice(0, mostValues).map((value) => JSON.stringify(value));
  return [
    row.path === '' ? '(all)' : row.path,
    row.type,
    row.required ? 'yes' : '',
    row.default === undefined ? '' : JSON.stringify(row.default),
    shown.join(', ') + more,
    row.min === undefined ? '' : `${row.exclusiveMin ? '> ' : ''}${row.min}`,
    row.max === undefined ? '' : `${row.exclusiveMax ? '< ' : ''}${row.max}`,
    row.format ?? '',
    row.unit ?? '',
    notesOf(row),
  ].map((cell) => visibleText(cell));
}

function notesOf({ deprecated, when, recursive, pattern }: FlatRow): string {
  const notes = [
    ...(recursive === undefined ? [] : [`as ${recursive === '' ? 'the whole' : recursive}, and so on`]),
    ...(when.length === 0 ? [] : [`only ${when.join(' or ')}`]),
    ...(pattern === undefined ? [] : [`pattern ${pattern}`]),
    ...(deprecated ? ['deprecated'] : []),
  ];
  return notes.join('; ');
}

function shortened(cell: string): string {
  const characters = [...cell];
  return characters.length > MAX_CELL ? `${characters.slice(0, MAX_CELL - 1).join('')}…` : cell;
}

function widthOf(cell: string): number {
  return [...cell].reduce((sum, each) => sum + cellWidth(each), 0);
}
