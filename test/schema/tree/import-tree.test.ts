import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Source } from '../../../src/model/source.ts';
import { importTree } from '../../../src/schema/tree/import-tree.ts';
import { originOf } from '../../../src/schema/tree/origin-of.ts';

const source: Source = { path: 'schemas/test/v1.json5', format: 'json5', text: '' };
const $schema = 'https://json-schema.org/draft/2020-12/schema';

const targets: JsonValue = {
  Type: 'Object',
  Properties: [
    {
      Name: 'Targets',
      IsRequired: true,
      Description: 'Where to send',
      Schema: {
        Type: 'Array',
        Min: 1,
        ItemSchema: {
          Type: 'Object',
          Properties: [
            { Name: 'TargetName', IsRequired: true, Schema: { Type: 'Leaf', Format: 'string', Max: 63 } },
            {
              Name: 'Timeout',
              IsRequired: false,
              DefaultValue: 30,
              Unit: 's',
              Schema: { Type: 'Leaf', Format: 'int', Min: 1, Max: 300 },
            },
            { Name: 'Nested', IsRequired: false, Schema: { $ref: '#/' } },
          ],
        },
      },
    },
  ],
};

test('a tree as a JSON Schema', () => {
  expect(importTree(targets, source).value?.schema).toEqual({
    $schema,
    type: 'object',
    additionalProperties: false,
    required: ['Targets'],
    properties: {
      Targets: {
        type: 'array',
        description: 'Where to send',
        minItems: 1,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['TargetName'],
          'x-schema-tree': { order: ['TargetName', 'Timeout', 'Nested'] },
          properties: {
            TargetName: { type: 'string', maxLength: 63 },
            Timeout: { type: 'integer', minimum: 1, maximum: 300, default: 30, 'x-confman-unit': 's' },
            Nested: { $ref: '#' },
          },
        },
      },
    },
  });
});

test.each([
  ['/properties/Targets', '/Properties/0/Schema'],
  ['/properties/Targets/description', '/Properties/0/Description'],
  ['/required/0', '/Properties/0/IsRequired'],
  ['/properties/Targets/minItems', '/Properties/0/Schema/Min'],
  ['/properties/Targets/items/properties/Timeout/maximum', '/Properties/0/Schema/ItemSchema/Properties/1/Schema/Max'],
  ['/properties/Targets/items/properties/Timeout/default', '/Properties/0/Schema/ItemSchema/Properties/1/DefaultValue'],
  ['/properties/Targets/items/additionalProperties', '/Properties/0/Schema/ItemSchema/Properties'],
  ['/properties/Targets/items/properties/Nested/$ref', '/Properties/0/Schema/ItemSchema/Properties/2/Schema/$ref'],
  ['/properties/Targets/nowhere/else', '/Properties/0/Schema'],
])('%s comes from %s', (pointer, origin) => {
  const { value } = importTree(targets, source);
  expect(value === undefined ? undefined : originOf(value, pointer)).toBe(origin);
});

test.each<[JsonValue, JsonValue]>([
  [{ Type: 'Leaf' }, { type: ['string', 'number', 'boolean'] }],
  [
    { Type: 'Leaf', Min: 1 },
    { type: 'number', minimum: 1, 'x-schema-tree': { format: null } },
  ],
  [
    { Type: 'Leaf', Format: 'string', Min: 1, Max: 5 },
    { type: 'string', minLength: 1, maxLength: 5 },
  ],
  [
    { Type: 'Leaf', Format: 'int', Min: 1 },
    { type: 'integer', minimum: 1 },
  ],
  [
    { Type: 'Leaf', Format: 'bool' },
    { type: 'boolean', 'x-schema-tree': { format: 'bool' } },
  ],
  [
    { Type: 'Leaf', Format: 'date-time' },
    { type: 'string', format: 'date-time' },
  ],
  [{ Type: 'Leaf', Format: 'json' }, { type: ['object', 'array'] }],
  [
    { Type: 'Leaf', Format: 'binary', Max: 8 },
    { type: 'string', contentEncoding: 'base64', maxLength: 8 },
  ],
  [
    { Type: 'Leaf', Format: 'secret-ref' },
    { type: 'string', 'x-confman-secret-ref': true },
  ],
  [{ Type: 'Leaf', Format: 'any' }, {}],
  [
    { Type: 'Leaf', AllowedValues: ['a', 1] },
    { type: ['string', 'number', 'boolean'], enum: ['a', 1] },
  ],
  [{ Type: 'Object' }, { type: 'object' }],
  [
    { Type: 'Object', Properties: [] },
    { type: 'object', properties: {}, additionalProperties: false },
  ],
  [
    { Type: 'Object', Min: 1 },
    { type: 'object', minProperties: 1 },
  ],
  [{ Type: 'Array' }, { type: 'array' }],
  [
    { Type: 'Array', Max: 2, ItemSchema: { Type: 'Object' } },
    { type: 'array', items: { type: 'object' }, maxItems: 2 },
  ],
])('%j as %j', (tree, schema) => {
  expect(importTree(tree, source).value?.schema).toEqual({ $schema, ...(schema as object) });
});

test('a format that is not known is listed as lost, and a warning', () => {
  const { value, diagnostics } = importTree({ Type: 'Leaf', Format: 'semver' }, source);
  expect(value?.schema).toEqual({ $schema, type: 'string', format: 'semver' });
  expect(value?.lost).toEqual([
    { pointer: '/Format', attribute: 'Format', reason: 'the format is not known; any string is accepted' },
  ]);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['schema/tree-format', 'warning']]);
});

test('a property of any name is a property', () => {
  const tree = JSON.parse(
    '{"Type": "Object", "Properties": [{"Name": "__proto__", "Schema": {"Type": "Leaf", "Format": "int"}}]}',
  ) as JsonValue;
  const { value } = importTree(tree, source);
  expect(JSON.stringify(value?.schema['properties'])).toBe('{"__proto__":{"type":"integer","x-schema-tree":{"unstated":true}}}');
  expect(Object.getPrototypeOf(value?.schema['properties'])).toBe(Object.prototype);
});
