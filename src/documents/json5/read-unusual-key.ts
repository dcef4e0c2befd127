import { isIdentifierPart, isIdentifierStart } from '../characters.ts';
import { shortened, startsComment, wordEnd } from '../words.ts';
import type { Cursor } from './cursor.ts';
import { jsonOnly, report } from './report.ts';

const HASH = '#';

/**
 * A key without quotes that has letters beyond ASCII or escapes, or a word that is no identifier and was meant as a key.
 * Undefined, with the cursor where it was, when it was not meant as a key either.
 */
export function readUnusualKey(cursor: Cursor): string | undefined {
  const start = cursor.pos;
  const end = wordEnd(cursor.text, start);
  const word = cursor.text.slice(start, end);
  const name = identifierName(word);
  if (name === undefined && (word.startsWith(HASH) || !colonFollows(cursor.text, end))) return undefined;
  cursor.pos = end;
  if (name === undefined) {
    const text = shortened(word);
    report(cursor, 'documents/unquoted-key', { text }, start, end, { hint: `Quote the key: ${JSON.stringify(text)}` });
  } else if (cursor.strict) jsonOnly(cursor, 'keys without quotes', start, end, 'Quote it');
  return name ?? word;
}

function colonFollows(text: string, end: number): boolean {
  let at = end;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return end > 0 && text.charAt(at) === ':' && !startsComment(text, end);
}

const ESCAPE = /^\\u([0-9a-fA-F]{4})/;

/** ECMAScript 5.1 section 7.6: what the word names as an IdentifierName, undefined when it is none. */
function identifierName(word: string): string | undefined {
  let name = '';
  for (let at = 0; at < word.length;) {
    const escape = word.charAt(at) === '\\' ? ESCAPE.exec(word.slice(at, at + 6))?.[1] : undefined;
    const character =
      escape === undefined
        ? String.fromCodePoint(word.codePointAt(at) as number)
        : String.fromCharCode(Number.parseInt(escape, 16));
    if (!(name === '' ? isIdentifierStart(character) : isIdentifierPart(character))) return undefined;
    name += character;
    at += escape === undefined ? character.length : 6;
  }
  return name === '' ? undefined : name;
}
