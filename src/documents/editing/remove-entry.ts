import type { LayoutNode } from '../layout.ts';
import { isBreak, lineStart, skipBlanks, skipBreak, startsLine } from '../text-lines.ts';
import { beforeBlanks, commentsBetween, endsInLineComment, headOf, tailOf, type LaidOutText } from './entry-extent.ts';
import type { TextChange } from './text-change.ts';

/** Takes an entry away, with its comma, its comments, and the lines that it had for itself. */
export function removeEntry(laidOut: LaidOutText, parent: LayoutNode, i: number): readonly TextChange[] {
  const { text } = laidOut;
  const entry = parent.children[i] as LayoutNode;
  const previous = parent.children[i - 1];
  const last = i === parent.children.length - 1;
  const region = regionOf(laidOut, parent, i, last);
  const isOnly = parent.children.length === 1;
  const around = text.slice(parent.start + 1, region.start) + text.slice(region.end, parent.end - 1);
  if (isOnly && around.trim() === '') return [{ start: parent.start + 1, end: parent.end - 1, text: '' }];
  const orphan = last && entry.comma < 0 && previous !== undefined && previous.comma >= 0 ? previous.comma : -1;
  if (orphan < 0) return [region];
  return [{ start: orphan, end: orphan + 1, text: '' }, region];
}

function regionOf(laidOut: LaidOutText, parent: LayoutNode, i: number, last: boolean): TextChange {
  const { text } = laidOut;
  const start = headOf(laidOut, parent, i);
  const end = tailOf(laidOut, parent, i);
  const after = skipBlanks(text, end);
  if (startsLine(text, start) && (after === text.length || isBreak(text, after))) {
    return withBlankLines(laidOut, parent, { start: lineStart(text, start), end: skipBreak(text, after), text: '' });
  }
  if (!last) return { start, end: beforeNext(laidOut, parent, i, after), text: '' };
  const floor = tailOf(laidOut, parent, i - 1);
  return { start: i === 0 ? start : withoutSpaceBefore(laidOut, start, floor), end, text: '' };
}

/** Blank lines that would come to stand directly inside of a bracket go too. */
function withBlankLines({ text }: LaidOutText, parent: LayoutNode, { start, end }: TextChange): TextChange {
  let from = start;
  let to = end;
  if (text.slice(parent.start + 1, start).trim() === '')
    while (isBreak(text, skipBlanks(text, to))) to = skipBreak(text, skipBlanks(text, to));
  if (text.slice(end, parent.end - 1).trim() === '') while (isBlankLine(text, from - 1)) from = lineStart(text, from - 1);
  return { start: from, end: to, text: '' };
}

/** Whether the line that `at` is in or ends has nothing on it. */
function isBlankLine(text: string, at: number): boolean {
  const start = lineStart(text, at);
  return isBreak(text, skipBlanks(text, start));
}

/** Up to the next entry when it stands on the same line, so that it takes the place of the one that goes. */
function beforeNext(laidOut: LaidOutText, parent: LayoutNode, i: number, after: number): number {
  return headOf(laidOut, parent, i + 1) === after ? after : tailOf(laidOut, parent, i);
}

/** White space before the last entry goes with it, but not the line end that closes a comment. */
function withoutSpaceBefore(laidOut: LaidOutText, start: number, floor: number): number {
  const { text } = laidOut;
  const limit = commentsBetween(laidOut, floor, start).at(-1)?.end ?? floor;
  if (endsInLineComment(laidOut, limit)) return beforeBlanks(text, start, limit);
  let from = start;
  while (from > limit && /\s/.test(text.charAt(from - 1))) from--;
  return from;
}
