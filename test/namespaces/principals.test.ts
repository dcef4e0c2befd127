import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePrincipal, principalHint } from '../../src/namespaces/principal.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);

test.each([
  ['ada@example.com', 'email', 'ada@example.com'],
  ["Ada.O'Neil+prod@Mail.Example.COM", 'email', "ada.o'neil+prod@mail.example.com"],
  ['group:Payments', 'group', 'group:Payments'],
  ['github:Ada-L', 'account', 'github:ada-l'],
  ['github:dependabot[bot]', 'account', 'github:dependabot[bot]'],
  ['gitlab:ada.l_2', 'account', 'gitlab:ada.l_2'],
  ['gitea:ada', 'account', 'gitea:ada'],
])('%s is somebody', (text, kind, key) => {
  expect(parsePrincipal(text)).toMatchObject({ kind, key, text });
});

test.each([
  '',
  'ada',
  '@ada',
  'ada@',
  'ada@localhost',
  'ada@example.com ',
  'ada@example.com\n* @mallory',
  'ada@example.com\t@mallory',
  'ada@example.com#',
  'ada@exam\u202eple.com',
  'ada@example..com',
  'ada@-example.com',
  'a b@example.com',
  '"a b"@example.com',
  'ad\u00e4@example.com',
  'github:',
  'github:@ada',
  'github:acme/payments',
  'github:ada bob',
  'github:ada\r\n',
  'GitHub:ada',
  'forgejo:ada',
  'group:',
  'group:a/b',
  'group:a b',
  'group:group:a',
  'constructor:ada',
  // A Kelvin sign, which becomes a k in small letters.
  'github:\u212aay',
  `${'a'.repeat(65)}@example.com`,
  `github:${'a'.repeat(1000)}`,
])('%j is nobody', (text) => {
  expect(parsePrincipal(text)).toBeUndefined();
});

describe('what was meant', () => {
  test.each([
    ['@payments', ['payments'], 'Write "group:payments"'],
    ['forgejo:ada', [], 'Write "gitea:ada"'],
    ['GitHub:ada', [], 'Write "github:ada"'],
    ['github:acme/payments', [], 'Write a group with its members in configs/groups.json5, and name the team in its accounts'],
  ])('%s', (text, groups, hint) => {
    expect(principalHint(text, groups)).toBe(hint);
  });
});

test(`whoever is somebody is one word of visible ASCII without any sign of a list (seed ${seed})`, () => {
  const parts = fc.constantFrom(
    'ada',
    '@',
    'example',
    '.com',
    'github:',
    'group:',
    ' ',
    '\n',
    '\t',
    '#',
    '\u00a0',
    '/',
    '[bot]',
    '*',
    '\0',
    '\u2028',
    'K',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(parts, { maxLength: 6 }).map((each) => each.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const principal = parsePrincipal(text);
        if (principal === undefined) return;
        expect(principal.text).toBe(text);
        expect(text).toMatch(/^[A-Za-z0-9._%+'@:[\]-]+$/);
        expect(parsePrincipal(principal.key)?.key).toBe(principal.key);
      },
    ),
    { seed, numRuns: 500 },
  );
});
