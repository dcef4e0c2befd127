import type { Span } from '../model/source.ts';
import { cellWidth } from './cell-width.ts';
import { escapeCharacter, visibleText } from './visible-text.ts';

/** What stands in some columns of a printed line. A tab, an escape or a mask is one cell of several columns. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** The part of the source that it stands for, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const TAB = 4;
/** Of one length whatever it hides. */
const MASK = '••••••••';
/** A letter under a tower of accents is shown without it. */
const MAX_CLUSTER = 32;

/** Plain ASCII: each character is a cluster of its own. */
const ASCII = /^[\t\x20-\x7e]*$/;

/** Made when it is needed: that alone takes longer than everything else here. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The cells of a part of one line.
 *
 * @param masks sorted, disjoint parts of the text that are not shown
 */
export function cellsOf(text: string, from: number, to: number, masks: readonly Span[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = from;
  for (const mask of masks) {
    if (mask.start >= to) break;
    if (mask.end <= at) continue;
    column = addPlain(cells, text, { start: at, end: Math.max(at, mask.start) }, column);
    at = Math.min(mask.end, to);
    cells.push({ text: MASK, width: MASK.length, start: Math.max(mask.start, from), end: at });
    column += MASK.length;
  }
  addPlain(cells, text, { start: at, end: to }, column);
  return cells;
}

/** @returns the column after the last cell */
function addPlain(cells: Cell[], text: string, part: Span, column: number): number {
  let next = column;
  let start = part.start;
  for (const segment of clustersOf(text.slice(part.start, part.end))) {
    const shown = segment === '\t' ? ' '.repeat(TAB - (next % TAB)) : shownCluster(segment, text, start);
    const width = shown === segment ? cellWidth(segment) : shown.length;
    cells.push({ text: shown, width, start, end: start + segment.length });
    next += width;
    start += segment.length;
  }
  return next;
}

/** Clusters are the same in every language; one is named so that the machine's locale is not asked. */
function clustersOf(text: string): readonly string[] {
  if (ASCII.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Anything but the cluster itself is plain ASCII, one column a character. */
function shownCluster(cluster: string, text: string, start: number): string {
  if (cluster.length === 1 && cluster >= ' ' && cluster <= '~') {
    return cluster === '[' && text.startsWith('##', start - 2) ? '\\u005b' : cluster;
  }
  if (visibleText(cluster) !== cluster) return toAscii(cluster);
  return cluster.length > MAX_CLUSTER || cellWidth(cluster) === 0 ? toAscii(cluster.slice(0, 2)) : cluster;
}

function toAscii(cluster: string): string {
  return Array.from(cluster, (character) => (character >= ' ' && character <= '~' ? character : escapeCharacter(character))).join(
    '',
  );
}
