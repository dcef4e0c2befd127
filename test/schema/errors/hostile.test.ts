import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { parsePointer, valueAt } from '../../../src/model/pointer.ts';
import { explainErrors } from '../../../src/schema/errors/explain-errors.ts';
import { conditional } from './conditional.ts';
import { explained } from './explained.ts';
import { failuresOf } from './failures-of.ts';

const name = fc.constantFrom(
  'a',
  'b',
  'port',
  'prot',
  'kind',
  'toString',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  '',
  'a/b',
  '~0',
  '\u001b[31m',
);
const scalar: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(
  null,
  true,
  0,
  -1.5,
  7,
  '',
  'a',
  'port',
  'constructor',
  '\ud800',
  '8080',
  'true',
);

/** Own members under any name, as the documents room makes them. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

const data: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(objectOf),
  ),
})).value;

const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
const schema: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject }>((tie) => {
  const list = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  const map = fc.array(fc.tuple(name, tie('schema')), { minLength: 1, maxLength: 3 }).map(objectOf);
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      types.map((type): JsonObject => ({ type })),
      fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values): JsonObject => ({ enum: values })),
      scalar.map((value): JsonObject => ({ const: value })),
      fc.constantFrom<JsonObject>(
        { minLength: 2 },
        { pattern: '^[a-z]{3}$' },
        { pattern: '(a+)+$' },
        { format: 'ipv4' },
        { minimum: 3 },
        { uniqueItems: true },
      ),
      names.map((required): JsonObject => ({ required })),
      fc.tuple(map, names).map(([properties, required]): JsonObject => ({ properties, required, additionalProperties: false })),
      map.map((properties): JsonObject => ({ properties, unevaluatedProperties: false })),
      tie('schema').map((propertyNames): JsonObject => ({ propertyNames })),
      tie('schema').map((items): JsonObject => ({ items, minItems: 1 })),
      tie('schema').map((contains): JsonObject => ({ contains, maxContains: 1 })),
      tie('schema').map((not): JsonObject => ({ not })),
      list.map((anyOf): JsonObject => ({ anyOf })),
      list.map((oneOf): JsonObject => ({ oneOf })),
      list.map((allOf): JsonObject => ({ allOf })),
      fc
        .tuple(tie('schema'), tie('schema'), tie('schema'))
        .map(([condition, then, other]) => conditional(condition, then, other)),
    ),
  };
}).schema;

test('whatever is wrong is said, once, at a place that is there', () => {
  fc.assert(
    fc.property(schema, data, (rules, value) => {
      const failures = failuresOf(rules, value);
      const findings = explainErrors({ failures, data: value });
      expect(findings.length > 0).toBe(failures.length > 0);
      const said = findings.map((each) => `${each.code} ${each.pointer} ${each.at} ${messageOf(each)}`);
      expect(new Set(said).size).toBe(said.length);
      for (const { pointer, hint } of findings) {
        expect(valueAt(value, parsePointer(pointer) ?? ['?'])).toBeDefined();
        expect(hint ?? 'Write it').toMatch(/^[A-Z][a-z]+ /);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('the same failures give the same findings', () => {
  fc.assert(
    fc.property(schema, data, (rules, value) => {
      const failures = failuresOf(rules, value);
      expect(explainErrors({ failures, data: value })).toEqual(explainErrors({ failures, data: value }));
    }),
    { numRuns: 200 },
  );
});

test('very many failures are explained all the same', () => {
  const value = Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`property${i}`, i]));
  const properties = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`proprety${i}`, {}]));
  expect(explained({ properties, additionalProperties: false, required: ['propertx'] }, value)).toHaveLength(4_001);
  const texts = Array.from({ length: 4_000 }, (_, i) => `Text ${i}`);
  expect(explained({ items: { pattern: '^[a-z]+(-[a-z]+)*$', anyOf: [{ const: 'a' }, { const: 'b' }] } }, texts)).toHaveLength(
    4_000,
  );
});

test('a long pattern, name or value makes no long sentence', () => {
  const long = 'x'.repeat(100_000);
  const said = explained(
    {
      properties: { a: { pattern: `^(${'abc|'.repeat(5_000)}z)$` }, b: { const: long } },
      additionalProperties: false,
      required: [long],
    },
    { a: long, b: 'y', [`${long}y`]: 1 },
  );
  expect(said.filter((each) => each.replaceAll(/\/x+y/g, '').length > 1_000)).toEqual([]);
  expect(said.length).toBeGreaterThan(2);
});
