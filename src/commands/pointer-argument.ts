import { visibleText } from '../diagnostics/visible-text.ts';
import type { JsonValue } from '../model/json.ts';
import { isObject } from '../model/json.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer, parsePointer, step } from '../model/pointer.ts';

export type PointerProblem = { readonly problem: string };

/** Reads a pointer typed by a person: the leading `/` may be left out. Says what there is instead where nothing is. */
export function readPointer(
  text: string | undefined,
  data: JsonValue,
): { readonly tokens: readonly string[]; readonly value: JsonValue } | PointerProblem {
  const tokens = parsePointer(text === undefined || text === '' || text.startsWith('/') ? (text ?? '') : `/${text}`);
  if (tokens === undefined)
    return { problem: visibleText(`${JSON.stringify(text)} is no JSON Pointer: write ~0 for ~ and ~1 for /`) };
  let value = data;
  for (const [i, token] of tokens.entries()) {
    const next = step(value, token);
    if (next === undefined) return { problem: nothingThere(tokens, i, value) };
    value = next;
  }
  return { tokens, value };
}

function nothingThere(tokens: readonly string[], at: number, container: JsonValue): string {
  const names = isObject(container) ? nearestNames(tokens[at] as string, Object.keys(container), 3) : [];
  const near = names.map((name) => formatPointer([...tokens.slice(0, at), name]));
  const known = near.length > 0 ? `; there is ${near.join(', ')}` : '';
  return visibleText(`There is nothing at ${formatPointer(tokens.slice(0, at + 1))}${known}`);
}
