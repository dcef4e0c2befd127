import type { Cursor } from './cursor.ts';
import { report } from './report.ts';

/** A line that goes on with these characters ends the entry that a string belongs to. */
const AFTER_STRING = /^[ \t]*(?:[,}\]\r\n]|$)/;
const BEFORE_STRING = /[:,[{(]\s*$/;
const LOOK_AHEAD = 2000;

/**
 * A string that its line does not close. Either somebody wrote a text of several lines, and then its quote comes later
 * and looks like a closing one; or the quote was forgotten, and then the string is the rest of this line without the
 * punctuation at its end. Both keep one mistake from being reported many times.
 */
export function endBrokenString(cursor: Cursor, start: number, lineEnd: number): void {
  const quote = cursor.text.charAt(start);
  const closing = closingQuote(cursor.text, lineEnd, quote);
  const end = closing < 0 ? brokenStringEnd(cursor.text, start, lineEnd) : closing + 1;
  const hint = closing < 0 ? `Close the string with ${quote}` : 'End each line of the string with a backslash, or write \\n';
  report(cursor, 'documents/unterminated-string', {}, start, closing < 0 ? end : lineEnd, { hint });
  cursor.recorder?.quiet(end);
  if (/[[\]{}]/.test(cursor.text.slice(start, end))) cursor.recorder?.doubt();
  cursor.pos = end;
}

/** The quote that closes a text of several lines; -1 where the next quote looks like an opening one. */
function closingQuote(text: string, lineEnd: number, quote: string): number {
  const ahead = text.slice(lineEnd, lineEnd + LOOK_AHEAD);
  const at = ahead.indexOf(quote);
  if (at < 0 || BEFORE_STRING.test(ahead.slice(0, at))) return -1;
  return AFTER_STRING.test(ahead.slice(at + 1)) ? lineEnd + at : -1;
}

/** A comment, and commas and closing brackets at the end of the line are not part of the string, unless it opens brackets itself. */
export function brokenStringEnd(text: string, start: number, lineEnd: number): number {
  const punctuation = /[[{(]/.test(text.slice(start, lineEnd)) ? ', \t' : ', \t}]';
  const comment = text.slice(start, lineEnd).search(/\s\/\//);
  let end = comment < 0 ? lineEnd : start + comment;
  while (end > start + 1 && punctuation.includes(text.charAt(end - 1))) end--;
  return end;
}
