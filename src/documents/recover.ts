import { quote } from '../diagnostics/code-row.ts';
import { END, type Cursor } from './cursor.ts';
import { report } from './report.ts';
import { hasLineEnd, skipEntry } from './skip-broken.ts';
import { skipTrivia } from './skip-trivia.ts';
import { suspectBracket } from './suspect-bracket.ts';
import { shortened, wordEnd } from './words.ts';

/*
 * What happens after a mistake in the structure. Each function reports it once, moves the cursor to where reading makes
 * sense again, and returns the character code there. END ends the innermost container where the cursor stands.
 */

/** Returned in place of a value's first character where there is no value. */
export const NO_VALUE = -2;

const COMMA = 44;
const HASH = 35;

/** After an entry there is neither a comma nor the bracket that closes its container. */
export function recoverAfterEntry(cursor: Cursor, code: number, closer: number): number {
  if (endsContainer(code)) return endContainer(cursor, code, closer);
  if (code === HASH) return afterHashComment(cursor, closer);
  if (isStrayPunctuation(code)) {
    expect(cursor, code, `a comma or ${quote(String.fromCharCode(closer))}`);
    cursor.pos++;
    return code === 59 ? skipTrivia(cursor) : skipEntry(cursor);
  }
  if (closer === 125 && !startsMember(cursor, code)) {
    expect(cursor, code, 'a comma or "}"');
    return skipEntry(cursor);
  }
  const at = cursor.recorder?.lastEnd ?? cursor.pos;
  report(cursor, 'documents/missing-comma', {}, at, at, { hint: 'Insert a comma', ofContainer: true });
  return code;
}

/** Where a key is expected there is nothing that could be meant as one. */
export function recoverAtKey(cursor: Cursor, code: number): number {
  if (endsContainer(code)) return endContainer(cursor, code, 125);
  if (code === HASH) return skipHashComment(cursor);
  expect(cursor, code, 'a key');
  return code === COMMA ? skipAll(cursor, isComma) : skipEntry(cursor);
}

/** After a key there is no colon. Returns the first character of the value. */
export function recoverAfterKey(cursor: Cursor, code: number): number {
  const keyEnd = cursor.recorder?.lastEnd ?? cursor.pos;
  const nextLine = hasLineEnd(cursor.text, keyEnd, cursor.pos);
  expect(cursor, code, 'a colon after the key', nextLine ? keyEnd : cursor.pos);
  if (code === 61) {
    cursor.pos += cursor.text.startsWith('=>', cursor.pos) ? 2 : 1;
    return skipTrivia(cursor);
  }
  return nextLine || code === COMMA || endsContainer(code) || isKeyWord(cursor) ? NO_VALUE : code;
}

/** Where a value is expected there is none. Returns the first character of a word or value, or NO_VALUE. */
export function recoverAtValue(cursor: Cursor, first: number): number {
  let code = first;
  while (code === HASH || isStrayPunctuation(code)) {
    if (code === HASH) code = skipHashComment(cursor);
    else {
      expect(cursor, code, 'a value');
      code = skipAll(cursor, isStrayPunctuation);
    }
  }
  if (code !== COMMA && !endsContainer(code)) return code;
  expect(cursor, code, 'a value');
  return NO_VALUE;
}

export function recoverAfterRoot(cursor: Cursor, code: number): void {
  const hint = endsContainer(code) ? 'Remove it, or look for a bracket that is closed too early' : undefined;
  expect(cursor, code, 'the end of the file', cursor.pos, hint);
}

/** The container ends here, at its own bracket, at the end of the text, or at the bracket of another one. */
function endContainer(cursor: Cursor, code: number, closer: number): number {
  if (code === closer) return code;
  reportUnclosed(cursor, code, String.fromCharCode(closer));
  const foreign = code !== END && cursor.recorder?.opened(code === 93 ? 'array' : 'object') === undefined;
  if (foreign) cursor.pos++;
  return END;
}

function reportUnclosed(cursor: Cursor, code: number, closer: string): void {
  const { recorder, pos: start } = cursor;
  cursor.failed = true;
  if (recorder?.hears(start) !== true) return;
  const suspect = code === END ? suspectBracket(cursor.text, recorder.layout.root) : undefined;
  const opener = suspect ?? recorder.opened();
  const message = suspect === undefined ? 'opened here' : 'this bracket seems to be the one that is not closed';
  const related = opener && { span: { start: opener.start, end: opener.start + 1 }, message };
  const where = { hint: `Insert ${quote(closer)}`, related, ofContainer: true };
  report(cursor, 'documents/unclosed', { closer, found: describe(cursor, code) }, start, code === END ? start : start + 1, where);
}

function expect(cursor: Cursor, code: number, expected: string, start = cursor.pos, hint?: string): void {
  const end = start < cursor.pos ? start : tokenEnd(cursor, code);
  report(cursor, 'documents/syntax', { expected, found: describe(cursor, code) }, start, end, { hint });
}

function describe(cursor: Cursor, code: number): string {
  if (code === END) return 'the end of the file';
  return quote(shortened(cursor.text.slice(cursor.pos, tokenEnd(cursor, code))));
}

function tokenEnd(cursor: Cursor, code: number): number {
  return code === END ? cursor.end : Math.max(wordEnd(cursor.text, cursor.pos), cursor.pos + 1);
}

/** `#` starts a comment in YAML and many other formats, not here. */
function skipHashComment(cursor: Cursor): number {
  const start = cursor.pos;
  while (cursor.pos < cursor.end && !hasLineEnd(cursor.text, cursor.pos, cursor.pos + 1)) cursor.pos++;
  const args = { expected: '"//" before a comment', found: '"#"' };
  report(cursor, 'documents/syntax', args, start, start + 1, { hint: 'Start the comment with //', ofContainer: true });
  cursor.recorder?.comment(start, cursor.pos);
  return skipTrivia(cursor);
}

function startsMember(cursor: Cursor, code: number): boolean {
  return code === 34 || code === 39 || isKeyWord(cursor);
}

/** A word with a colon after it. */
function isKeyWord({ text, pos }: Cursor): boolean {
  let at = wordEnd(text, pos);
  if (at === pos) return false;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return text.charAt(at) === ':';
}

/** The comment stands between an entry and its comma, or in place of the comma, or after the last entry. */
function afterHashComment(cursor: Cursor, closer: number): number {
  let code = skipHashComment(cursor);
  while (code === HASH) code = skipHashComment(cursor);
  if (endsContainer(code)) return endContainer(cursor, code, closer);
  if (code !== COMMA) return code;
  cursor.recorder?.comma(cursor.pos);
  cursor.pos++;
  return skipTrivia(cursor);
}

function skipAll(cursor: Cursor, unwanted: (code: number) => boolean): number {
  let code = skipTrivia(cursor);
  while (unwanted(code)) {
    cursor.pos++;
    code = skipTrivia(cursor);
  }
  return code;
}

function endsContainer(code: number): boolean {
  return code === END || code === 93 || code === 125;
}

function isComma(code: number): boolean {
  return code === COMMA;
}

function isStrayPunctuation(code: number): boolean {
  return code === 58 || code === 59 || code === 61;
}
