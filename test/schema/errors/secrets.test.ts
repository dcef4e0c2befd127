import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { explainErrors } from '../../../src/schema/errors/explain-errors.ts';
import { conditional } from './conditional.ts';
import { explained, markSecrets } from './explained.ts';
import { failuresOf } from './failures-of.ts';

test.each([
  { schema: { type: 'number' }, says: 'type /key: Expected a number, found a string' },
  { schema: { enum: ['none', 'hunter3'] }, says: 'enum /key: Expected "none" or "hunter3", found another value' },
  { schema: { const: 'hunter3' }, says: 'const /key: Expected "hunter3", found another value' },
  { schema: { maxLength: 3 }, says: 'max-length /key: The value is 7 characters long; at most 3 are allowed' },
  {
    schema: { pattern: '^HUNTER' },
    says: 'pattern /key: The value does not match the pattern ^HUNTER (Write something like "HUNTER")',
  },
  {
    schema: { format: 'uri' },
    says: 'format /key: The value is not a URI with a scheme (Write it like https://example.com/path)',
  },
  {
    schema: { anyOf: [{ maxLength: 1 }, { pattern: '^x' }] },
    says: 'no-alternative /key: Expected a string of at most 1 characters or a string that matches ^x, found a string',
  },
  { schema: { not: { pattern: 'r2$' } }, says: 'not /key: The value must not be a string that matches r2$' },
])('$says', ({ schema, says }) => {
  expect(explained({ properties: { key: schema } }, { key: 'hunter2' }, ['/key'])).toEqual([says]);
});

test('a misspelt key that was meant for a secret is told as one', () => {
  const schema = { properties: { password: { type: 'string' }, user: {} }, required: ['password'], additionalProperties: false };
  const secretOf = (data: JsonObject): boolean[] =>
    explainErrors({ failures: failuresOf(schema, data), data, isSecretAt: (pointer) => pointer === '/password' }).map(
      (each) => each.secret,
    );
  expect(secretOf({ pasword: 'hunter2' })).toEqual([true]);
  expect(secretOf({ password: 'env://X', usre: 'hunter2' })).toEqual([false]);
  expect(secretOf({ password: 'env://X', passwort: 'hunter2', user: 1 })).toEqual([true]);
});

test('a key beside a secret is none, and a key inside one is', () => {
  const schema = { properties: { key: { additionalProperties: false }, other: {} }, additionalProperties: false };
  const data = { key: { inner: 'hunter2' }, ohter: 1 };
  const failures = markSecrets(failuresOf(schema, data), ['/key']);
  const findings = explainErrors({ failures, data, isSecretAt: (pointer) => pointer === '/key' });
  expect(findings.map(({ pointer, secret }) => [pointer, secret])).toEqual([
    ['/ohter', false],
    ['/key/inner', true],
  ]);
});

const SECRET = 'hunter2-hunter2';
const rule: fc.Arbitrary<JsonObject> = fc.letrec<{ rule: JsonObject }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<JsonObject>(
      { type: 'number' },
      { type: 'array' },
      { enum: ['hunter-hunter', 5] },
      { const: 'x' },
      { maxLength: 2 },
      { minLength: 90 },
      { pattern: '^[A-Z]+$' },
      { format: 'date' },
      { minimum: 5 },
      { uniqueItems: true },
      { required: ['a'] },
      { properties: { secret: { type: 'integer' } }, required: ['b'], additionalProperties: false },
      { items: { type: 'integer' }, minItems: 5 },
      { contains: { type: 'boolean' } },
    ),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((anyOf): JsonObject => ({ anyOf })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((oneOf): JsonObject => ({ oneOf })),
    tie('rule').map((not): JsonObject => ({ not })),
    fc.tuple(tie('rule'), tie('rule')).map(([condition, then]) => conditional(condition, then, then)),
  ),
})).rule;

test('a secret is in no part of a finding, whatever the schema says about it', () => {
  const values = fc.constantFrom<JsonValue>(SECRET, [SECRET, SECRET], { secret: SECRET }, { a: [SECRET] });
  fc.assert(
    fc.property(rule, values, (key, value) => {
      const data = { key: value };
      const failures = markSecrets(failuresOf({ properties: { key } }, data), ['/key']);
      const findings = explainErrors({ failures, data, isSecretAt: () => true });
      expect(JSON.stringify(findings.map((each) => [each.args, each.hint, messageOf(each)]))).not.toContain(SECRET);
      expect(findings.length > 0).toBe(failures.length > 0);
    }),
    { numRuns: 1_500 },
  );
});
