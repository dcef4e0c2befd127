import { isLineEnd } from './characters.ts';

const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?=\s|$)/;

/** What to do where an offset is in a line that git wrote into the file; undefined elsewhere. */
export function conflictHint(text: string, offset: number): string | undefined {
  let start = offset;
  // No marker reaches further than that, but for its label.
  while (start > 0 && offset - start < 200 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return marker.test(text.slice(start, start + 8))
    ? 'Settle the merge conflict: keep one side, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>'
    : undefined;
}
