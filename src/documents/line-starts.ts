/**
 * The offset at which each line starts, the first line's included. A line ends with LF, CR or both, as editors count;
 * the two separators of Unicode that end a comment in JSON5 do not end a line on a screen.
 */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}
