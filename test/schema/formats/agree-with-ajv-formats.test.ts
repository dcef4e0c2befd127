import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringFormats } from '../../../src/schema/formats/formats.ts';

/** Those where differences are not meant (its URIs are looser than the RFC, its e-mail addresses and host names too), with the pieces that texts are made of. */
const pieces: Readonly<Record<string, readonly string[]>> = {
  date: ['2024', '-', '02', '29', '30', '1'],
  duration: ['P', 'T', '1', '22', 'Y', 'M', 'D', 'H', 'S', 'W'],
  ipv4: ['0', '25', '255', '256', '.', '1.2.3', '01'],
  ipv6: ['::', ':', '1', 'ffff', '1.2.3.4', '12345', 'a'],
  'json-pointer': ['/', '~', '~0', '~1', 'a', '#'],
  'relative-json-pointer': ['0', '1', '/', '#', 'a', '~0'],
  'uri-template': ['{', '}', 'a', ',', ':', '3', '*', '+', '%41', '/'],
};

function ofAjv(format: string): (text: string) => boolean {
  const known = fullFormats[format as 'date'] as unknown;
  const test = typeof known === 'object' && known !== null && 'validate' in known ? known.validate : known;
  return test instanceof RegExp ? (text) => test.test(text) : (test as (text: string) => boolean);
}

describe('formats agree with those of ajv', () => {
  it.each(Object.keys(pieces))('%s', (format) => {
    const ours = stringFormats[format] as (text: string) => boolean;
    const theirs = ofAjv(format);
    const texts = fc.array(fc.constantFrom(...(pieces[format] ?? [])), { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        expect([text, ours(text)]).toEqual([text, theirs(text)]);
      }),
      { numRuns: 2000 },
    );
  });
});
