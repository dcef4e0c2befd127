import type { Span } from '../model/source.ts';
import type { Masks } from './frame-masks.ts';

/** A text cut into lines, as the front end counts them: a line ends at `\n`. */
export interface FrameSource {
  readonly text: string;
  /** Sorted and disjoint. */
  readonly masks: readonly Span[];
  readonly lineCount: number;
  /** A line's offsets without its end (`\n` or `\r\n`); lines count from 1. */
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
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const line = (number: number): Span => {
    const start = starts[number - 1] ?? text.length;
    const next = starts[number];
    const end = next === undefined ? text.length : next - 1;
    return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
  };
  return { text, masks, lineCount: starts.length, line };
}

/** The offset of a line and column, held within that line. */
export function offsetAt(source: FrameSource, line: number, column: number): number {
  const { start, end } = source.line(line);
  return Math.min(end, start + Math.max(0, column - 1));
}
