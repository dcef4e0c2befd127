import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { explained } from './explained.ts';

describe('arrays', () => {
  test.each([
    { schema: { minItems: 2 }, data: [1], says: ['min-items : Found 1 item; at least 2 are needed'] },
    { schema: { minItems: 1 }, data: [], says: ['min-items : Found no items; at least 1 is needed'] },
    { schema: { maxItems: 1 }, data: [1, 2], says: ['max-items : Found 2 items; at most 1 is allowed'] },
    {
      schema: { uniqueItems: true },
      data: ['a', 'b', 'a'],
      says: ['unique-items /2: The items 1 and 3 are equal ("a"), and no two may be (Remove one of the two)'],
    },
    {
      schema: { prefixItems: [{}, {}], items: false },
      data: [1, 2, 3],
      says: ['extra-item /2: Found 3 items; the schema has places for 2'],
    },
    {
      schema: { contains: { properties: { primary: { const: true } }, required: ['primary'] } },
      data: [{}],
      says: ['contains : Of the items here at least 1 has to be an object with "primary": true'],
    },
    {
      schema: { contains: { const: 1 }, maxContains: 1 },
      data: [1, 1],
      says: ['contains : Of the items here exactly 1 has to be 1'],
    },
    {
      schema: { contains: { const: 1 }, minContains: 2, maxContains: 3 },
      data: [1],
      says: ['contains : Of the items here 2 to 3 have to be 1'],
    },
    {
      schema: { items: { type: 'string' } },
      data: ['a', 1],
      says: ['type /1: Expected a string, found the number 1 (Put it in quotes: "1")'],
    },
  ])('$says', ({ schema, data, says }) => {
    expect(explained(schema, data)).toEqual(says);
  });
});

const server = {
  type: 'object',
  properties: { host: { type: 'string' }, port: { type: 'integer', default: 8080 }, timeoutMs: { type: 'number' } },
  required: ['host', 'port'],
  additionalProperties: false,
};

describe('objects', () => {
  test('a missing property is reported at the object, with what to add', () => {
    expect(explained({ properties: { server } }, { server: { host: 'a' } })).toEqual([
      'required /server: The property "port" is missing (Add "port": 8080)',
    ]);
    expect(explained(server, { port: 1 })).toEqual(['required : The property "host" is missing (Add "host", a string)']);
  });

  test('an unknown property is reported at its key, with the nearest or with all that are known', () => {
    expect(explained(server, { host: 'a', port: 1, timeoutms: 1 })).toEqual([
      'unknown-property ^/timeoutms: There is no property "timeoutms" here; did you mean "timeoutMs"? (Rename it to "timeoutMs")',
    ]);
    expect(explained(server, { host: 'a', port: 1, retries: 3 })).toEqual([
      'unknown-property ^/retries: There is no property "retries" here; known are "host", "port", "timeoutMs"',
    ]);
    expect(explained({ additionalProperties: false }, { 'a/b~c': 1 })).toEqual([
      'unknown-property ^/a~1b~0c: There is no property "a/b~c" here; none is allowed',
    ]);
  });

  test('a property that has a value already is suggested last: an earlier layer may have set it', () => {
    expect(explained(server, { host: 'a', hots: 'b', port: 1 })).toEqual([
      'unknown-property ^/hots: There is no property "hots" here; did you mean "host"? (Rename it to "host", which has a value already)',
    ]);
    const both = { properties: { hosts: {}, host: {} }, additionalProperties: false };
    expect(explained(both, { host: 'a', hoss: 'b' })).toEqual([
      'unknown-property ^/hoss: There is no property "hoss" here; did you mean "hosts"? (Rename it to "hosts")',
    ]);
  });

  test.each([
    [{ type: 'object', required: ['name', 'count'] }, 'an array of objects with "name", "count"'],
    [{ type: 'string' }, 'an array of strings'],
    [{ type: 'integer', minimum: 1, maximum: 9 }, 'an array of integers from 1 to 9'],
    [{ type: 'string', minLength: 1 }, 'an array, each item a string that is not empty'],
    [{ enum: ['a', 'b'] }, 'an array, each item "a" or "b"'],
    [true, 'an array'],
    [{}, 'an array'],
  ] as const)('the items of an array that is missing: %j', (items, said) => {
    const list = { type: 'array', items } as unknown as JsonObject;
    expect(explained({ properties: { list }, required: ['list'] }, {})).toEqual([
      `required : The property "list" is missing (Add "list", ${said})`,
    ]);
  });

  test('a misspelt required property is one finding, not two', () => {
    expect(explained(server, { hots: 'a', prot: 1 })).toEqual([
      'misspelt-property ^/hots: There is no property "hots" here, and the required "host" is missing (Rename it to "host")',
      'misspelt-property ^/prot: There is no property "prot" here, and the required "port" is missing (Rename it to "port")',
    ]);
  });

  test('an unknown property that is nearer to an optional one is not paired with a missing one', () => {
    const schema = { properties: { port: {}, ports: {} }, required: ['port'], additionalProperties: false };
    expect(explained(schema, { portss: 1 })).toEqual([
      'required : The property "port" is missing (Add "port")',
      'unknown-property ^/portss: There is no property "portss" here; did you mean "ports", "port"? (Rename it to "ports")',
    ]);
  });

  test('short names are not taken for each other', () => {
    const schema = { properties: { a: {}, X: {} }, required: ['a'], additionalProperties: false };
    expect(explained(schema, { a: 1, b: 1 })).toEqual([
      'unknown-property ^/b: There is no property "b" here; known are "X", "a"',
    ]);
    expect(explained(schema, { a: 1, x: 1 })).toEqual([
      'unknown-property ^/x: There is no property "x" here; did you mean "X"? (Rename it to "X")',
    ]);
  });

  test('unevaluatedProperties says as much as additionalProperties', () => {
    const schema = { allOf: [{ properties: { name: {} } }], properties: { size: {} }, unevaluatedProperties: false };
    expect(explained(schema, { nmae: 1 })).toEqual([
      'unknown-property ^/nmae: There is no property "nmae" here; did you mean "name"? (Rename it to "name")',
    ]);
  });

  test.each([
    { schema: { minProperties: 1 }, data: {}, says: ['min-properties : Found no properties; at least 1 is needed'] },
    { schema: { maxProperties: 1 }, data: { a: 1, b: 1 }, says: ['max-properties : Found 2 properties; at most 1 is allowed'] },
    {
      schema: { dependentRequired: { a: ['b'] } },
      data: { a: 1 },
      says: ['dependent-required : The property "b" is missing; it is required beside "a" (Add "b", or remove "a")'],
    },
    {
      schema: { propertyNames: { pattern: '^[a-z-]+$' } },
      data: { 'Foo Bar': 1, ok: 1 },
      says: [
        'property-name ^/Foo Bar: "Foo Bar" cannot be the name of a property here: a name has to match the pattern ^[a-z-]+$ (Rename it to "foo-bar")',
      ],
    },
    {
      schema: { propertyNames: { maxLength: 3, pattern: '^[a-z]+$' } },
      data: { FOUR: 1 },
      says: [
        'property-name ^/FOUR: "FOUR" cannot be the name of a property here: a name has to be at most 3 characters long; it also has to match the pattern ^[a-z]+$',
      ],
    },
    { schema: { not: { required: ['a', 'b'] } }, data: { a: 1, b: 1 }, says: ['not : "a" and "b" must not be present together'] },
    { schema: { not: { required: ['a'] } }, data: { a: 1 }, says: ['not : "a" must not be present here'] },
    {
      schema: { properties: { legacy: false } },
      data: { legacy: 1 },
      says: ['never ^/legacy: "legacy" is not allowed here (Remove it)'],
    },
  ])('$says', ({ schema, data, says }) => {
    expect(explained(schema, data)).toEqual(says);
  });

  test('what two parts of a schema say alike is said once', () => {
    const part = { required: ['a'], properties: { b: { type: 'string' } } };
    expect(explained({ allOf: [part, { ...part }] }, { b: 1 })).toEqual([
      'required : The property "a" is missing (Add "a")',
      'type /b: Expected a string, found the number 1 (Put it in quotes: "1")',
    ]);
  });
});
