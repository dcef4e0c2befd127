import { hasLoneSurrogate, isLineEnd } from '../characters.ts';
import { hints } from '../hints.ts';
import type { Cursor } from './cursor.ts';
import { endBrokenString } from './end-broken-string.ts';
import { jsonOnly, refuse, report } from './report.ts';

const BACKSLASH = 92;
const JSON_ESCAPES = '"\\/bfnrtu';

/** The cursor stands on the opening quote, and after the closing one when this returns. */
export function readString(cursor: Cursor, quote: number): string {
  const { text, end } = cursor;
  const start = cursor.pos + 1;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      cursor.pos = at + 1;
      return text.slice(start, at);
    }
    if (code < 32 || code === BACKSLASH || code >= 0xd800) break;
    at++;
  }
  return readLongWay(cursor, quote);
}

/** Strings with escapes, control characters or surrogates, and those that do not end. */
function readLongWay(cursor: Cursor, quote: number): string {
  const { text, end } = cursor;
  const start = cursor.pos;
  let decoded = '';
  let from = start + 1;
  let at = from;
  let surrogates = false;
  for (;;) {
    const code = at < end ? text.charCodeAt(at) : 10;
    if (code === quote) break;
    if (code === 10 || code === 13) {
      endBrokenString(cursor, start, at);
      return decoded;
    }
    if (code === BACKSLASH) {
      decoded += text.slice(from, at);
      cursor.pos = at;
      decoded += readEscape(cursor);
      if (cursor.strict && !JSON_ESCAPES.includes(text.charAt(at + 1))) jsonOnly(cursor, 'this escape', at, cursor.pos);
      surrogates = true;
      at = from = cursor.pos;
      continue;
    }
    if (code < 32 && cursor.strict) jsonOnly(cursor, 'control characters in strings', at, at + 1);
    if (code >= 0xd800) surrogates = true;
    at++;
  }
  decoded += text.slice(from, at);
  cursor.pos = at + 1;
  if (surrogates && hasLoneSurrogate(decoded))
    refuse(cursor, 'documents/lone-surrogate', {}, start, at + 1, { hint: hints.loneSurrogate });
  return decoded;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const HEX = /^[0-9a-fA-F]+$/;

/** The cursor stands on the backslash, and after the whole escape when this returns. */
function readEscape(cursor: Cursor): string {
  const at = cursor.pos;
  const { text } = cursor;
  const letter = text.charAt(at + 1);
  cursor.pos = Math.min(at + 2, cursor.end);
  if (letter === 'u') return readHexEscape(cursor, 4);
  if (letter === 'x') return readHexEscape(cursor, 2);
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) return simple;
  if (letter >= '0' && letter <= '9') return readNullEscape(cursor, at, letter);
  if (letter === '' || !isLineEnd(letter.charCodeAt(0))) return letter;
  if (letter === '\r' && text.charAt(at + 2) === '\n') cursor.pos++;
  return '';
}

function readHexEscape(cursor: Cursor, digits: number): string {
  const start = cursor.pos;
  const hex = cursor.text.slice(start, start + digits);
  if (hex.length === digits && HEX.test(hex)) {
    cursor.pos = start + digits;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  const end = start + hex.search(/[^0-9a-fA-F]|$/);
  badEscape(cursor, start - 2, end);
  return '';
}

/** `\0` is the null character unless a digit follows, which would look like an octal escape. */
function readNullEscape(cursor: Cursor, at: number, digit: string): string {
  const next = cursor.text.charAt(at + 2);
  if (digit === '0' && !(next >= '0' && next <= '9')) return '\0';
  badEscape(cursor, at, at + 2);
  return digit;
}

function badEscape(cursor: Cursor, start: number, end: number): void {
  const escape = cursor.text.slice(start, end);
  const hint = 'Write two backslashes where a backslash is meant, or four hexadecimal digits after \\u';
  report(cursor, 'documents/bad-escape', { escape }, start, end, { hint });
}
