import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellWidth } from '../../src/diagnostics/cell-width.ts';
import { frameRows, type FrameRow } from '../../src/diagnostics/frame.ts';
import { frameSources } from '../../src/diagnostics/frame-source.ts';
import { placeAt } from './build-report.ts';

const TARGET = 'TARGET';

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function columnsOf(text: string): number {
  return Array.from(clusters.segment(text), ({ segment }) => cellWidth(segment)).reduce<number>((sum, width) => sum + width, 0);
}

function rowsOf(text: string, start: number, end: number, width: number): FrameRow[] {
  const mark = { ...placeAt('a', text, { start, end }), kind: 'primary', label: '' } as const;
  return frameRows(frameSources(new Map())(text), [mark], width);
}

const filler = fc.array(
  fc.oneof(fc.constantFrom('x', '\t', '日', 'e\u0301', '👩‍👧', '\u001b', '\u202e', ' '), fc.string({ maxLength: 60 })),
  {
    maxLength: 30,
  },
);
const piece = filler.map((parts) => parts.join('').replaceAll(/[\n\r]/g, ' '));
const width = fc.integer({ min: 20, max: 140 });

test('the underline stands under the target, wherever it is in its line', () => {
  fc.assert(
    fc.property(piece, piece, width, fc.constantFrom('', 'y'.repeat(2000)), (before, after, columns, far) => {
      const line = `${far}${before} ${TARGET} ${after}${far}`;
      const start = line.indexOf(TARGET, far.length + before.length);
      const rows = rowsOf(`first\n${line}\nlast`, 6 + start, 6 + start + TARGET.length, columns);
      const code = rows.find((row) => row.kind === 'code' && row.line === 2);
      const mark = rows.find((row) => row.kind === 'mark');
      if (code?.kind !== 'code' || mark?.kind !== 'mark') throw new Error('no row for the target');
      const places = Array.from(code.text.matchAll(/TARGET/g), (found) => columnsOf(code.text.slice(0, found.index)));
      expect(places).toContain(mark.indent);
      expect(mark.length).toBe(TARGET.length);
    }),
    { numRuns: 500 },
  );
});

test('no row is wider than it may be', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 12 }),
      fc.nat(600),
      fc.nat(600),
      width,
      (lines, from, length, columns) => {
        const text = lines.join('\n');
        const start = Math.min(from, text.length);
        const rows = rowsOf(text, start, Math.min(text.length, start + length), columns);
        expect(rows.filter((row) => rowWidth(row) > columns)).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

function rowWidth(row: FrameRow): number {
  if (row.kind === 'gap') return 0;
  return row.kind === 'code' ? columnsOf(row.text) : row.indent + row.length;
}
