import { asciiClass, DELIMITER, IDENTIFIER } from '../characters.ts';
import { hints } from '../hints.ts';
import { FORBIDDEN_KEY } from '../key-flags.ts';
import type { Cursor } from './cursor.ts';
import { keyAt, knownKey, type KnownKey } from './key-cache.ts';
import { readString } from './read-string.ts';
import { readUnusualKey } from './read-unusual-key.ts';
import { jsonOnly, refuse } from './report.ts';

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** Undefined, with the cursor where it was, when no key starts here. */
export function readKey(cursor: Cursor, first: number): KnownKey | undefined {
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
  if (cursor.strict) jsonOnly(cursor, 'keys without quotes', start, at, 'Quote it');
  return noteKey(cursor, keyAt(text, start, at, hash), start);
}

function readQuotedKey(cursor: Cursor, quote: number): KnownKey {
  const { text, end, pos: start } = cursor;
  if (cursor.strict && quote === SINGLE_QUOTE) jsonOnly(cursor, 'single quotes', start, start + 1, 'Use double quotes');
  let hash = 0;
  let at = start + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      cursor.pos = at + 1;
      return noteKey(cursor, keyAt(text, start + 1, at, hash), start);
    }
    if (code < 32 || code === BACKSLASH || code >= 0xd800) break;
    hash = (Math.imul(hash, 31) + code) | 0;
    at++;
  }
  return noteKey(cursor, knownKey(readString(cursor, quote)), start);
}

function readOddKey(cursor: Cursor): KnownKey | undefined {
  const start = cursor.pos;
  const key = readUnusualKey(cursor);
  return key === undefined ? undefined : noteKey(cursor, knownKey(key), start);
}

function noteKey(cursor: Cursor, key: KnownKey, start: number): KnownKey {
  cursor.keyFlags |= key.flags;
  if (cursor.recorder !== undefined || (key.flags & FORBIDDEN_KEY) !== 0) checkKey(cursor, key, start);
  return key;
}

function checkKey(cursor: Cursor, { name: key, flags }: KnownKey, start: number): void {
  const end = cursor.pos;
  const first = cursor.recorder?.key(key, start, end);
  if (first !== undefined) {
    const where = { hint: hints.duplicateKey, related: { span: first, message: 'first used here' } };
    refuse(cursor, 'documents/duplicate-key', { key }, start, end, where);
  }
  if ((flags & FORBIDDEN_KEY) === 0) return;
  refuse(cursor, 'documents/forbidden-key', { key }, start, end, { hint: hints.forbiddenKey });
}
