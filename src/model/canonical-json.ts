import { isArray, isObject, type JsonValue } from './json.ts';

/** Code-unit order, the order of RFC 8785; never the locale's. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An array index in the language's sense: such keys come first in every object, whatever order they were set in. */
export function isIndexKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57 && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295;
}

/**
 * The canonical form of RFC 8785. Values of the documents room carry their keys in code-unit order already, so the
 * engine's own writer yields it, unless some key is an array index, which the language moves to the front.
 *
 * @param sorted true when the value is known to have its keys in code-unit order and no index keys
 */
export function canonicalJson(value: JsonValue, sorted = false): string {
  return sorted ? JSON.stringify(value) : write(value, '', '');
}

/** Like `JSON.stringify(value, null, 2)`, keys in code-unit order. */
export function prettyJson(value: JsonValue, sorted = false): string {
  return sorted ? JSON.stringify(value, null, 2) : write(value, '\n', '  ');
}

function write(value: JsonValue, newline: string, indent: string): string {
  if (isArray(value)) {
    const inner = newline + indent;
    return value.length === 0 ? '[]' : `[${value.map((item) => inner + write(item, inner, indent)).join(',')}${newline}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort(compareKeys);
  if (keys.length === 0) return '{}';
  const inner = newline === '' ? '' : newline + indent;
  const colon = newline === '' ? ':' : ': ';
  const members = keys.map((key) => `${inner}${JSON.stringify(key)}${colon}${write(value[key] as JsonValue, inner, indent)}`);
  return `{${members.join(',')}${newline}}`;
}
