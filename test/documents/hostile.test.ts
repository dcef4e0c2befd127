import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Site, SourceFormat } from '../../src/model/source.ts';
import { defaultDocumentLimits } from '../../src/documents/limits.ts';
import { locate } from '../../src/documents/locate.ts';
import { parseDocument } from '../../src/documents/parse-document.ts';
import { jsonValue, seed } from './arbitrary.ts';
import { Json5Printer } from './json5-printer.ts';
import { mutated } from './mutate.ts';
import { Random } from './random.ts';
import { read } from './read.ts';

function offsetsOf(site: Site): readonly [number, number] {
  const { start, end } = locate(site);
  return [start.offset, end.offset];
}

/** What is wrong with a reading: a value or findings, the findings in order, in bounds, and not more than allowed. */
function faultsOf(text: string, format: SourceFormat): readonly string[] {
  const { value, diagnostics } = parseDocument({ path: 'a', format, text }, { ...defaultDocumentLimits, diagnostics: 5 });
  const faults: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) faults.push(`${what}: ${JSON.stringify(text.slice(0, 500))}`);
  };
  must((value === undefined) === diagnostics.length > 0, 'a value or findings');
  must(diagnostics.length <= 6, 'as many findings as allowed');
  let previous = 0;
  for (const { site, related } of diagnostics) {
    const [start, end] = offsetsOf(site as Site);
    must(start >= previous && end >= start && end <= text.length, 'in order and in bounds');
    for (const other of related) must(offsetsOf(other.site)[1] <= text.length, 'related in bounds');
    previous = start;
  }
  return faults;
}

describe('no text crashes the reader', () => {
  test('every beginning of a document', () => {
    const text = new Json5Printer(new Random(7)).document({ a: [1, { b: 'x\ny', c: null }], 'd e': -0.5, f: { g: [] } });
    for (const format of ['json5', 'json', 'yaml'] as const)
      for (let end = 0; end <= text.length; end++) expect(faultsOf(text.slice(0, end), format)).toEqual([]);
  });

  test('changed documents', () => {
    fc.assert(
      fc.property(jsonValue, seed, fc.constantFrom('json5', 'json'), (value, style, format) => {
        const random = new Random(style);
        expect(faultsOf(mutated(new Json5Printer(random).document(value), random), format)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('changed YAML', () => {
    fc.assert(
      fc.property(jsonValue, seed, (value, style) => {
        const random = new Random(style);
        const text = stringify(value, { collectionStyle: random.pick(['any', 'flow', 'block']) });
        const pieces = [
          '&a ',
          '*a',
          '!!str ',
          '!x ',
          '<<: ',
          '\n',
          '  ',
          '- ',
          '? ',
          ': ',
          '|\n',
          '>-\n',
          '---\n',
          '...\n',
          '#',
          '\t',
          '%YAML 1.1\n',
          '\u0002',
          '\u0018',
          '\u001f',
        ];
        const at = random.below(text.length + 1);
        expect(faultsOf(mutated(text.slice(0, at) + random.pick(pieces) + text.slice(at), random), 'yaml')).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  test('characters at random', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'{}[],:"\'\\/*# \n-+0x1.eE$atu&*!|>%@`?') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('json5', 'json', 'yaml'), (written, format) => {
        expect(faultsOf(written, format)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('large and hostile texts end', () => {
  const large = 100_000;
  test.each([
    ['open brackets', '['.repeat(large)],
    ['open braces', '{a:'.repeat(large)],
    ['closing brackets', ']'.repeat(large)],
    ['pairs of brackets', '[],'.repeat(large)],
    ['quotes', '"'.repeat(large)],
    ['quotes on lines', '"\n'.repeat(large)],
    ['quotes and a long look ahead', `["${'\n'.repeat(1900)}`.repeat(large / 1900)],
    ['commas', `[${','.repeat(large)}`],
    ['commas in an unterminated string', `["${','.repeat(large)}`],
    ['brackets in an unterminated string', `["${'}'.repeat(large)}`],
    ['colons', `{a${':'.repeat(large)}`],
    ['punctuation', `{a${':=;#\n'.repeat(large / 5)}`],
    ['words', `{a: ${'b '.repeat(large)}`],
    ['words with colons', `{a: ${'b: '.repeat(large)}`],
    ['words joined by colons', `{a: ${'b:'.repeat(large)}`],
    ['hashes', `{${'#\n'.repeat(large)}`],
    ['slashes', '/'.repeat(large)],
    ['comments', '/**/'.repeat(large)],
    ['an open comment', `/${'*'.repeat(large)}`],
    ['backslashes', `"${'\\'.repeat(large)}`],
    ['escapes in a key', `{${'\\u0061'.repeat(large / 6)}:1}`],
    ['blanks', ' '.repeat(large)],
    ['digits', '1'.repeat(large)],
    ['zeros after 0x', `0x${'0'.repeat(large)}fffffffffffffffff`],
    ['digits of a fraction', `0.${'1'.repeat(large)}`],
    ['members on one line, never closed', '{a:1,b:{c:'.repeat(large / 10)],
    ['equal keys', `{${'a:1,'.repeat(large / 4)}}`],
    ['equal hashes', `{${Array.from({ length: large / 10 }, (_, i) => `k${i}`).join(':1,')}:1}`],
  ])('%s', (_, text) => {
    expect(faultsOf(text, 'json5')).toEqual([]);
    expect(faultsOf(text, 'json')).toEqual([]);
  });

  test('an object of a hundred thousand keys is read in order', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `k${(i * 7919) % 100_000}`);
    const { value, findings } = read(`{${keys.map((key) => `${key}:1`).join()}}`);
    expect(findings).toEqual([]);
    expect(Object.keys(value as object)).toEqual(keys.toSorted());
  });

  test.each([
    ['flow', '['.repeat(8000)],
    ['sequences', '- '.repeat(8000)],
    ['complex keys', '? '.repeat(8000)],
    ['errors', '[]'.repeat(8000)],
    ['anchors', '&a '.repeat(8000)],
    ['aliases', '*a '.repeat(8000)],
    ['tags', '! '.repeat(8000)],
    ['directives', '%a\n'.repeat(8000)],
    ['documents', '---\n'.repeat(8000)],
    ['members', 'a: 1\n'.repeat(8000)],
  ])('YAML: %s', (_, text) => {
    expect(faultsOf(text, 'yaml')).toEqual([]);
  });
});
