/**
 * Words that some reader takes for a boolean or null, in any letter case: YAML 1.1 has `y`, `yes`, `on` and their
 * opposites beside `true`, and libraries differ in how much of it they kept.
 */
const RESERVED = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/**
 * Words of letters, digits and `_ . / -` with single spaces between them, starting with a letter or `_`. Numbers,
 * dates, `~`, `=`, `<<` and every indicator start otherwise, so nothing of that shape means anything else in 1.1 or 1.2.
 */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*$/;

/** `e5`: a float without digits before the exponent for readers that follow YAML 1.1 loosely, the `yaml` package among them. */
const BARE_EXPONENT = /^[eE][0-9]/;

/** Printable ASCII without blanks at either end of a line; the first line is not empty, so no indentation indicator is needed. */
const LITERAL = /^[!-~](?:[ -~]*[!-~])?(?:\n(?:[!-~](?:[ -~]*[!-~])?)?)*$/;

/** What JSON leaves as it is and a YAML 1.1 reader breaks lines at or refuses: DEL, C1, NEL, LS, PS, BOM, non-characters. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string on one line, as key or value. */
export function yamlString(text: string): string {
  if (PLAIN.test(text) && !RESERVED.has(text.toLowerCase()) && !BARE_EXPONENT.test(text)) return text;
  return JSON.stringify(text).replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Text of several lines as a literal block, with its header; undefined where a quoted string is the safer way. */
export function yamlLiteral(text: string, indent: string): string | undefined {
  if (!text.includes('\n')) return undefined;
  const ended = text.endsWith('\n');
  const body = ended ? text.slice(0, -1) : text;
  if (body.endsWith('\n') || !LITERAL.test(body)) return undefined;
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `${ended ? '|' : '|-'}\n${lines.join('\n')}`;
}

/** YAML 1.1 takes `1e+21` for a string: a float needs its point. Zero has no sign, as in JSON text. */
export function yamlNumber(value: number): string {
  const text = JSON.stringify(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}
