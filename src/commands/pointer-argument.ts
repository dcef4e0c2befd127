import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { isArray, isObject, type JsonValue } from '../model/json.ts';
import { kindWord } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer, parsePointer, step } from '../model/pointer.ts';

export interface PointerProblem {
  readonly problem: string;
  /** The text itself is none, whatever the data. */
  readonly misspelt: boolean;
}

/**
 * Reads a pointer typed by a person: the leading `/` may be left out, and a `#` may stand before it as in references.
 * Says what there is instead where nothing is.
 */
export function readPointer(
  text: string | undefined,
  data: JsonValue,
): { readonly tokens: readonly string[]; readonly value: JsonValue } | PointerProblem {
  const typed = (text ?? '').replace(/^#(?=\/|$)/, '');
  const tokens = parsePointer(typed === '' || typed.startsWith('/') ? typed : `/${typed}`);
  if (tokens === undefined)
    return { problem: visibleText(`${JSON.stringify(text)} is no JSON Pointer: write ~0 for ~ and ~1 for /`), misspelt: true };
  let value = data;
  for (const [i, token] of tokens.entries()) {
    const next = step(value, token);
    if (next === undefined) return { problem: nothingThere(tokens, i, value), misspelt: false };
    value = next;
  }
  return { tokens, value };
}

function nothingThere(tokens: readonly string[], at: number, container: JsonValue): string {
  const above = tokens.slice(0, at);
  return `There is nothing at ${visibleText(formatPointer(tokens.slice(0, at + 1)))}${whatThereIs(above, tokens[at] as string, container)}`;
}

/** @param container what stands at `above` */
function whatThereIs(above: readonly string[], token: string, container: JsonValue): string {
  const place = visibleText(formatPointer(above));
  if (isArray(container)) return `; ${place === '' ? 'it' : place} has ${counted(container.length, 'element')}, from 0 on`;
  if (!isObject(container)) return `; ${place === '' ? 'it' : place} is ${kindWord(container)}`;
  const dotted = token.split('.');
  if (dotted.length > 1 && isThere(container, dotted)) return `; there is ${pointers(above, [dotted])}`;
  const near = nearestNames(token, Object.keys(container), 3);
  const names = near.length > 0 ? near : Object.keys(container).sort(compareKeys);
  return names.length === 0
    ? ''
    : `; there is ${pointers(
        above,
        names.map((name) => [name]),
      )}`;
}

function isThere(container: JsonValue, tokens: readonly string[]): boolean {
  let value: JsonValue | undefined = container;
  for (const token of tokens) value = value === undefined ? undefined : step(value, token);
  return value !== undefined;
}

/** The first of them, and how many more there are. */
function pointers(above: readonly string[], tails: readonly (readonly string[])[]): string {
  const shown = tails.slice(0, 8).map((tail) => visibleText(formatPointer([...above, ...tail])));
  return `${shown.join(', ')}${tails.length > shown.length ? ` and ${tails.length - shown.length} more` : ''}`;
}
