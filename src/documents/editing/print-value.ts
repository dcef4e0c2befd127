import { isArray, isObject, type JsonArray, type JsonValue } from '../../model/json.ts';
import { isIdentifierPart, isIdentifierStart } from '../characters.ts';
import type { TextStyle } from './text-style.ts';

/** An array of scalars stands on one line up to this length. */
const LINE = 80;

/**
 * A value as text in a given style.
 *
 * @param indent the blanks that the line starts with on which the value begins; undefined to keep all on one line
 */
export function printValue(value: JsonValue, style: TextStyle, indent: string | undefined): string {
  if (typeof value === 'string') return printString(value, style.quote);
  if (isArray(value)) return printArray(value, style, indent);
  if (typeof value === 'number') return printNumber(value);
  if (!isObject(value)) return String(value);
  const inner = indent === undefined ? undefined : indent + style.indent;
  const members = Object.keys(value).map((key) => printMember(key, value[key] as JsonValue, style, inner));
  return enclose('{', members, '}', style.padding, style, indent);
}

export function printMember(key: string, value: JsonValue, style: TextStyle, indent: string | undefined): string {
  return `${printKey(key, style)}: ${printValue(value, style, indent)}`;
}

function printArray(value: JsonArray, style: TextStyle, indent: string | undefined): string {
  const flat = enclose(
    '[',
    value.map((item) => printValue(item, style, undefined)),
    ']',
    '',
    style,
    undefined,
  );
  if (indent === undefined || (flat.length <= LINE && value.every((item) => typeof item !== 'object' || item === null)))
    return flat;
  const items = value.map((item) => printValue(item, style, indent + style.indent));
  return enclose('[', items, ']', '', style, indent);
}

function enclose(
  open: string,
  entries: readonly string[],
  close: string,
  padding: string,
  style: TextStyle,
  indent?: string,
): string {
  if (entries.length === 0) return open + close;
  if (indent === undefined) return open + padding + entries.join(', ') + padding + close;
  const line = style.newline + indent;
  const lines = entries.map((entry) => line + style.indent + entry).join(',');
  return open + lines + (style.trailingComma ? ',' : '') + line + close;
}

/** Integers beyond the safe ones in full: their shortest form names another integer, which the reader refuses. */
function printNumber(value: number): string {
  const shortest = JSON.stringify(value);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(shortest) ? shortest : BigInt(value).toString();
}

export function printKey(key: string, style: TextStyle): string {
  return style.bareKeys && isIdentifier(key) ? key : printString(key, style.quote);
}

function isIdentifier(key: string): boolean {
  const [first, ...rest] = key;
  return first !== undefined && isIdentifierStart(first) && rest.every(isIdentifierPart);
}

/** In the quotes of the style, unless the other ones save escapes. */
function printString(text: string, preferred: '"' | "'"): string {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  const single = preferred === "'" ? !text.includes("'") || text.includes('"') : false;
  if (!single) return json;
  const inner = json.slice(1, -1).replaceAll(/\\.|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part));
  return `'${inner}'`;
}
