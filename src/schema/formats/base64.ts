import { Characters } from './characters.ts';

const alphabet = new Characters('A-Za-z0-9+/');

/** RFC 4648 section 4, with padding, without line breaks. The empty text is the empty value. */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return alphabet.cover(text, 0, text.length - padding);
}
