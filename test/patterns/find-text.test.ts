import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findText } from '../../src/patterns/find-text.ts';
import { randomPattern } from './random-pattern.ts';

const patterns = randomPattern(['a', 'b', '[ab]', '[^a]', '\\w', '.', '^', '$', '\\b', '\\B', ''], [(inner) => `(?:${inner})`]);

/** All texts over a few characters, shortest first. */
const texts = ['a', 'b', '-', '\n'].reduce<string[]>(
  (all) => [...all, ...all.flatMap((text) => ['a', 'b', '-', '\n'].map((char) => text + char))],
  [''],
);
const few = [...new Set(texts)].filter((text) => text.length <= 4).sort((a, b) => a.length - b.length);

describe('a text for some patterns and not for others', () => {
  it('matches them, and there is none where it says so', () => {
    fc.assert(
      fc.property(
        patterns,
        patterns,
        patterns,
        fc.nat(3),
        fc.nat(3),
        fc.subarray(few.slice(0, 6)),
        (yes, other, no, min, more, notOneOf) => {
          const [minLength, maxLength] = [min, min + more];
          const found = findText({ matching: [yes, other], notMatching: [no], minLength, maxLength, notOneOf });
          const [first, second, third] = [yes, other, no].map((pattern) => new RegExp(pattern, 'u'));
          const fits = (text: string): boolean =>
            [first, second].every((each) => each?.test(text) === true) &&
            third?.test(text) === false &&
            [...text].length >= minLength &&
            [...text].length <= maxLength &&
            !notOneOf.includes(text);
          if (found.is === 'text') expect({ text: found.text, fits: fits(found.text) }).toEqual({ text: found.text, fits: true });
          if (found.is === 'none') expect(few.filter(fits)).toEqual([]);
          if (found.is !== 'unknown') return;
          expect(few.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['^[a-z]{3,5}$', '^[a-z]+$', 'none'],
    ['^[a-z]+$', '^[a-z]{3,5}$', 'text'],
    ['^\\p{Lu}', '^\\p{L}', 'none'],
    ['foo', '\\bfoo\\b', 'text'],
    ['^(?:[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])$', '^[a-z0-9-]+$', 'none'],
    ['^(?=a)', 'a', 'unknown'],
    ['(a|b)*c{1000}', 'c{999}', 'unknown'],
    ['^(a|b)*a(a|b){20}$', '^(a|b)*b(a|b){20}$', 'unknown'],
  ])('%s without %s: %s', (matching, notMatching, is) => {
    const found = findText({ matching: [matching], notMatching: [notMatching], minLength: 0, maxLength: Infinity, notOneOf: [] });
    expect(found.is).toBe(is);
  });

  it('is of the length that is asked for', () => {
    const found = findText({ matching: ['^\\d*$'], notMatching: [], minLength: 50, maxLength: 60, notOneOf: [] });
    expect(found).toEqual({ is: 'text', text: '0'.repeat(50) });
  });
});
