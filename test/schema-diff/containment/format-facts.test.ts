import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFacts, sampleTexts } from '../../../src/schema-diff/containment/format-facts.ts';
import { lightWorld } from '../kit/light-world.ts';

const { checks } = lightWorld({});
const pieces = fc.constantFrom(
  ...'aZ09-:.@/#%+~[]{}TtzZ \n\u2028ü"\\=',
  '2020-01-02',
  '01:02:03',
  'http:',
  '::1',
  '1.2.3.4',
  '%20',
  'a.b',
);
const texts = fc.oneof(
  fc.constantFrom(...sampleTexts),
  fc.array(pieces, { maxLength: 6 }).map((each) => each.join('')),
  fc
    .tuple(fc.constantFrom(...sampleTexts), pieces, fc.nat(40))
    .map(([text, piece, at]) => text.slice(0, at) + piece + text.slice(at)),
);

function isOf(format: string, text: string): boolean {
  const check = checks.format(format);
  return check?.of === 'string' && check.test(text);
}

describe('what is said about formats', () => {
  it.each(Object.entries(formatFacts))('%s', (format, { pattern, wider = [] }) => {
    expect(checks.format(format)?.of).toBe('string');
    for (const other of wider) expect(checks.format(other)?.of).toBe('string');
    const matches = pattern === undefined ? undefined : new RegExp(pattern, 'u');
    fc.assert(
      fc.property(texts, (text) => {
        if (!isOf(format, text)) return;
        expect({ text, matches: matches?.test(text) ?? true }).toEqual({ text, matches: true });
        expect({ text, out: wider.filter((other) => !isOf(other, text)) }).toEqual({ text, out: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('has a sample of each', () => {
    expect(Object.keys(formatFacts).filter((format) => !sampleTexts.some((text) => isOf(format, text)))).toEqual([]);
  });
});
