import { END, type Cursor } from './cursor.ts';
import { elementInObject, endContainer, endsContainer, reportUnclosed } from './end-container.ts';
import { report } from './report.ts';
import { hasLineEnd, skipEntry } from './skip-broken.ts';
import { skipTrivia } from './skip-trivia.ts';
import { colonAhead, expected } from './token-ahead.ts';

/*
 * What happens after a mistake in the structure. Each function reports it once, moves the cursor to where reading makes
 * sense again, and returns the character code there. END ends the innermost container where the cursor stands.
 */

/** Returned in place of a value's first character where there is no value. */
export const NO_VALUE = -2;

const COMMA = 44;
const HASH = 35;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const CLOSE_OBJECT = 125;

/** After an entry there is neither a comma nor the bracket that closes its container. */
export function recoverAfterEntry(cursor: Cursor, code: number, closer: number): number {
  if (endsContainer(code)) return afterBracket(cursor, endContainer(cursor, code, closer), closer);
  if (startsHashComment(cursor, code)) return afterHashComment(cursor, closer);
  if (code === HASH || isStray(code)) {
    const hint = code === SEMICOLON ? 'Write a comma' : undefined;
    expected(cursor, code, `a comma or "${String.fromCharCode(closer)}"`, cursor.pos, hint);
    cursor.pos++;
    if (code === HASH) return afterEntry(cursor, skipTrivia(cursor), closer);
    return code === SEMICOLON ? skipTrivia(cursor) : skipEntry(cursor);
  }
  if (closer === CLOSE_OBJECT && colonAhead(cursor, code) < 0) {
    expected(cursor, code, 'a comma or "}"');
    return skipEntry(cursor);
  }
  const at = cursor.recorder?.lastEnd ?? cursor.pos;
  report(cursor, 'documents/missing-comma', {}, at, at, { hint: 'Insert a comma', ofContainer: true });
  return code;
}

/** Where a key is expected there is nothing that could be meant as one. */
export function recoverAtKey(cursor: Cursor, code: number): number {
  if (endsContainer(code)) return afterBracket(cursor, endContainer(cursor, code, CLOSE_OBJECT), CLOSE_OBJECT);
  if (startsHashComment(cursor, code)) return skipHashComment(cursor);
  if (elementInObject(cursor, code)) {
    reportUnclosed(cursor, code, CLOSE_OBJECT);
    return END;
  }
  expected(cursor, code, 'a key');
  return code === COMMA ? skipAll(cursor, isComma) : skipEntry(cursor);
}

/** After a key there is no colon. Returns the first character of the value. */
export function recoverAfterKey(cursor: Cursor, code: number): number {
  const keyEnd = cursor.recorder?.lastEnd ?? cursor.pos;
  const nextLine = hasLineEnd(cursor.text, keyEnd, cursor.pos);
  const hint = code === EQUALS ? 'Write a colon' : 'Add a colon and a value';
  expected(cursor, code, 'a colon after the key', nextLine ? keyEnd : cursor.pos, hint);
  if (code === EQUALS) {
    cursor.pos += cursor.text.startsWith('=>', cursor.pos) ? 2 : 1;
    return skipTrivia(cursor);
  }
  return nextLine || code === COMMA || endsContainer(code) || colonAhead(cursor, code) >= 0 ? NO_VALUE : code;
}

/** Where a value is expected there is none. Returns the first character of a word or value, or NO_VALUE. */
export function recoverAtValue(cursor: Cursor, first: number): number {
  let code = first;
  while (code === HASH || isStray(code)) {
    if (code === HASH) code = skipHashComment(cursor);
    else {
      expected(cursor, code, 'a value');
      code = skipAll(cursor, isStray);
    }
  }
  if (code !== COMMA && !endsContainer(code)) return code;
  const isEmpty = code === END && cursor.text.trim() === '';
  expected(cursor, code, 'a value', cursor.pos, isEmpty ? 'Write {} for a document without data' : undefined);
  return NO_VALUE;
}

export function recoverAfterRoot(cursor: Cursor, code: number): void {
  cursor.failed = true;
  if (cursor.recorder?.doubtful === true) return;
  const hint = endsContainer(code) ? 'Remove it, or look for a bracket that is closed too early' : undefined;
  expected(cursor, code, 'the end of the file', cursor.pos, hint);
}

/** A bracket too many was passed over inside the container: what comes after it is looked at in its place. */
function afterBracket(cursor: Cursor, code: number, closer: number): number {
  return code === 0 ? afterEntry(cursor, skipTrivia(cursor), closer) : code;
}

/** The comment stands between an entry and its comma, or in place of the comma, or after the last entry. */
function afterHashComment(cursor: Cursor, closer: number): number {
  let code = skipHashComment(cursor);
  while (code === HASH) code = skipHashComment(cursor);
  return afterEntry(cursor, code, closer);
}

/** Something between an entry and its comma has been reported: the comma may be missing too. */
function afterEntry(cursor: Cursor, code: number, closer: number): number {
  if (endsContainer(code)) return code === closer ? code : recoverAfterEntry(cursor, code, closer);
  if (code !== COMMA) return code;
  cursor.recorder?.comma(cursor.pos);
  cursor.pos++;
  return skipTrivia(cursor);
}

/** `#` starts a comment in YAML and many other formats, not here. Glued to something it is just a wrong character. */
function startsHashComment(cursor: Cursor, code: number): boolean {
  return code === HASH && (cursor.pos === 0 || /\s/.test(cursor.text.charAt(cursor.pos - 1)));
}

function skipHashComment(cursor: Cursor): number {
  const start = cursor.pos;
  while (cursor.pos < cursor.end && !hasLineEnd(cursor.text, cursor.pos, cursor.pos + 1)) cursor.pos++;
  const args = { expected: '"//" before a comment', found: '"#"' };
  report(cursor, 'documents/syntax', args, start, start + 1, { hint: 'Start the comment with //', ofContainer: true });
  cursor.recorder?.comment(start, cursor.pos);
  if (/[[\]{}]/.test(cursor.text.slice(start, cursor.pos))) cursor.recorder?.doubt();
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

function isComma(code: number): boolean {
  return code === COMMA;
}

/** Punctuation of other languages, and colons in the wrong place. */
function isStray(code: number): boolean {
  return code === COLON || code === SEMICOLON || code === EQUALS;
}
