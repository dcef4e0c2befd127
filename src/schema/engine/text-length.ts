/** Code points, as JSON Schema counts; a text is not counted where its length in code units already decides. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 2 * limit || codePoints(text) > limit;
}

export function isShorterThan(text: string, limit: number): boolean {
  if (text.length < limit) return true;
  return text.length < 2 * limit && codePoints(text) < limit;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i += 1) {
    const isPair = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) {
      count -= 1;
      i += 1;
    }
  }
  return count;
}
