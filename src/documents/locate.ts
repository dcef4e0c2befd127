import type { Pointer } from '../model/pointer.ts';
import type { Position, Range, Site, Source, Span } from '../model/source.ts';
import { nodeAt, type Layout } from './layout.ts';
import { layoutOf, linesOf } from './source-index.ts';

/**
 * Line and column of a site, computed only when it is printed, by reading the text again. Never fails: a pointer that
 * does not exist gives its nearest ancestor, a key that does not exist its value, a text without any value its start.
 */
export function locate({ source, pointer, at }: Site): Range {
  const span = typeof at === 'object' ? at : spanOf(layoutOf(source), pointer, at);
  const lines = linesOf(source);
  return { start: position(source, lines, span.start), end: position(source, lines, span.end) };
}

function spanOf(layout: Layout, pointer: Pointer, at: 'key' | 'value'): Span {
  const node = nodeAt(layout, pointer);
  if (node === undefined) return { start: 0, end: 0 };
  const isKey = (at === 'key' && node.keyStart >= 0) || node.start < 0;
  return isKey ? { start: node.keyStart, end: node.keyEnd } : { start: node.start, end: node.end };
}

function position({ text }: Source, lines: Uint32Array, wanted: number): Position {
  const offset = Math.min(Math.max(wanted, 0), text.length);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { offset, line: low + 1, column: offset - (lines[low] as number) + 1 };
}
