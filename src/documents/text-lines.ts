/** The offset at which the line of `at` starts. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text, start - 1)) start--;
  return start;
}

/** The blanks and tabs that the line of `at` starts with. */
export function lineIndent(text: string, at: number): string {
  const start = lineStart(text, at);
  let end = start;
  while (isBlank(text, end)) end++;
  return text.slice(start, end);
}

/** Nothing but blanks stands before `at` on its line. */
export function startsLine(text: string, at: number): boolean {
  let before = at;
  while (before > 0 && isBlank(text, before - 1)) before--;
  return before === 0 || isBreak(text, before - 1);
}

/** The offset after the blanks that follow `at`. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text, end)) end++;
  return end;
}

/** The offset after the line end at `at`; `at` itself where there is none. */
export function skipBreak(text: string, at: number): number {
  if (!isBreak(text, at)) return at;
  return text.charAt(at) === '\r' && text.charAt(at + 1) === '\n' ? at + 2 : at + 1;
}

export function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}

export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}
