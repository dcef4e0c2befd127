import type { JsonValue } from '../../model/json.ts';
import { END, type Cursor } from './cursor.ts';
import { readValue } from './read-value.ts';
import { recoverAfterRoot } from './recover.ts';
import { skipTrivia } from './skip-trivia.ts';

/** Reads JSON5, or JSON where `strict` is set. The finished cursor has what was found beside the value. */
export function readText(cursor: Cursor): JsonValue {
  const value = readValue(cursor, skipTrivia(cursor));
  const code = skipTrivia(cursor);
  if (code !== END) recoverAfterRoot(cursor, code);
  return value;
}
