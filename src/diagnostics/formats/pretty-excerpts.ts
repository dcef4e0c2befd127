import type { Finding, Place } from '../finding.ts';
import { frameRows, type FrameRow } from '../frame.ts';
import type { Mark } from '../frame-mark.ts';
import type { FrameSource } from '../frame-source.ts';
import { visibleText } from '../visible-text.ts';

/** A file that a finding shows: where, and the lines at fault. Without a readable text there are no rows. */
export interface Excerpt {
  readonly location: string;
  readonly pointer: string;
  /** What is said of the place, where no row can say it. */
  readonly message: string;
  readonly rows: readonly FrameRow[];
}

/** A chain of hundreds of references is told by its beginning. */
const MAX_RELATED = 8;

interface Group {
  readonly place: Place;
  readonly marks: Mark[];
}

/**
 * One excerpt for the finding's own file, with the related places of that file in it, then one for each run of related
 * places in another file: their order may mean something (the hops of a chain).
 *
 * @param width columns of a whole line, what stands before the text included
 * @returns also how many related places were left out
 */
export function excerptsOf(
  finding: Finding,
  sourceOf: (text: string) => FrameSource,
  width: number,
): { excerpts: Excerpt[]; left: number } {
  const groups = groupsOf(finding);
  const room = width - Math.max(0, ...groups.flatMap((group) => group.marks.map(columnsBeforeText)));
  const excerpts = groups.map((group, i) =>
    excerptOf(group, i === 0 && finding.place !== undefined ? finding.pointer : '', sourceOf, room),
  );
  return { excerpts, left: Math.max(0, finding.related.length - MAX_RELATED) };
}

function groupsOf({ place: own, related }: Finding): Group[] {
  const groups: Group[] = own === undefined ? [] : [{ place: own, marks: [markOf(own, 'primary', '')] }];
  for (const { place, message } of related.slice(0, MAX_RELATED)) {
    const home = [groups[0], groups.at(-1)].find((group) => group !== undefined && isSameText(group.place, place));
    const mark = markOf(place, 'related', message);
    if (home === undefined) groups.push({ place, marks: [mark] });
    else addMark(home.marks, mark);
  }
  return groups;
}

/** What is said of the very place of the finding stands beside its own mark. */
function addMark(marks: Mark[], mark: Mark): void {
  const [first] = marks;
  if (first?.kind === 'primary' && first.label === '' && isSameSpan(first, mark)) marks[0] = { ...first, label: mark.label };
  else marks.push(mark);
}

function isSameSpan(a: Mark, b: Mark): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

/** `12 │ ` for the last line around the mark, and a bar where the mark goes over several lines. */
function columnsBeforeText({ line, endLine }: Mark): number {
  return `${endLine + 1}`.length + 3 + (endLine > line ? 2 : 0);
}

/** Columns of the longest line number, so that all frames of a finding stand on one line. */
export function gutterOf(excerpts: readonly Excerpt[]): number {
  const numbers = excerpts.flatMap((excerpt) => excerpt.rows.map((row) => (row.kind === 'code' ? row.line : 1)));
  return `${Math.max(1, ...numbers)}`.length;
}

function excerptOf({ place, marks }: Group, pointer: string, sourceOf: (text: string) => FrameSource, room: number): Excerpt {
  const location = `${visibleText(place.file)}:${place.line}:${place.column}`;
  const rows = place.text === undefined || place.text === '' ? [] : frameRows(sourceOf(place.text), marks, room);
  return { location, pointer, message: rows.length === 0 ? (marks[0]?.label ?? '') : '', rows };
}

/** Without a text there is no frame to stand in together. */
function isSameText(a: Place, b: Place): boolean {
  return a.file === b.file && a.text !== undefined && a.text !== '' && a.text === b.text;
}

function markOf({ line, column, endLine, endColumn }: Place, kind: Mark['kind'], label: string): Mark {
  return { kind, label, line, column, endLine, endColumn };
}
