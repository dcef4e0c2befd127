import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../src/diagnostics/cell-width.ts';
import { visibleText } from '../../src/diagnostics/visible-text.ts';
import { ACTIVE_CHARACTERS, hostileText } from './hostile-text.ts';

describe('visible text', () => {
  test.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['an 8-bit control', 'a\u009bb', 'a\\u009bb'],
    ['a line break', 'a\r\nb\u2028c', 'a\\u000d\\u000ab\\u2028c'],
    ['an override', 'user\u202enimda', 'user\\u202enimda'],
    ['a tag character', 'x\u{e0041}', 'x\\u{e0041}'],
    ['half a pair', 'x\ud83d', 'x\\ud83d'],
    ['a joiner inside a word', 'ad\u200dmin', 'ad\\u200dmin'],
    ['a joiner where it belongs', '👩‍👧 क्‍ष', '👩‍👧 क्‍ष'],
    ['a command of a runner', 'a ##[error] b', 'a ##\\u005berror] b'],
    ['other writing', 'Größe 日本 é "x" \\', 'Größe 日本 é "x" \\'],
  ])('%s', (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  test('long text ends in an ellipsis', () => {
    expect(visibleText('abcdef', 4)).toBe('abc…');
  });

  test('nothing active is left of any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visibleText(text)).not.toMatch(ACTIVE_CHARACTERS);
        expect(visibleText(text)).not.toContain('\n');
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['a', 1],
  ['é', 1],
  ['日', 2],
  ['가', 2],
  ['Ａ', 2],
  ['😀', 2],
  ['👩‍👩‍👧‍👦', 2],
  ['❤️', 2],
  ['❤', 1],
  ['│', 1],
  ['\u0301', 0],
])('%s takes %i columns', (cluster, width) => {
  expect(cellWidth(cluster)).toBe(width);
});
