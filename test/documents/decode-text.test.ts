import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/documents/decode-text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('text is strict UTF-8', () => {
  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        expect(decodeText(new TextEncoder().encode(text))).toEqual({ text });
      }),
    );
  });

  test('a byte order mark is dropped, once and only at the start', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: 'a' });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf))).toEqual({ text: '\ufeff' });
    expect(decodeText(bytes(0x61, 0xef, 0xbb, 0xbf))).toEqual({ text: 'a\ufeff' });
  });

  test('a part of a larger buffer', () => {
    expect(decodeText(Buffer.from('xaby').subarray(1, 3))).toEqual({ text: 'ab' });
  });

  test.each([
    ['a byte that never occurs', bytes(0x61, 0xff), 1],
    ['a continuation alone', bytes(0xc3, 0xa9, 0x80), 2],
    ['a character cut short', bytes(0x61, 0xe2, 0x82), 1],
    ['an overlong form', bytes(0xc0, 0x80), 0],
    ['an overlong form of three bytes', bytes(0xe0, 0x9f, 0xbf), 0],
    ['half of a surrogate pair', bytes(0x61, 0x62, 0xed, 0xa0, 0x80), 2],
    ['beyond the last character', bytes(0xf4, 0x90, 0x80, 0x80), 0],
    ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), 0],
    ['Latin-1', Buffer.from('caf\u00e9 au lait', 'latin1'), 3],
  ])('%s is refused at its first byte', (_, input, invalidAt) => {
    expect(decodeText(input)).toEqual({ invalidAt });
  });

  test('it refuses what the platform refuses', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (input) => {
        const decoded = decodeText(input);
        if ('text' in decoded) expect(decoded.text).toBe(strict.decode(input));
        else {
          expect(() => strict.decode(input)).toThrow('not valid');
          expect(() => strict.decode(input.subarray(0, decoded.invalidAt))).not.toThrow();
        }
      }),
      { numRuns: 2000 },
    );
  });
});
