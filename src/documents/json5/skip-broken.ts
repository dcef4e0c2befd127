import { isLineEnd } from '../characters.ts';
import { wordEnd } from '../words.ts';
import { END, type Cursor } from './cursor.ts';
import { brokenStringEnd } from './end-broken-string.ts';
import { skipTrivia } from './skip-trivia.ts';

const COMMA = 44;

/**
 * Over what is left of a broken entry: to after its comma, to before the bracket that closes its container, or to the
 * next line. Returns the character code there.
 */
export function skipEntry(cursor: Cursor): number {
  let code = skipTrivia(cursor);
  while (code !== END && code !== 93 && code !== 125) {
    if (code === COMMA) {
      cursor.recorder?.comma(cursor.pos);
      cursor.pos++;
      return skipTrivia(cursor);
    }
    skipToken(cursor, code);
    const end = cursor.pos;
    code = skipTrivia(cursor);
    if (hasLineEnd(cursor.text, end, cursor.pos)) return code;
  }
  return code;
}

/** From an opening bracket to after the one that closes it, whatever stands between. Never recursive. */
export function skipContainer(cursor: Cursor): void {
  let depth = 0;
  do {
    const code = skipTrivia(cursor);
    if (code === END) return;
    if (code === 91 || code === 123) depth++;
    if (code === 93 || code === 125) depth--;
    if (isBracket(code)) cursor.pos++;
    else skipToken(cursor, code);
  } while (depth > 0);
}

function skipToken(cursor: Cursor, code: number): void {
  if (code === 91 || code === 123) skipContainer(cursor);
  else if (code === 34 || code === 39) skipString(cursor, code);
  else cursor.pos = Math.max(wordEnd(cursor.text, cursor.pos), cursor.pos + 1);
}

function skipString(cursor: Cursor, quote: number): void {
  const { text, end } = cursor;
  let at = cursor.pos + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      at = brokenStringEnd(text, cursor.pos, at);
      break;
    }
    at += code === 92 ? 2 : 1;
    if (code === quote) break;
  }
  cursor.pos = Math.min(at, end);
}

function isBracket(code: number): boolean {
  return code === 91 || code === 93 || code === 123 || code === 125;
}

export function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}
