import { expect, it } from 'vitest';
import { schemaSecrets } from '../../src/documents/schema-secrets.ts';

function hidden(schema: unknown): string[] {
  const text = JSON.stringify(schema);
  const source = { path: 'schemas/a/v1.json', format: 'json', text } as const;
  return schemaSecrets(source).map(({ start, end }) => text.slice(start, end));
}

const secret = { 'x-confman-secret-ref': true };

it('defaults, listed values and examples of a secret', () => {
  const password = { ...secret, default: 'a', enum: ['b'], examples: ['c'], const: 'd', maxLength: 3 };
  expect(hidden({ properties: { password, color: { enum: ['red'] } } })).toEqual(['"d"', '"a"', '["b"]', '["c"]']);
});

it('what other schemas state at the same place', () => {
  expect(hidden({ $ref: '#/$defs/s', default: 'a', $defs: { s: secret } })).toEqual(['"a"']);
  expect(hidden({ allOf: [secret, { const: 'a' }] })).toEqual(['"a"']);
  expect(hidden({ ...secret, anyOf: [{ const: 'a' }, { not: { enum: ['b'] } }] })).toEqual(['"a"', '["b"]']);
});

it('objects, which may hold one', () => {
  expect(hidden({ default: { p: 'a' }, properties: { p: secret } })).toEqual(['{"p":"a"}']);
});

it('not what only has such a name, and nothing of schemas without secrets', () => {
  expect(hidden({ properties: { default: { type: 'string' }, p: secret } })).toEqual([]);
  expect(hidden({ default: { p: 'a' } })).toEqual([]);
});

it('schema trees', () => {
  const leaf = { Type: 'Leaf', Format: 'secret-ref', AllowedValues: ['a'] };
  expect(hidden({ Type: 'Object', Properties: [{ Name: 'p', DefaultValue: 'b', Schema: leaf }] })).toEqual(['"b"', '["a"]']);
});

it('schemas that lead into each other, and long ways', () => {
  const $defs: Record<string, unknown> = { d24: {} };
  for (let i = 0; i < 24; i += 1) $defs[`d${i}`] = { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] };
  expect(
    hidden({ $ref: '#/$defs/a', $defs: { ...$defs, a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' }, c: { ...secret } } }),
  ).toEqual([]);
});
