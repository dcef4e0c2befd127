import { describe, expect, it, test } from 'vitest';
import { isRegex } from '../../../src/schema/formats/regex.ts';

const engineReads = (text: string): boolean =>
  ['u', ''].some((flags) => {
    try {
      return new RegExp(text, flags) instanceof RegExp;
    } catch {
      return false;
    }
  });

describe('the engine and the format agree', () => {
  it.each([
    String.raw`\p{L}`,
    String.raw`[\p{L}-z]`,
    String.raw`[\p{L}\P{Lu}]{2,3}`,
    String.raw`\\p{L}`,
    String.raw`\\p{`,
    String.raw`\p{Nope}`,
    String.raw`(?<n>\p{Nope})\k<n`,
    String.raw`\p{Script=Greek}`,
    String.raw`\pL`,
    String.raw`(?<p>\k<p>)`,
    '\\',
    '[',
    'a{2,1}',
  ])('%s', (text) => expect(isRegex(text)).toBe(engineReads(text)));
});

test('many properties take no longer than other text', () => {
  for (let i = 0; i < 50; i += 1) expect(isRegex(`[${String.raw`\P{L}\p{Lu}`.repeat(5000)}]`)).toBe(true);
});
