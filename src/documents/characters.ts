/** Classes of the ASCII characters, as bits of a table: one load per character where the text is read. */
export const IDENTIFIER = 1;
export const DIGIT = 2;
/** Ends a word: white space and punctuators. `/` is one only where it starts a comment. */
export const DELIMITER = 4;

export const asciiClass: Uint8Array = classTable();

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  const mark = (characters: string, bits: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = bits;
  };
  mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_', IDENTIFIER);
  mark('0123456789', IDENTIFIER | DIGIT);
  mark('\t\n\v\f\r ,:;=[]{}"\'', DELIMITER);
  return table;
}

const IDENTIFIER_START = /^[$_\p{L}\p{Nl}]$/u;
const IDENTIFIER_PART = /^[$_\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\u200c\u200d]$/u;
const SPACE_SEPARATOR = /^\p{Zs}$/u;

/** ECMAScript 5.1 section 7.6, by code point, as JSON5 section 4 has it. */
export function isIdentifierStart(character: string): boolean {
  return IDENTIFIER_START.test(character);
}

export function isIdentifierPart(character: string): boolean {
  return IDENTIFIER_PART.test(character);
}

/** LF, CR, and the two separators of Unicode that JSON5 counts as line ends. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || (code & ~1) === 0x2028;
}

/** JSON5 section 8: white space beyond what JSON has. */
export function isJson5Space(code: number): boolean {
  if (code < 0x80) return code === 11 || code === 12;
  return (code & ~1) === 0x2028 || code === 0xfeff || SPACE_SEPARATOR.test(String.fromCharCode(code));
}

const LONE_SURROGATE = /\p{Cs}/u;

/** Half of a surrogate pair without the other half, which RFC 8785 cannot write. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}
