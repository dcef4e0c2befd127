import { quote } from '../../diagnostics/code-row.ts';
import type { LayoutNode } from '../layout.ts';
import { startsLine } from '../text-lines.ts';
import { END, type Cursor } from './cursor.ts';
import { report } from './report.ts';
import { suspectBracket } from './suspect-bracket.ts';
import { colonAhead, describeToken, tokenEnd } from './token-ahead.ts';

const OPEN_OBJECT = 123;
const CLOSE_ARRAY = 93;
const CLOSE_OBJECT = 125;

/** An indentation further right than this is not looked at. */
const FARTHEST = 200;

export function endsContainer(code: number): boolean {
  return code === END || code === CLOSE_ARRAY || code === CLOSE_OBJECT;
}

/**
 * At the end of the text or at a closing bracket. The bracket may be the container's own; or the one of an outer
 * container, and then this one is not closed; or a wrong one typed in place of its own; or one too many.
 * Returns the character code to go on with, END where the container ends.
 */
export function endContainer(cursor: Cursor, code: number, closer: number): number {
  if (code === closer) return code;
  const { recorder, pos } = cursor;
  const opener = recorder?.opened();
  const outer = recorder?.opened(code === CLOSE_ARRAY ? 'array' : 'object');
  reportUnclosed(cursor, code, closer);
  if (code === END || outer !== undefined) return END;
  recorder?.doubt();
  cursor.pos++;
  return opener === undefined || standsForCloser(cursor.text, opener, pos) ? END : 0;
}

/** Reports that the container is not closed before what stands at the cursor. */
export function reportUnclosed(cursor: Cursor, code: number, closerCode: number): void {
  const { recorder, pos: start } = cursor;
  cursor.failed = true;
  if (recorder?.hears(start) !== true || (code === END && recorder.doubtful)) return;
  const closer = String.fromCharCode(closerCode);
  const suspect = code === END ? suspectBracket(cursor.text, recorder.layout.root) : undefined;
  const opener = suspect ?? recorder.opened();
  const message = suspect === undefined ? 'opened here' : 'this bracket seems to be the one that is not closed';
  const related = opener && { span: { start: opener.start, end: opener.start + 1 }, message };
  const where = { hint: `Insert ${quote(closer)}`, related, ofContainer: true };
  const end = code === END ? start : tokenEnd(cursor, code);
  report(cursor, 'documents/unclosed', { closer, found: describeToken(cursor, code) }, start, end, where);
}

/** At the start of a line in an array, what comes looks like the next member of the object that the array is in. */
export function memberInArray(cursor: Cursor, code: number): boolean {
  if (cursor.recorder?.opened('object') === undefined || !startsLine(cursor.text, cursor.pos)) return false;
  const colon = colonAhead(cursor, code);
  return colon >= 0 && /[\s"'[{]/.test(cursor.text.charAt(colon + 1));
}

/** At the start of a line where a key is expected, what comes looks like the next element of the array that the object is in. */
export function elementInObject(cursor: Cursor, code: number): boolean {
  return code === OPEN_OBJECT && cursor.recorder?.opened('array') !== undefined && startsLine(cursor.text, cursor.pos);
}

/** A wrong bracket stands for the right one on the same line, or at the start of a line that is indented alike. */
function standsForCloser(text: string, opener: LayoutNode, at: number): boolean {
  if (at - opener.start < FARTHEST && !/[\n\r]/.test(text.slice(opener.start, at))) return true;
  return startsLine(text, at) && indentBefore(text, at) === indentBefore(text, opener.start);
}

/** How far the line of `at` is indented; undefined where its start is too far away to look. */
function indentBefore(text: string, at: number): number | undefined {
  const lines = text.slice(Math.max(0, at - FARTHEST), at).split(/[\n\r]/);
  if (lines.length === 1 && at > FARTHEST) return undefined;
  return (lines.at(-1) as string).search(/[^ \t]|$/);
}
