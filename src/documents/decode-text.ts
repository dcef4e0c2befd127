import { isAscii, isUtf8 } from 'node:buffer';

/** `invalidAt` is the offset in bytes of the first byte that does not belong to well-formed UTF-8. */
export type DecodedText = { readonly text: string } | { readonly invalidAt: number };

/** Strict UTF-8: no replacement characters. A byte order mark at the start is dropped. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return { text: buffer.toString('latin1') };
  if (!isUtf8(buffer)) return { invalidAt: firstInvalid(buffer) };
  return { text: buffer.toString('utf8', startsWithMark(buffer) ? 3 : 0) };
}

export function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Only reached for text that is known to be wrong somewhere. */
function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Unicode 15, table 3-7: the well-formed byte sequences; 0 where none starts. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
