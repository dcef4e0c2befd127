import { quote } from '../../diagnostics/code-row.ts';
import { isLineEnd } from '../characters.ts';
import { conflictHint } from '../merge-conflict.ts';
import { shortened, wordEnd } from '../words.ts';
import { END, type Cursor } from './cursor.ts';
import { report } from './report.ts';

/** What stands at the cursor, for a sentence. */
export function describeToken(cursor: Cursor, code: number): string {
  if (code === END) return 'the end of the file';
  return quote(shortened(cursor.text.slice(cursor.pos, tokenEnd(cursor, code))));
}

/** Where the word or the punctuator at the cursor ends. */
export function tokenEnd(cursor: Cursor, code: number): number {
  return code === END ? cursor.end : Math.max(wordEnd(cursor.text, cursor.pos), cursor.pos + 1);
}

/** Reports that something else was expected, at the cursor, or before it where it is missing. */
export function expected(cursor: Cursor, code: number, what: string, start = cursor.pos, hint?: string): void {
  cursor.failed = true;
  if (cursor.recorder?.hears(start) !== true) return;
  const end = start < cursor.pos ? start : tokenEnd(cursor, code);
  if (code === 91 || code === 93 || code === 123 || code === 125) cursor.recorder.doubt();
  const args = { expected: what, found: describeToken(cursor, code) };
  report(cursor, 'documents/syntax', args, start, end, { hint: conflictHint(cursor.text, cursor.pos) ?? hint });
}

/** The offset of the colon after the word or string at the cursor; -1 where none follows on the same line. */
export function colonAhead({ text, pos }: Cursor, code: number): number {
  let at = code === 34 || code === 39 ? stringEnd(text, pos, code) : wordEnd(text, pos);
  if (at === pos) return -1;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return text.charAt(at) === ':' ? at : -1;
}

/** After the closing quote; the start where there is none on the line. */
function stringEnd(text: string, start: number, quoteCode: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quoteCode) return at + 1;
    if (isLineEnd(code)) return start;
    if (code === 92) at++;
  }
  return start;
}
