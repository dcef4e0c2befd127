import { shortened, startsComment, wordEnd } from '../words.ts';
import type { Cursor } from './cursor.ts';
import { refuseNumber } from './read-unusual-number.ts';
import { report } from './report.ts';

/** What people write for JSON's three words in other languages. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['on', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['off', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
]);

/** A value that is neither quoted nor a number nor one of the three words. Takes all words of the value. */
export function readBareWord(cursor: Cursor): null {
  const { text, pos: start } = cursor;
  const end = bareValueEnd(text, start);
  const word = text.slice(start, end);
  cursor.pos = end;
  if (word === 'NaN' || word === 'Infinity') refuseNumber(cursor, word, Number(word), start, end);
  else {
    const meant = MEANT.get(word.toLowerCase());
    const hint =
      meant === undefined ? `Quote it: ${JSON.stringify(shortened(word))}` : `Write ${meant}, or quote it if it is text`;
    report(cursor, 'documents/unquoted-value', { text: shortened(word) }, start, end, { hint });
    cursor.recorder?.quiet(end);
  }
  return null;
}

/** To the end of the last word on the line that is no key: `a: hello world`, `a: http://x/y`, `a: one b: 2`. */
function bareValueEnd(text: string, start: number): number {
  let end = wordEnd(text, start);
  for (;;) {
    const next = nextWord(text, end);
    if (next === end) return end;
    const nextEnd = wordEnd(text, next);
    if (text.charAt(nextEnd) === ':' && !joins(text, nextEnd)) return end;
    end = nextEnd;
  }
}

/** The start of the word after `at` when it belongs to the same value; `at` itself when there is none. */
function nextWord(text: string, at: number): number {
  if (':='.includes(text.charAt(at)) && joins(text, at)) {
    let next = at + 1;
    while (text.charAt(next) === '/') next++;
    return next;
  }
  let next = at;
  while (text.charAt(next) === ' ' || text.charAt(next) === '\t') next++;
  return next > at && !startsComment(text, next) && wordEnd(text, next) > next ? next : at;
}

/** A colon or an equals sign inside a word, as in an address or a time. */
function joins(text: string, at: number): boolean {
  const next = text.charAt(at + 1);
  return next === '/' || wordEnd(text, at + 1) > at + 1;
}
