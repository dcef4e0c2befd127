import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { parsePointer, valueAt } from '../../../src/model/pointer.ts';
import type { Source } from '../../../src/model/source.ts';
import { exportTree } from '../../../src/schema/tree/export-tree.ts';
import { importTree } from '../../../src/schema/tree/import-tree.ts';
import { readTree } from '../../../src/schema/tree/read-tree.ts';

const source: Source = { path: 'schemas/test/v1.json', format: 'json', text: '' };
const closed = { additionalProperties: false };

function treeOf(schema: JsonValue): unknown {
  return exportTree(schema).value?.tree;
}

function lostOf(schema: JsonValue): string[] {
  return (exportTree(schema).value?.lost ?? []).map(({ pointer, reason }) => `${pointer}: ${reason}`);
}

describe('what a tree can say', () => {
  test.each<[JsonValue, JsonValue]>([
    [
      { type: 'integer', exclusiveMinimum: 0, maximum: 9 },
      { Type: 'Leaf', Format: 'int', Min: 1, Max: 9 },
    ],
    [
      { type: 'integer', exclusiveMinimum: 0.5, minimum: 3 },
      { Type: 'Leaf', Format: 'int', Min: 3 },
    ],
    [
      { type: 'integer', exclusiveMaximum: 10 },
      { Type: 'Leaf', Format: 'int', Max: 9 },
    ],
    [
      { type: 'integer', minimum: 0, exclusiveMinimum: true },
      { Type: 'Leaf', Format: 'int', Min: 1 },
    ],
    [
      { type: ['object'], ...closed },
      { Type: 'Object', Properties: [] },
    ],
    [{ const: 'x' }, { Type: 'Leaf', AllowedValues: ['x'] }],
    [
      { type: 'string', enum: ['a', null] },
      { Type: 'Leaf', Format: 'string', AllowedValues: ['a'] },
    ],
    [{ enum: [{ a: 1 }, 2] }, { Type: 'Leaf', Format: 'any', AllowedValues: [{ a: 1 }, 2] }],
    [
      { type: 'string', contentEncoding: 'base64' },
      { Type: 'Leaf', Format: 'binary' },
    ],
    [{ 'x-confman-secret-ref': true }, { Type: 'Leaf', Format: 'secret-ref' }],
    [{ type: ['array', 'object'] }, { Type: 'Leaf', Format: 'json' }],
    [true, { Type: 'Leaf', Format: 'any' }],
    [{ type: 'array', items: true }, { Type: 'Array' }],
    [{ allOf: [{ type: 'string' }] }, { Type: 'Leaf', Format: 'string' }],
    [
      {
        allOf: [
          { properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'boolean' } } },
        ],
        unevaluatedProperties: false,
      },
      {
        Type: 'Object',
        Properties: [
          { Name: 'a', IsRequired: true, Schema: { Type: 'Leaf', Format: 'string' } },
          { Name: 'b', IsRequired: false, Schema: { Type: 'Leaf', Format: 'boolean' } },
        ],
      },
    ],
    [
      { $defs: { node: { type: 'object', ...closed, properties: { next: { $ref: '#/$defs/node' } } } }, $ref: '#/$defs/node' },
      { Type: 'Object', Properties: [{ Name: 'next', IsRequired: false, Schema: { $ref: '#/' } }] },
    ],
    [
      {
        $defs: { port: { type: 'integer', description: 'A port', default: 80 } },
        type: 'object',
        ...closed,
        properties: { a: { $ref: '#/$defs/port' }, b: { $ref: '#/$defs/port', default: 81 } },
      },
      {
        Type: 'Object',
        Properties: [
          { Name: 'a', IsRequired: false, DefaultValue: 80, Description: 'A port', Schema: { Type: 'Leaf', Format: 'int' } },
          { Name: 'b', IsRequired: false, DefaultValue: 81, Description: 'A port', Schema: { $ref: '#/Properties/0/Schema' } },
        ],
      },
    ],
  ])('%j', (schema, tree) => {
    expect(treeOf(schema)).toEqual(tree);
    expect(lostOf(schema)).toEqual([]);
  });
});

describe('what a tree cannot say is listed', () => {
  test.each<[JsonValue, string[]]>([
    [
      { type: 'string', pattern: '^a', title: 'A' },
      ['/pattern: a tree has no patterns; the nearest is a Format', '/title: a tree has descriptions and no titles'],
    ],
    [{ type: 'number', exclusiveMinimum: 0 }, ['/exclusiveMinimum: the bounds of a tree are reached']],
    [{ type: 'number', multipleOf: 5 }, ['/multipleOf: a tree has no multiples']],
    [{ type: ['string', 'null'] }, ['/type: a leaf has one type; of string, null the tree keeps string']],
    [{ type: 'null' }, ['/type: a leaf of a tree cannot be null']],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, ['/anyOf: a tree does not allow null beside something else']],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, ['/anyOf: a tree has no such rule']],
    [{ type: 'string', description: 'x' }, ['/description: in a tree only a property has one']],
    [{ type: 'object', properties: {} }, [': the schema accepts further properties, and the tree only those that it lists']],
    [{ properties: {}, ...closed }, [': it is not stated: the schema accepts every type, and the tree only an object']],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      ['/additionalProperties: the properties of a tree have fixed names'],
    ],
    [{ type: 'object', ...closed, properties: { a: false } }, ['/properties/a: a tree has no property that must not be there']],
    [{ type: 'object', ...closed, required: ['a'] }, ['/required: a property that is required has to be declared: a']],
    [
      { type: 'array', uniqueItems: true, prefixItems: [] },
      ['/uniqueItems: a tree cannot ask for different items', '/prefixItems: all items of a tree are alike'],
    ],
    [{ type: 'array', items: [{}] }, ['/items: all items of a tree are alike']],
    [{ type: ['array', 'null'] }, ['/type: a tree does not allow null beside an array']],
    [{ type: 'number', minimum: 0, exclusiveMinimum: true }, ['/exclusiveMinimum: the bounds of a tree are reached']],
    [{ type: 'array', items: false }, ['/items: a tree has no node that accepts nothing']],
    [false, [': a tree has no node that accepts nothing']],
    [{ type: 'string', minLength: 5, maxLength: 2 }, ['/maxLength: it contradicts minLength']],
    [{ type: 'string', minimum: 5 }, ['/minimum: this leaf has no bounds of that kind']],
    [{ type: 'boolean', format: 'x' }, ['/format: the format of the leaf does not say it']],
    [{ type: 'string', format: 'int' }, ['/format: the format of the leaf does not say it']],
    [{ type: 'string', enum: [1] }, ['/enum: no value is left, and a tree has no node that accepts nothing']],
    [{ $ref: 'other.json' }, ['/$ref: it names no place in this schema']],
    [{ $ref: '#' }, ['/$ref: it leads back to itself']],
    [
      { type: 'object', ...closed, properties: { a: { type: 'integer', default: 'x' } } },
      ['/properties/a/default: it does not fit its own schema, as the tree has it'],
    ],
    [
      { $defs: { a: { type: 'string' } }, type: 'array', items: { $ref: '#/$defs/a', minLength: 1 } },
      ['/items/minLength: beside a reference a tree has nothing else'],
    ],
    [{ allOf: [{ type: 'string', pattern: 'x' }] }, ['/allOf/0/pattern: a tree has no patterns; the nearest is a Format']],
    [{ allOf: [{ minLength: 1 }, { minLength: 2 }] }, ['/allOf: a tree has no such rule']],
  ])('%j', (schema, lost) => {
    expect(lostOf(schema)).toEqual(lost);
  });
});

const scalar = fc.constantFrom<JsonValue>(null, true, 0, 1, 2.5, -3, '', 'a', 'ab', '2026-11-20', '10.0.0.1');
const data: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const text = fc.record<{
  type: JsonValue;
  minLength: number;
  maxLength: number;
  format: string;
  pattern: string;
  enum: JsonValue[];
}>(
  {
    type: fc.constantFrom<JsonValue>('string', ['string', 'null']),
    minLength: fc.nat(2),
    maxLength: fc.nat(3),
    format: fc.constantFrom('date', 'ipv4', 'semver', 'int', 'string', 'url'),
    pattern: fc.constant('^a'),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3, selector: JSON.stringify }),
  },
  { requiredKeys: [] },
);
const number = fc.record<{
  type: JsonValue;
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
  multipleOf: number;
  const: JsonValue;
}>(
  {
    type: fc.constantFrom<JsonValue>('integer', 'number', ['integer', 'string'], ['string', 'number', 'boolean']),
    minimum: fc.integer({ min: -3, max: 3 }),
    maximum: fc.constantFrom(-1, 2, 2.5),
    exclusiveMinimum: fc.constantFrom(-4, 0, 0.5),
    exclusiveMaximum: fc.constantFrom(1, 2.5, 3),
    multipleOf: fc.constant(2),
    const: scalar,
  },
  { requiredKeys: [] },
);
const randomSchema: fc.Arbitrary<JsonValue> = fc.letrec<{ schema: JsonValue; object: JsonObject }>((tie) => {
  const branches = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
  return {
    object: fc
      .record<{
        type: JsonValue;
        properties: JsonObject;
        required: string[];
        additionalProperties: JsonValue;
        minProperties: number;
      }>(
        {
          type: fc.constantFrom<JsonValue>('object', ['object'], ['object', 'null']),
          properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 3 }),
          required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
          additionalProperties: fc.oneof({ weight: 3, arbitrary: fc.constant<JsonValue>(false) }, tie('schema')),
          minProperties: fc.nat(2),
        },
        { requiredKeys: ['type'] },
      )
      .map((made): JsonObject => ({ ...made })),
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.boolean(),
      text.map((made): JsonObject => ({ ...made })),
      number.map((made): JsonObject => ({ ...made })),
      fc.constantFrom<JsonValue>(
        { type: 'boolean' },
        { type: 'null' },
        { type: ['object', 'array'] },
        { enum: ['a', 1] },
        { enum: [[1], 'a'] },
      ),
      fc.constantFrom<JsonValue>(
        { $ref: '#' },
        { $ref: '#/$defs/x' },
        { $ref: '#/$defs/y' },
        { $ref: '#/properties/a' },
        { $ref: '#/nowhere' },
      ),
      { weight: 3, arbitrary: tie('object') },
      fc
        .tuple(tie('schema'), fc.nat(2), fc.boolean())
        .map(([items, minItems, has]): JsonObject => ({ type: 'array', items, ...(has ? { minItems } : {}) })),
      branches.map((allOf): JsonObject => ({ allOf })),
      fc.tuple(branches, tie('object')).map(([allOf, rest]): JsonObject => ({ ...rest, allOf })),
      branches.map((anyOf): JsonObject => ({ anyOf })),
      tie('schema').map((not): JsonObject => ({ not })),
    ),
  };
}).schema;

const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
for (const format of ['semver', 'int', 'string', 'url']) ajv.addFormat(format, true);
ajv.addFormat('date', /^\d{4}-/).addFormat('ipv4', /^10\./);

/** Undefined for a schema that a validator refuses, as one with a reference to nowhere. */
function judgeOf(schema: JsonValue): ((value: JsonValue) => boolean) | undefined {
  try {
    const judge = ajv.compile(schema as JsonObject);
    ajv.removeSchema();
    return (value) => judge(value);
  } catch {
    return undefined;
  }
}

test('a tree of any schema is a valid tree, and where nothing is listed it accepts the same', () => {
  let equivalent = 0;
  fc.assert(
    fc.property(
      randomSchema,
      randomSchema,
      randomSchema,
      fc.array(data, { minLength: 20, maxLength: 20 }),
      (root, x, y, values) => {
        const schema: JsonValue = typeof root === 'boolean' ? root : { ...(root as JsonObject), $defs: { x, y } };
        const { value: exported } = exportTree(schema);
        if (exported === undefined) throw new Error('not exported');
        const tree = JSON.parse(JSON.stringify(exported.tree)) as JsonValue;
        expect(readTree(tree, source).diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
        for (const { pointer, keyword } of exported.lost)
          expect([pointer, valueAt(schema, parsePointer(pointer) ?? ['?'])], keyword).not.toContain(undefined);
        const before = exported.lost.length > 0 ? undefined : judgeOf(schema);
        if (before === undefined) return;
        const after = judgeOf(importTree(tree, source).value?.schema ?? false);
        equivalent++;
        for (const value of values) expect([value, after?.(value)]).toEqual([value, before(value)]);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(equivalent).toBeGreaterThan(200);
});

test('references that fan out do not', () => {
  const $defs: Record<string, JsonValue> = { d0: { type: 'string' } };
  for (let i = 1; i <= 40; i++) {
    const next = { $ref: `#/$defs/d${i - 1}` };
    $defs[`d${i}`] = { type: 'object', ...closed, properties: { a: next, b: next } };
  }
  const { value } = exportTree({ $defs, $ref: '#/$defs/d40' });
  expect(JSON.stringify(value?.tree).length).toBeLessThan(50_000);
});

test('a schema too deep is refused', () => {
  let schema: JsonValue = { type: 'string' };
  for (let i = 0; i < 50_000; i++) schema = { type: 'array', items: schema };
  expect(exportTree(schema).diagnostics.map(({ code }) => code)).toEqual(['schema/too-complex']);
});
