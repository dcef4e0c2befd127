import * as fc from 'fast-check';

/** Pieces that break printers: escapes, controls, overrides, surrogates, towers of accents, commands, markup. */
const pieces = [
  '\u001b[2J\u001b[31m',
  '\u009b31m',
  '\u0007\b\r',
  '\0',
  '\u202e\u2066',
  '\u200b\u200d\ufeff',
  '\ud800',
  '\udc00',
  '\ufffe',
  'e\u0301\u0301\u0301',
  `a${'\u0301'.repeat(100)}`,
  '👩‍👩‍👧‍👦',
  '日本',
  '\t',
  '\n::error::owned\n',
  '\r::set-output name=x::y',
  '##[error]owned',
  '](https://evil.example)',
  '<script>alert(1)</script>',
  '<!--',
  ']]>',
  '&amp;"\'',
  '@everyone #1 !2 GH-3 a@b.example',
  '`` ` ```',
  '| **x** _y_ ~~z~~ $1$',
  'https://evil.example www.evil.example',
  '![x](//evil.example/x.png)',
  '%0A%25',
  '\\" "quoted" \\',
  '/close',
];

export const hostileText = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 8 }), fc.constant('x')),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

/** What no output may hold, apart from its own line breaks. */
export const ACTIVE_CHARACTERS = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|##\[/u;
