import { asciiClass, DELIMITER, isJson5Space } from './characters.ts';

/**
 * The end of the run of characters from `at` that are neither white space, punctuators nor the start of a comment: what
 * people see as one word, such as `10.0.0.1`, `foo-bar` or `2024-01-01`.
 */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !endsWord(text, end)) end++;
  return end;
}

function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 47) return startsComment(text, at);
  return code < 128 ? ((asciiClass[code] as number) & DELIMITER) !== 0 : isJson5Space(code);
}

export function startsComment(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 47) return false;
  const next = text.charAt(at + 1);
  return next === '/' || next === '*';
}

const LONGEST_SHOWN = 60;

/** For arguments and hints of findings, where a hostile word could be megabytes long. */
export function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}
