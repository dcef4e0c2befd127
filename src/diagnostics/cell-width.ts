/** First code points that take two columns, as in Unicode's East Asian Width (W and F), coarsened to whole blocks. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

/** The columns that a terminal gives to one grapheme cluster. A cluster is as wide as its base. */
export function cellWidth(cluster: string): 0 | 1 | 2 {
  const code = cluster.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\u200c\u200d]/u.test(cluster)) return 0;
  if (/^\p{Emoji_Presentation}/u.test(cluster) || (cluster.includes('\ufe0f') && /^\p{Emoji}/u.test(cluster))) return 2;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
