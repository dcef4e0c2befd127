import type { Span } from '../model/source.ts';
import type { Masks } from './frame-masks.ts';

/** A text cut into lines as the front end and editors count them: a line ends with LF, CR or both. */
export interface FrameSource {
  readonly text: string;
  /** Sorted and disjoint. */
  readonly masks: readonly Span[];
  readonly lineCount: number;
  /** A line's offsets without what ends it; lines count from 1. */
  readonly line: (number: number) => Span;
}

/** Findings come sorted by file: a few texts are enough to cut each only once, and they bound the memory. */
const KEPT_TEXTS = 8;

export function frameSources(masks: Masks): (text: string) => FrameSource {
  const kept = new Map<string, FrameSource>();
  return (text) => {
    const source = kept.get(text) ?? cutIntoLines(text, masks.get(text) ?? []);
    kept.delete(text);
    kept.set(text, source);
    if (kept.size > KEPT_TEXTS) kept.delete(kept.keys().next().value ?? '');
    return source;
  };
}

function cutIntoLines(text: string, masks: readonly Span[]): FrameSource {
  const starts = lineStarts(text);
  const line = (number: number): Span => {
    const start = starts[number - 1] ?? text.length;
    let end = starts[number] ?? text.length;
    if (end > start && text[end - 1] === '\n') end -= 1;
    if (end > start && text[end - 1] === '\r') end -= 1;
    return { start, end };
  };
  return { text, masks, lineCount: starts.length, line };
}

function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (const lineEnd of text.matchAll(/\r\n?|\n/g)) starts.push(lineEnd.index + lineEnd[0].length);
  return Uint32Array.from(starts);
}

/** The offset of a line and column, held within that line. */
export function offsetAt(source: FrameSource, line: number, column: number): number {
  const { start, end } = source.line(line);
  return Math.min(end, start + Math.max(0, column - 1));
}
