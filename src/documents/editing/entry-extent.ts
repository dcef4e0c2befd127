import type { Span } from '../../model/source.ts';
import type { Layout, LayoutNode } from '../layout.ts';
import { isBlank, isBreak, skipBlanks } from '../text-lines.ts';

/** A text with the places of everything in it. */
export interface LaidOutText {
  readonly text: string;
  readonly layout: Layout;
}

/** Where an entry starts: at its key, or at its value in an array. */
export function entryStart(node: LayoutNode): number {
  return node.keyStart >= 0 ? node.keyStart : node.start;
}

/** Where an entry ends, its comma included. */
export function entryEnd(node: LayoutNode): number {
  return node.comma >= 0 ? node.comma + 1 : node.end;
}

/**
 * Where what belongs to the entry `i` begins: at the first of the comments before it, on its line or on the lines
 * directly above, that do not stand behind the previous entry.
 */
export function headOf(laidOut: LaidOutText, parent: LayoutNode, i: number): number {
  const { text } = laidOut;
  const floor = tailOf(laidOut, parent, i - 1);
  let head = entryStart(parent.children[i] as LayoutNode);
  for (const comment of commentsBetween(laidOut, floor, head).toReversed()) {
    if (lineBreaks(text, comment.end, head) > 1) break;
    head = comment.start;
  }
  return head;
}

/**
 * Where what belongs to the entry `i` ends: after the comments that follow it on its line, unless the next entry stands
 * on that line too. `i` is -1 for the opening bracket.
 */
export function tailOf(laidOut: LaidOutText, parent: LayoutNode, i: number): number {
  const { text } = laidOut;
  const entry = parent.children[i];
  const next = parent.children[i + 1];
  let tail = entry === undefined ? parent.start + 1 : entryEnd(entry);
  const limit = next === undefined ? parent.end - 1 : entryStart(next);
  if (next !== undefined && lineBreaks(text, tail, limit) === 0) return tail;
  if (entry === undefined && next === undefined) return tail;
  for (const comment of commentsBetween(laidOut, tail, limit)) {
    if (skipBlanks(text, tail) !== comment.start) break;
    tail = comment.end;
  }
  return tail;
}

/** A comment that the end of its line closes, so that nothing may follow it there. */
export function endsInLineComment({ text, layout }: LaidOutText, at: number): boolean {
  const { comments } = layout;
  const comment = comments[firstFrom(comments, at) - 1];
  return comment?.end === at && !text.startsWith('/*', comment.start);
}

export function commentsBetween({ layout }: LaidOutText, start: number, end: number): readonly Span[] {
  const { comments } = layout;
  const first = firstFrom(comments, start);
  let last = first;
  while ((comments[last]?.end ?? Infinity) <= end) last++;
  return comments.slice(first, last);
}

/** The index of the first comment that starts at an offset or after it. They are in order, and there may be many. */
function firstFrom(comments: readonly Span[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Span).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Blanks before `at`, back to `floor` at most. */
export function beforeBlanks(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && isBlank(text, start - 1)) start--;
  return start;
}

function lineBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++)
    if (isBreak(text, at) && !(text.charAt(at) === '\r' && text.charAt(at + 1) === '\n')) breaks++;
  return breaks;
}
