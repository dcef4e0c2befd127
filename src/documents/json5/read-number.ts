import { asciiClass, DELIMITER } from '../characters.ts';
import type { Cursor } from './cursor.ts';
import { readUnusualNumber } from './read-unusual-number.ts';

const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** So many decimal digits are always exact in a double, and so is their quotient by a power of ten up to 10^22. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => Number(`1e${i}`));

/**
 * The cursor stands on a digit, a sign or a point. Plain decimals of up to 15 digits are computed here (one correctly
 * rounded division at most, so the value is the one that the language's own reader gives); the rest goes the long way.
 */
export function readNumber(cursor: Cursor, first: number): number {
  const { text, end } = cursor;
  let at = cursor.pos;
  let code = first;
  if (code === MINUS && at + 1 < end) code = text.charCodeAt(++at);
  const start = at;
  let number = 0;
  let point = -1;
  while (code >= ZERO ? code <= NINE : code === DOT && point < 0) {
    if (code === DOT) point = at;
    else number = number * 10 + (code - ZERO);
    if (++at === end) break;
    code = text.charCodeAt(at);
  }
  const digits = at - start - (point < 0 ? 0 : 1);
  if (digits > EXACT_DIGITS || !isPlain(text, start, at, end, point)) return readUnusualNumber(cursor);
  if (point >= 0) number /= POWERS_OF_TEN[at - point - 1] as number;
  cursor.pos = at;
  if (first !== MINUS) return number;
  return number === 0 ? cursor.minusZero : -number;
}

/** No leading zero or point, digits after the point, and the end of a word after them. */
function isPlain(text: string, start: number, at: number, end: number, point: number): boolean {
  if (at === start || point === start || point === at - 1) return false;
  if (text.charCodeAt(start) === ZERO && at - start > 1 && point !== start + 1) return false;
  if (at === end) return true;
  const code = text.charCodeAt(at);
  return code < 128 && ((asciiClass[code] as number) & DELIMITER) !== 0;
}

export function startsNumber(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === MINUS || code === DOT || code === PLUS;
}
