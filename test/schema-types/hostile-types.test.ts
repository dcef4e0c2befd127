import { expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { typeErrors } from './type-check.ts';
import { typed, withSamples } from './typed.ts';

/** Texts that would end a comment, a string or a line, or reach a prototype, where they were written as they are. */
const hostile = [
  '*/ pwned(); /*',
  '*\u{2028}/ pwned(); //',
  '"; pwned(); "',
  "'; pwned(); '",
  '`${pwned()}`',
  'a\nb',
  'a\r\u{2028}\u{2029}\u{85}b',
  '\\',
  '\\u{110000}',
  '\u{202e}drowssap',
  '\u{feff}bom',
  '\u{0}\u{1b}[31m\u{7f}\u{9b}',
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '0x10',
  'default',
  'class',
  'await',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'string',
  'Root',
  'Record',
  'SecretReference',
  'größe',
  '𝒳',
  '</script>',
  '@ts-expect-error',
  '// @ts-ignore',
  '/// <reference path="/etc/passwd" />',
  '#private',
  'a?',
  'readonly x',
  '[key: string]',
  'get x',
];

function textsEverywhere(text: string): JsonObject {
  return {
    title: text,
    description: text,
    $comment: text,
    default: text,
    'x-confman-unit': text || '-',
    'x-confman-deprecated': text || '-',
    examples: [text],
  };
}

it('hostile names and texts are names and texts', async () => {
  const own = (value: (text: string) => JsonValue): JsonObject => Object.fromEntries(hostile.map((text) => [text, value(text)]));
  const schema = {
    ...textsEverywhere(hostile.join('\n')),
    type: 'object',
    additionalProperties: false,
    required: hostile,
    properties: {
      ...own((text) => ({ ...textsEverywhere(text), enum: [text, { [text]: text }] })),
      refs: { type: 'array', prefixItems: hostile.map((text) => ({ $ref: `#/$defs/${pointerOf(text)}` })) },
    },
    patternProperties: {
      '^`\\$\\{pwned\\(\\)\\}\\\\\u{202e}': { type: 'string' },
      '^x-\\*/': { const: hostile, description: '\u{d800}', enum: [hostile, '\u{d800}'] },
    },
    $defs: own((text) => ({ title: text, description: text, type: 'object', properties: { [text]: { $ref: '#' } } })),
  };
  const module = await typed(schema);
  expect(typeErrors({ hostile: withSamples(module, [own((text) => text)]) })).toEqual([]);
  // Outside of strings and comments there is no call at all, and nothing that a reader would not see.
  const code = module.replaceAll(/\/\*\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, '');
  expect(code).not.toMatch(/pwned|passwd|[^\x20-\x7e\n\p{L}\p{N}]/u);
  expect(module).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u{2028}\u{2029}]/u);
});

it('unions of as many members as a schema may have are written, and a compiler takes them', async () => {
  const objects = Array.from({ length: 600 }, (_, i) => ({
    properties: { kind: { const: `k${i}` }, [`p${i}`]: { type: 'string' } },
  }));
  const texts = Array.from({ length: 50_000 }, (_, i) => `v${i}`);
  const nested = (depth: number): JsonValue =>
    depth === 0 ? { type: 'string' } : { anyOf: [nested(depth - 1), { type: 'array', items: nested(depth - 1) }] };
  const module = await typed({
    type: 'object',
    properties: {
      objects: { type: 'object', anyOf: objects },
      texts: { enum: texts },
      ones: { oneOf: texts.slice(0, 1_400).map((text) => ({ const: text })) },
      nested: nested(8),
    },
  });
  expect(module.length).toBeLessThan(8_000_000);
  const good = { objects: { kind: 'k7', p7: 'x' }, texts: 'v7', ones: 'v8', nested: [['x']] };
  expect(typeErrors({ huge: withSamples(module, [good]) })).toEqual([]);
});

function pointerOf(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
