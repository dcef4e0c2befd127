import type { JsonArray, JsonObject, JsonPrimitive, JsonValue } from '../../model/json.ts';
import { asciiClass, DELIMITER } from '../characters.ts';
import { hints } from '../hints.ts';
import { END, type Cursor } from './cursor.ts';
import { memberInArray, reportUnclosed } from './end-container.ts';
import { readBareWord } from './read-bare-word.ts';
import { readKey } from './read-key.ts';
import { readNumber, startsNumber } from './read-number.ts';
import { readString } from './read-string.ts';
import { NO_VALUE, recoverAfterEntry, recoverAfterKey, recoverAtKey, recoverAtValue } from './recover.ts';
import { jsonOnly, refuse } from './report.ts';
import { skipContainer } from './skip-broken.ts';
import { skipTrivia } from './skip-trivia.ts';
import { takeObject } from './take-object.ts';

const COMMA = 44;
const COLON = 58;
const SLASH = 47;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** One value. The cursor stands on its first character, `code`, and after its last one when this returns. */
export function readValue(cursor: Cursor, code: number): JsonValue {
  if (code === OPEN_OBJECT) return cursor.depth < cursor.maxDepth ? readObject(cursor) : refuseDepth(cursor);
  if (code === OPEN_ARRAY) return cursor.depth < cursor.maxDepth ? readArray(cursor) : refuseDepth(cursor);
  const start = cursor.pos;
  const value = readScalar(cursor, code);
  if (value === undefined) return readOddValue(cursor, code);
  cursor.recorder?.scalar(start, cursor.pos);
  return value;
}

/** Undefined, with the cursor where it was, when no scalar starts here. */
function readScalar(cursor: Cursor, code: number): JsonPrimitive | undefined {
  switch (code) {
    case SINGLE_QUOTE:
      if (cursor.strict) jsonOnly(cursor, 'single quotes', cursor.pos, cursor.pos + 1, 'Use double quotes');
      return readString(cursor, code);
    case DOUBLE_QUOTE:
      return readString(cursor, code);
    case 102:
      return takesWord(cursor, 'false') ? false : undefined;
    case 110:
      return takesWord(cursor, 'null') ? null : undefined;
    case 116:
      return takesWord(cursor, 'true') ? true : undefined;
    default:
      return startsNumber(code) ? readNumber(cursor, code) : undefined;
  }
}

function takesWord(cursor: Cursor, word: string): boolean {
  const { text, pos } = cursor;
  const after = pos + word.length;
  if (!text.startsWith(word, pos)) return false;
  if (after < cursor.end) {
    const code = text.charCodeAt(after);
    if (code < 128 && code !== SLASH && ((asciiClass[code] as number) & DELIMITER) === 0) return false;
  }
  cursor.pos = after;
  return true;
}

function readObject(cursor: Cursor): JsonObject {
  const base = cursor.top;
  cursor.depth++;
  cursor.recorder?.enter('object', cursor.pos);
  cursor.pos++;
  let code = skipTrivia(cursor);
  if (code === END) code = recoverAtKey(cursor, code);
  while (code !== CLOSE_OBJECT && code !== END) code = readMember(cursor, code);
  leave(cursor, code);
  return takeObject(cursor, base);
}

/** Returns the first character of what comes next in the object, END when it ends here without its bracket. */
function readMember(cursor: Cursor, first: number): number {
  const key = readKey(cursor, first);
  if (key === undefined) return recoverAtKey(cursor, first);
  let code = skipTrivia(cursor);
  if (code === COLON) {
    cursor.pos++;
    code = skipTrivia(cursor);
  } else code = recoverAfterKey(cursor, code);
  const value = readValue(cursor, code);
  const { top } = cursor;
  cursor.keys[top] = key;
  cursor.values[top] = value;
  cursor.top = top + 1;
  return nextEntry(cursor, CLOSE_OBJECT);
}

function readArray(cursor: Cursor): JsonArray {
  const items: JsonValue[] = [];
  cursor.depth++;
  cursor.recorder?.enter('array', cursor.pos);
  cursor.pos++;
  let code = skipTrivia(cursor);
  if (code === END) code = recoverAfterEntry(cursor, code, CLOSE_ARRAY);
  while (code !== CLOSE_ARRAY && code !== END) {
    if (code === CLOSE_OBJECT) code = recoverAfterEntry(cursor, code, CLOSE_ARRAY);
    else if (cursor.recorder !== undefined && memberInArray(cursor, code)) {
      reportUnclosed(cursor, code, CLOSE_ARRAY);
      code = END;
    } else {
      items.push(readValue(cursor, code));
      code = nextEntry(cursor, CLOSE_ARRAY);
    }
  }
  leave(cursor, code);
  return items;
}

function nextEntry(cursor: Cursor, closer: number): number {
  const code = skipTrivia(cursor);
  if (code === closer) return code;
  if (code !== COMMA) return recoverAfterEntry(cursor, code, closer);
  const comma = cursor.pos;
  cursor.recorder?.comma(comma);
  cursor.pos = comma + 1;
  const next = skipTrivia(cursor);
  if (next === closer && cursor.strict) jsonOnly(cursor, 'trailing commas', comma, comma + 1);
  return next === END ? recoverAfterEntry(cursor, next, closer) : next;
}

function leave(cursor: Cursor, code: number): void {
  if (code !== END) cursor.pos++;
  cursor.recorder?.leave(cursor.pos);
  cursor.depth--;
}

function readOddValue(cursor: Cursor, first: number): JsonValue {
  const code = first === NO_VALUE ? first : recoverAtValue(cursor, first);
  if (code !== NO_VALUE && code !== first) return readValue(cursor, code);
  const start = cursor.pos;
  if (code !== NO_VALUE) readBareWord(cursor);
  cursor.recorder?.scalar(start, cursor.pos);
  return null;
}

/** Deeper containers are passed over, not read: the depth of the stack never depends on the text alone. */
function refuseDepth(cursor: Cursor): null {
  const start = cursor.pos;
  const { maxDepth: limit } = cursor;
  refuse(cursor, 'documents/too-deep', { limit }, start, start + 1, {
    hint: hints.tooDeep,
  });
  skipContainer(cursor);
  cursor.recorder?.scalar(start, cursor.pos);
  return null;
}
