import { Characters, coverEscaped } from './characters.ts';

const fragmentCharacters = new Characters("a-zA-Z0-9._~!$&'()*+,;=:@/-");

/** RFC 6901. */
export function isJsonPointer(text: string): boolean {
  return text === '' || (text.startsWith('/') && !/~(?![01])/.test(text));
}

export function isJsonPointerFragment(text: string): boolean {
  return text.startsWith('#') && coverEscaped(fragmentCharacters, text, 1) && isJsonPointer(text.slice(1));
}

/** A number of levels up, then a pointer down, or `#` for the key or index there. */
export function isRelativeJsonPointer(text: string): boolean {
  const levels = /^(?:0|[1-9]\d{0,15})/.exec(text)?.[0];
  if (levels === undefined) return false;
  const rest = text.slice(levels.length);
  return rest === '#' || isJsonPointer(rest);
}
