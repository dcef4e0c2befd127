/**
 * A text as TypeScript writes it. What a reader would not see (controls, characters that reorder or hide text, ends of lines)
 * is spelt out: a name of a schema may not make the module read as something else than it is.
 */
export function textLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
