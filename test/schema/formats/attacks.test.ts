import { describe, expect, it } from 'vitest';
import { stringFormats } from '../../../src/schema/formats/formats.ts';

const MANY = 20_000;

/** Pieces that patterns for these formats are known to stumble over, repeated, and then something that does not fit. */
const pieces = [
  'a',
  '1',
  '.',
  ':',
  '-',
  '/',
  '@',
  '%41',
  '~0',
  '{a}',
  '{',
  ',',
  'a.',
  'a-',
  '1:',
  '::',
  '"\\"',
  '[',
  'é',
  '💩',
  'P1',
  'T1',
  'AAAA',
  '=',
  ' ',
];
const starts = ['', 'http://', 'a@', 'P', '2024-01-01T', '"', '[', '/', '#', '0', '{', 'urn:'];
const ends = ['', '!', '\n', '\u0000', '%', '=', '$'];

describe('no format takes more than linear time', () => {
  it.each(Object.keys(stringFormats))('%s', (format) => {
    const test = stringFormats[format] as (text: string) => boolean;
    for (const start of starts) {
      for (const piece of pieces) {
        const body = piece.repeat(MANY / piece.length);
        for (const end of ends) expect(typeof test(start + body + end)).toBe('boolean');
      }
    }
  });
});
