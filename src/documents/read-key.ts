import { asciiClass, DELIMITER, IDENTIFIER } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { hints } from './hints.ts';
import { cachedKey, flagsIn, FORBIDDEN_KEY, keyFlags, keyIn } from './key-cache.ts';
import { readString } from './read-string.ts';
import { readUnusualKey } from './read-unusual-key.ts';
import { jsonOnly, refuse } from './report.ts';

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** Undefined, with the cursor where it was, when no key starts here. */
export function readKey(cursor: Cursor, first: number): string | undefined {
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return readQuotedKey(cursor, first);
  const { text, end, pos: start } = cursor;
  if (first >= 128 || ((asciiClass[first] as number) & IDENTIFIER) === 0) return readOddKey(cursor);
  let hash = 0;
  let at = start;
  let code = first;
  while (code < 128 && ((asciiClass[code] as number) & IDENTIFIER) !== 0) {
    hash = (Math.imul(hash, 31) + code) | 0;
    if (++at === end) break;
    code = text.charCodeAt(at);
  }
  if (first < 58 && first > 47) return readOddKey(cursor);
  if (at < end && (code > 127 || ((asciiClass[code] as number) & DELIMITER) === 0)) return readOddKey(cursor);
  cursor.pos = at;
  if (cursor.strict) jsonOnly(cursor, 'keys without quotes', start, at);
  return takeKey(cursor, cachedKey(text, start, at, hash), start);
}

function readQuotedKey(cursor: Cursor, quote: number): string {
  const { text, end, pos: start } = cursor;
  if (cursor.strict && quote === SINGLE_QUOTE) jsonOnly(cursor, 'single quotes', start, start + 1);
  let hash = 0;
  let at = start + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      cursor.pos = at + 1;
      return takeKey(cursor, cachedKey(text, start + 1, at, hash), start);
    }
    if (code < 32 || code === BACKSLASH || code >= 0xd800) break;
    hash = (Math.imul(hash, 31) + code) | 0;
    at++;
  }
  return noteKey(cursor, readString(cursor, quote), start);
}

function readOddKey(cursor: Cursor): string | undefined {
  const start = cursor.pos;
  const key = readUnusualKey(cursor);
  return key === undefined ? undefined : noteKey(cursor, key, start);
}

function takeKey(cursor: Cursor, slot: number, start: number): string {
  const flags = flagsIn(slot);
  const key = keyIn(slot);
  if (flags === 0 && cursor.recorder === undefined) return key;
  return noteKey(cursor, key, start, flags);
}

function noteKey(cursor: Cursor, key: string, start: number, flags = keyFlags(key)): string {
  cursor.keyFlags |= flags;
  const span = { start, end: cursor.pos };
  const first = cursor.recorder?.key(key, start, span.end);
  if (first !== undefined) {
    const where = { hint: hints.duplicateKey, related: { span: first, message: 'first used here' } };
    refuse(cursor, 'documents/duplicate-key', { key }, start, span.end, where);
  }
  if ((flags & FORBIDDEN_KEY) !== 0)
    refuse(cursor, 'documents/forbidden-key', { key }, start, span.end, { hint: hints.forbiddenKey });
  return key;
}
