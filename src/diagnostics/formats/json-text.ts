/** What a terminal or a CI log could act upon inside a JSON string; JSON's own escapes leave the value as it is. */
const ACTIVE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##(?=\[)/g;

/**
 * JSON for machines that is also safe where a person sees it: the raw 8-bit controls and bidirectional overrides that
 * JSON allows are escaped, and so is the second `#` of `##[`, which GitHub's runner would obey anywhere in a log.
 */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2).replace(ACTIVE, (found) => (found === '##' ? '#\\u0023' : escapeOf(found)))}\n`;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
