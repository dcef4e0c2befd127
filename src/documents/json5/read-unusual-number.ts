import { numberFault } from '../number-check.ts';
import { shortened, wordEnd } from '../words.ts';
import type { Cursor } from './cursor.ts';
import { jsonOnly, refuse, report } from './report.ts';

const NUMBER = /^[+-]?(?:0[xX][0-9a-fA-F]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:Infinity|NaN)$/;

/** Hexadecimal, signs, exponents, many digits, and all that is no number. Reads a whole word. */
export function readUnusualNumber(cursor: Cursor): number {
  const start = cursor.pos;
  const end = wordEnd(cursor.text, start);
  const word = cursor.text.slice(start, end);
  cursor.pos = end;
  if (NUMBER.test(word)) return evaluate(cursor, word, start, end);
  if (NOT_FINITE.test(word)) refuseNumber(cursor, word, Number(word), start, end);
  else refuseWord(cursor, word, start, end);
  return 0;
}

function evaluate(cursor: Cursor, word: string, start: number, end: number): number {
  if (cursor.strict && !JSON_NUMBER.test(word)) jsonOnly(cursor, 'this way to write a number', start, end, 'Write it in decimal');
  const magnitude = Number(/^[+-]/.test(word) ? word.slice(1) : word);
  const value = word.startsWith('-') ? -magnitude : magnitude;
  refuseNumber(cursor, word, value, start, end);
  return value === 0 && word.startsWith('-') ? cursor.minusZero : value;
}

export function refuseNumber(cursor: Cursor, word: string, value: number, start: number, end: number): void {
  const fault = numberFault(word, value);
  if (fault === undefined) return;
  const text = shortened(word);
  const { hint } = fault;
  if (fault.code !== 'documents/inexact-integer') refuse(cursor, fault.code, { text }, start, end, { hint });
  else refuse(cursor, fault.code, { text, nearest: fault.nearest }, start, end, { hint });
}

function refuseWord(cursor: Cursor, word: string, start: number, end: number): void {
  const text = shortened(word);
  const hint = /^[+-]?0\d+$/.test(word) ? 'Remove the leading zeros, or quote it' : `Quote it if it is text: "${text}"`;
  report(cursor, 'documents/bad-number', { text }, start, end, { hint });
}
