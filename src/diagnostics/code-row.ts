import type { JsonPrimitive } from '../model/json.ts';

export interface CodeRow<A> {
  readonly severity: 'error' | 'warning' | 'info';
  /** One line for lists and for the head of the code's page. */
  readonly summary: string;
  /** A sentence without a full stop; values come quoted from the arguments. */
  readonly message: (args: A) => string;
}

export function code<A extends Readonly<Record<string, JsonPrimitive | readonly string[]>>>(
  severity: CodeRow<A>['severity'],
  summary: string,
  message: (args: A) => string,
): CodeRow<A> {
  return { severity, summary, message };
}

/** Quoted so that control characters and line breaks of hostile names cannot reach a terminal. */
export function quote(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return JSON.stringify(shown);
}

export function list(items: readonly string[], max = 8): string {
  const shown = items.slice(0, max).map(quote).join(', ');
  return items.length > max ? `${shown} and ${items.length - max} more` : shown;
}

/** `"a", "b" and "c"`: all there are. */
export function all(items: readonly string[]): string {
  if (items.length < 2 || items.length > 8) return list(items);
  return `${items.slice(0, -1).map(quote).join(', ')} and ${quote(items.at(-1) as string)}`;
}

/** The end of a sentence about a name that nothing has: what was probably meant. */
export function nearest(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `; the nearest ${names.length === 1 ? 'is' : 'are'} ${list(names, 3)}`;
}
