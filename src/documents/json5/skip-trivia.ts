import { isJson5Space, isLineEnd } from '../characters.ts';
import { END, type Cursor } from './cursor.ts';
import { jsonOnly, report } from './report.ts';

/** Moves over white space and comments. Returns the code of the character that stands there, END at the end. */
export function skipTrivia(cursor: Cursor): number {
  const { text, end } = cursor;
  let at = cursor.pos;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code > 32 && code < 127 && code !== 47) {
      cursor.pos = at;
      return code;
    }
    if (code === 32 || code === 10 || code === 13 || code === 9) at++;
    else {
      const after = skipRareTrivia(cursor, at, code);
      if (after === at) {
        cursor.pos = at;
        return code;
      }
      at = after;
    }
  }
  cursor.pos = end;
  return END;
}

/** Comments, and the white space that only JSON5 has. Returns `at` where there is neither. */
function skipRareTrivia(cursor: Cursor, at: number, code: number): number {
  if (code !== 47) {
    if (!isJson5Space(code)) return at;
    if (cursor.strict) jsonOnly(cursor, 'white space other than blanks, tabs and line ends', at, at + 1);
    return at + 1;
  }
  const next = at + 1 < cursor.end ? cursor.text.charCodeAt(at + 1) : 0;
  if (next !== 47 && next !== 42) return at;
  const after = next === 47 ? lineCommentEnd(cursor, at + 2) : blockCommentEnd(cursor, at);
  cursor.recorder?.comment(at, after);
  if (cursor.strict) jsonOnly(cursor, 'comments', at, after);
  return after;
}

function lineCommentEnd({ text, end }: Cursor, start: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code < 14 ? isLineEnd(code) : (code & ~1) === 0x2028) return at;
    at++;
  }
  return end;
}

function blockCommentEnd(cursor: Cursor, start: number): number {
  const closed = cursor.text.indexOf('*/', start + 2);
  if (closed >= 0) return closed + 2;
  report(cursor, 'documents/unterminated-comment', {}, start, start + 2, { hint: 'Close the comment with */' });
  cursor.recorder?.quiet(cursor.end);
  return cursor.end;
}
