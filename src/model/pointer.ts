import { isArray, isObject, member, type JsonValue } from './json.ts';

/** A JSON Pointer (RFC 6901): `''` is the whole value, `/a/0` an element. */
export type Pointer = string;

export function formatPointer(tokens: readonly string[]): Pointer {
  let pointer = '';
  for (const token of tokens) pointer += `/${escapeToken(token)}`;
  return pointer;
}

export function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

export function childPointer(pointer: Pointer, token: string | number): Pointer {
  return `${pointer}/${typeof token === 'number' ? token : escapeToken(token)}`;
}

/** The tokens of a pointer, or undefined where the text is no pointer (no leading `/`, a bad `~` escape). */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One step into a value. Array tokens are canonical indices (`0`, `12`; never `01` or `-`). */
export function step(value: JsonValue, token: string): JsonValue | undefined {
  if (isObject(value)) return member(value, token);
  if (isArray(value) && /^(0|[1-9]\d{0,9})$/.test(token)) return value[Number(token)];
  return undefined;
}

export function valueAt(value: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const token of tokens) {
    if (current === undefined) return undefined;
    current = step(current, token);
  }
  return current;
}
