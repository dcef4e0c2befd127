const [QUOTE, BACKSLASH, COMMA, COLON, NEWLINE, SPACE] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a, 0x20];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];

let source = Buffer.allocUnsafeSlow(64 * 1024);
let out = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * Widens compact JSON text to the layout of `JSON.stringify(value, null, 2)`: half the time of writing the value once more.
 *
 * @param before text before the value, as it is
 * @param compact JSON text without white space between its tokens
 * @param after text after the value, as it is
 * @param depth nesting of the line on which the value starts
 * @returns undefined for a value so deep that the layout is many times as long as the text: then it has to be written again
 */
export function layOutJson(before: string, compact: string, after: string, depth: number): Buffer | undefined {
  // A code unit is three bytes at most.
  if (source.length < compact.length * 3) source = Buffer.allocUnsafeSlow(compact.length * 4);
  const length = source.write(compact);
  const room = length * 4 + (before.length + after.length) * 3;
  if (out.length < room) out = Buffer.allocUnsafeSlow(room * 2);
  const end = widen(length, out.write(before), depth, out.length - after.length * 3);
  return end < 0 ? undefined : Buffer.from(out.subarray(0, end + out.write(after, end)));
}

/** @returns where the text ends, or -1 when it would pass the limit */
function widen(length: number, start: number, depth: number, limit: number): number {
  let at = start;
  let level = depth;
  for (let i = 0; i < length; i++) {
    const byte = source[i] as number;
    if (byte === QUOTE) {
      const end = endOfString(i);
      while (i < end) out[at++] = source[i++] as number;
      out[at++] = QUOTE;
    } else if (byte === COLON) {
      out[at++] = COLON;
      out[at++] = SPACE;
    } else if (byte === COMMA || isBracket(byte)) {
      if (at + level * 2 + 4 + (length - i) * 2 > limit) return -1;
      if (byte === COMMA) {
        out[at++] = COMMA;
        at = breakLine(at, level);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        at = breakLine(at, --level);
        out[at++] = byte;
      } else {
        out[at++] = byte;
        // The two kinds of brackets are two code points apart.
        if (source[i + 1] === byte + 2) out[at++] = source[++i] as number;
        else at = breakLine(at, ++level);
      }
    } else out[at++] = byte;
  }
  return at;
}

function isBracket(byte: number): boolean {
  return byte === OPEN_OBJECT || byte === CLOSE_OBJECT || byte === OPEN_ARRAY || byte === CLOSE_ARRAY;
}

function endOfString(start: number): number {
  for (let i = start + 1; ; i++) {
    if (source[i] === QUOTE) return i;
    if (source[i] === BACKSLASH) i++;
  }
}

function breakLine(start: number, level: number): number {
  let at = start;
  out[at++] = NEWLINE;
  for (let spaces = level * 2; spaces > 0; spaces--) out[at++] = SPACE;
  return at;
}
