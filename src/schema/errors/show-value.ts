import { list } from '../../diagnostics/code-row.ts';
import { isArray, isObject, type JsonValue } from '../../model/json.ts';

const MAX_SHOWN = 60;

/** A value as it is written, or what it is where that would be long: `"8080"`, `an array of 3 items`. */
export function showValue(value: JsonValue): string {
  if (isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${counted(value.length, 'item')}`;
  if (!isObject(value)) return shortened(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with ${list(keys, 3)}`;
}

/** With what kind of value it is, where the spelling alone does not say: `the string "8080"`. */
export function showKind(value: JsonValue): string {
  if (typeof value === 'string') return `the string ${shortened(value)}`;
  return typeof value === 'number' ? `the number ${value}` : showValue(value);
}

/** What a value is, without the value. */
export function kindName(value: JsonValue): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `"a", "b" or "c"`. */
export function oneOfThese(items: readonly string[], max = 8): string {
  if (items.length > max) return `${items.slice(0, max).join(', ')} or ${items.length - max} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** Cut between code points, and always one line of printable JSON. */
function shortened(value: string | number | boolean | null): string {
  if (typeof value !== 'string' || value.length <= MAX_SHOWN) return JSON.stringify(value);
  const head = value.slice(0, MAX_SHOWN - 3).replace(/[\ud800-\udbff]$/, '');
  return JSON.stringify(`${head}...`);
}
