import { isArray, isObject, type JsonValue } from '../../model/json.ts';

const longest = 60;
const mostValues = 5;

/** A value in a sentence: as JSON, and short, however large it is. */
export function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (isObject(value)) return Object.keys(value).length === 0 ? '{}' : 'an object';
  if (isArray(value)) return `[${partsOf(value).join(', ')}]`;
  const text = JSON.stringify(value);
  return text.length > longest ? `${cut(text)}…` : text;
}

/** Values in a row: `1, 2 and 3`, `1, 2 and 98 more`. */
export function showAll(values: readonly JsonValue[]): string {
  const parts = partsOf(values);
  const last = parts.pop() ?? 'nothing';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function partsOf(values: readonly JsonValue[]): string[] {
  const shown = values.length > mostValues ? mostValues - 1 : values.length;
  const parts = values.slice(0, shown).map((each) => (isArray(each) ? 'a list' : show(each)));
  return shown < values.length ? [...parts, `${values.length - shown} more`] : parts;
}

/** "went from X to Y", "X was added", "X was dropped". */
export function went(what: string, old: JsonValue | undefined, now: JsonValue | undefined): string {
  if (old === undefined) return `${what} ${show(now)} was added`;
  if (now === undefined) return `${what} ${show(old)} was dropped`;
  return `${what} went from ${show(old)} to ${show(now)}`;
}

/** A sentence, followed by what it sums up. */
export function because(sentence: string, details: readonly string[]): string {
  return details.length === 0 ? sentence : `${sentence}: ${details.join('; ')}`;
}

/** Never between the halves of a surrogate pair. */
function cut(text: string): string {
  const last = text.charCodeAt(longest - 1);
  return text.slice(0, last >= 0xd8_00 && last <= 0xdb_ff ? longest - 1 : longest);
}
