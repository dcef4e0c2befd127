import { frameRows, type FrameRow } from '../../diagnostics/frame.ts';
import type { FrameSource } from '../../diagnostics/frame-source.ts';
import { paintRow } from '../../diagnostics/formats/pretty-frame.ts';
import type { Place } from '../../diagnostics/finding.ts';
import { painter, type Painter } from '../../diagnostics/painter.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import type { ChangeView } from './diff-view.ts';
import { sideBySide, type Line } from './side-by-side.ts';

/** Below this width the two versions stand one above the other. */
const WIDE = 96;

export interface Canvas {
  readonly paint: Painter;
  readonly width: number;
  readonly sourceOf: (text: string) => FrameSource;
}

const plain = painter(false);

/** What both versions have at the place of a change. */
export function changeFrames(view: ChangeView, names: { readonly old: string; readonly new: string }, canvas: Canvas): string[] {
  const { change } = view;
  const oldPlace = change.old.value === undefined ? beginningOf(view.oldPlace) : view.oldPlace;
  const newPlace = change.new.value === undefined ? beginningOf(view.newPlace) : view.newPlace;
  const [brush, other] = [view.effect === 'breaks' ? canvas.paint.red : canvas.paint.yellow, canvas.paint.cyan];
  if (canvas.width < WIDE) {
    const width = canvas.width - 2;
    return [...frame(oldPlace, names.old, width, other, canvas), ...frame(newPlace, names.new, width, brush, canvas)].map(
      ({ painted }) => `  ${painted}`,
    );
  }
  const half = Math.floor((canvas.width - 5) / 2);
  const left = frame(oldPlace, names.old, half, other, canvas);
  const right = frame(newPlace, names.new, half, brush, canvas);
  return sideBySide(left, right, half, canvas.paint.dim('┃')).map((line) => `  ${line}`);
}

/** Of what lacks something its first line is enough. */
function beginningOf(place: Place): Place {
  return place.endLine === place.line ? place : { ...place, endLine: place.line, endColumn: place.column + 1 };
}

function frame(place: Place, name: string, width: number, primary: Painter, { paint, sourceOf }: Canvas): Line[] {
  const { line, column, endLine, endColumn, text } = place;
  const mark = { kind: 'primary', label: '', line, column, endLine, endColumn } as const;
  const gutter = `${endLine + 1}`.length;
  const room = Math.max(16, width - gutter - 3 - (endLine > line ? 2 : 0));
  const rows = text === undefined || text === '' ? [] : frameRows(sourceOf(text), [mark], room);
  return [
    headOf(place, name, width, paint),
    ...rows.map((row) => ({ painted: painted(row, gutter, paint, primary), plain: painted(row, gutter, plain, plain) })),
  ];
}

function painted(row: FrameRow, gutter: number, paint: Painter, primary: Painter): string {
  return paintRow(row, gutter, { paint, primary });
}

/** The place, and the revision in front of it where that is not the working tree. */
function headOf({ file, line, column }: Place, name: string, width: number, paint: Painter): Line {
  const revision = name.includes(':') ? name.slice(0, name.indexOf(':') + 1) : '';
  const place = visibleText(`${revision}${file}:${line}:${column}`);
  const shown = place.length > width ? `…${place.slice(place.length - width + 1)}` : place;
  return { painted: paint.cyan(shown), plain: shown };
}
