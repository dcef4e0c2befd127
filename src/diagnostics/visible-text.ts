/**
 * What could move a cursor, reorder or hide text, or start a terminal's escape sequence: controls (also the 8-bit ones),
 * format characters (bidirectional overrides, zero-width and tag characters), line separators, lone surrogates, fillers
 * that look like nothing. A joiner is left alone after a letter of the scripts and emoji that need it.
 */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?<![^\0-\x7f])[\u200c\u200d]/gu;

/** GitHub's runner obeys `##[command]` anywhere in a line of a log; nobody else's text may give it orders. */
const RUNNER_COMMAND = /##\[/g;

const MAX_LENGTH = 4000;

/** One line of hostile text, safe for terminals and logs: hidden characters are spelt as escapes, the rest is as it was. */
export function visibleText(text: string, max = MAX_LENGTH): string {
  const shown = text.length > max ? `${text.slice(0, max - 1)}…` : text;
  return shown.replace(HIDDEN, escapeCharacter).replace(RUNNER_COMMAND, '##\\u005b');
}

/** The spelling of JSON5 and JavaScript: `\u001b`, and `\u{e0001}` where four digits do not do. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
