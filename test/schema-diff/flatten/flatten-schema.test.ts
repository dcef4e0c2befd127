import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { flattened, rowsOf } from './flattened.ts';

const early = 'http://json-schema.org/draft-07/schema#';

describe('a place is a row', () => {
  it('of a property, an item, and what lies in it', async () => {
    const schema = {
      type: 'object',
      required: ['Targets'],
      properties: {
        Targets: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['TargetName'],
            properties: { TargetName: { type: 'string', maxLength: 20, format: 'hostname', 'x-confman-unit': 'name' } },
          },
        },
      },
    };
    expect(await rowsOf(schema)).toEqual([
      { path: 'Targets', type: 'array', required: true, min: 1 },
      { path: 'Targets/Item', type: 'object' },
      { path: 'Targets/Item/TargetName', type: 'string', required: true, max: 20, format: 'hostname', unit: 'name' },
    ]);
  });

  it('with its default, allowed values and bounds', async () => {
    const schema = {
      properties: {
        level: { enum: ['a', 'b'], default: 'a', description: 'How much' },
        one: { const: 1 },
        port: { type: 'integer', exclusiveMinimum: 0, maximum: 9, default: 5 },
        none: { type: ['string', 'null'], default: null },
      },
    };
    expect(await rowsOf(schema)).toEqual([
      { path: 'level', type: 'string', default: 'a', allowedValues: ['a', 'b'], description: 'How much' },
      { path: 'one', type: 'integer', allowedValues: [1] },
      { path: 'port', type: 'integer', min: 0, exclusiveMin: true, max: 9, default: 5 },
      { path: 'none', type: 'string | null', default: null },
    ]);
  });

  it('of patterns, other properties, and items with places of their own', async () => {
    const schema = {
      properties: {
        labels: { patternProperties: { '^x/': { type: 'string' } }, additionalProperties: { type: 'number' } },
        pair: { prefixItems: [{ type: 'string' }, { type: 'integer' }], items: { type: 'boolean' } },
        'a/b~c': true,
        closed: { type: 'object', additionalProperties: false },
      },
    };
    expect((await rowsOf(schema)).map(({ path, type }) => [path, type])).toEqual([
      ['labels', 'any'],
      ['labels/<^x~1>', 'string'],
      ['labels/*', 'number'],
      ['pair', 'any'],
      ['pair/Item[0]', 'string'],
      ['pair/Item[1]', 'integer'],
      ['pair/Item', 'boolean'],
      ['a~1b~0c', 'any'],
      ['closed', 'object'],
    ]);
  });

  it('of the value itself where it is no object', async () => {
    expect(await rowsOf({ type: ['array', 'object'], items: { type: 'null' } })).toEqual([
      { path: '', type: 'array | object', required: true },
      { path: 'Item', type: 'null' },
    ]);
  });
});

describe('references and allOf', () => {
  it('are followed, and what they say together is said', async () => {
    const schema = {
      properties: { port: { $ref: '#/$defs/port', maximum: 100, default: 80, title: 'Port' } },
      allOf: [{ required: ['port'], properties: { port: { minimum: 10 } } }],
      $defs: { port: { type: 'integer', minimum: 1, maximum: 65535 } },
    };
    expect(await rowsOf(schema)).toEqual([
      { path: 'port', type: 'integer', required: true, min: 10, max: 100, default: 80, description: 'Port' },
    ]);
  });

  it('beside a reference nothing counts up to draft-07', async () => {
    const schema = {
      $schema: early,
      properties: { port: { $ref: '#/definitions/port', maximum: 100 } },
      definitions: { port: { type: 'integer' } },
    };
    expect(await rowsOf(schema)).toEqual([{ path: 'port', type: 'integer' }]);
  });

  it('a property that another part forbids is never there', async () => {
    const schema = {
      allOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: true }, additionalProperties: false }],
    };
    expect(await rowsOf(schema)).toEqual([
      { path: 'a', type: 'never' },
      { path: 'b', type: 'any' },
    ]);
  });

  it('bounds of draft-04 are flags', async () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-04/schema#',
      properties: { a: { type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false } },
    };
    expect(await rowsOf(schema)).toEqual([{ path: 'a', type: 'number', min: 1, exclusiveMin: true, max: 2 }]);
  });
});

describe('branches', () => {
  const schema = {
    properties: { name: { type: 'string' } },
    oneOf: [
      { properties: { kind: { const: 'tcp' }, port: { type: 'integer' } }, required: ['kind', 'port'] },
      { title: 'Socket', properties: { kind: { const: 'unix' }, path: { type: 'string' } }, required: ['kind'] },
    ],
  };

  it('are named at the places that only they know', async () => {
    expect(await rowsOf(schema)).toEqual([
      { path: 'name', type: 'string' },
      { path: 'kind', type: 'string', required: true, allowedValues: ['tcp', 'unix'], when: ['kind "tcp"', 'Socket'] },
      { path: 'port', type: 'integer', required: true, when: ['kind "tcp"'] },
      { path: 'path', type: 'string', when: ['Socket'] },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['then', { if: { required: ['a'] }, then: { properties: { b: { type: 'string' } } } }],
    ['with "a"', { dependentSchemas: { a: { properties: { b: { type: 'string' } } } } }],
    ['anyOf 1', { anyOf: [{ properties: { b: { type: 'string' } } }] }],
  ])('of %s', async (when, each) => {
    expect(await rowsOf(each)).toEqual([{ path: 'b', type: 'string', when: [when] }]);
  });

  it('of one value are put together', async () => {
    const value = { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'integer', minimum: 5 }, { type: 'null' }] };
    expect(await rowsOf({ properties: { value } })).toEqual([{ path: 'value', type: 'integer | null', min: 1 }]);
  });
});

describe('recursion', () => {
  it('is marked with the path that it leads back to', async () => {
    const schema = {
      properties: { tree: { $ref: '#/$defs/node' } },
      $defs: { node: { type: 'object', properties: { left: { $ref: '#/$defs/node' }, name: { type: 'string' } } } },
    };
    expect(await rowsOf(schema)).toEqual([
      { path: 'tree', type: 'object' },
      { path: 'tree/left', type: 'object', recursive: 'tree' },
      { path: 'tree/name', type: 'string' },
    ]);
  });

  it('ends where each level adds something', async () => {
    const node = { properties: { child: { $ref: '#', properties: { more: { type: 'string' } } } } };
    const { rows, cut } = await flattened(node);
    expect(rows.map(({ path }) => path)).toEqual(['child', 'child/more', 'child/child']);
    expect(cut).toBeUndefined();
  });
});

describe('secrets', () => {
  it('are withheld wherever the schema states them', async () => {
    const secret = { type: 'string', 'x-confman-secret-ref': true };
    const schema = {
      properties: {
        password: { ...secret, default: 'vault://team/db#password', enum: ['vault://team/db#password', 'hunter2'] },
        db: { properties: { keys: { items: secret }, name: true }, default: { keys: ['env://KEY'], name: 'x' } },
        any: { anyOf: [secret, { type: 'string' }], default: 'hunter2' },
        reference: { $ref: '#/$defs/secret', default: 'hunter2' },
        map: { additionalProperties: secret, default: { a: 'hunter2' } },
      },
      $defs: { secret },
    };
    const rows = await rowsOf(schema);
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|team|KEY/);
    expect(rows.map(({ path, type, default: value }) => [path, type, value])).toEqual([
      ['password', 'secret-ref', 'vault://…'],
      ['db', 'any', { keys: ['env://…'], name: 'x' }],
      ['db/keys', 'any', undefined],
      ['db/keys/Item', 'secret-ref', undefined],
      ['db/name', 'any', undefined],
      ['any', 'string', '(withheld)'],
      ['reference', 'secret-ref', '(withheld)'],
      ['map', 'any', { a: '(withheld)' }],
      ['map/*', 'secret-ref', undefined],
    ]);
  });
});

describe('hostile schemas', () => {
  it('with rows without end are cut, and say so', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `d${i}`,
        { properties: { a: { $ref: `#/$defs/d${i + 1}` }, b: { $ref: `#/$defs/d${i + 1}` } } },
      ]),
    );
    const schema = { $ref: '#/$defs/d0', $defs: { ...defs, d40: true } };
    const { rows, cut } = await flattened(schema, { maxRows: 100 });
    expect([rows.length, cut]).toEqual([100, 'there are more than 100 places']);
  });

  it('that nest too deep are followed so far, and all else is listed', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 100 }, (_, i): [string, JsonValue] => [`d${i}`, { properties: { a: { $ref: `#/$defs/d${i + 1}` } } }]),
    );
    const schema = { properties: { deep: { $ref: '#/$defs/d0' }, last: { type: 'null' } }, $defs: { ...defs, d100: true } };
    const { rows, cut } = await flattened(schema);
    expect([rows.length, rows.at(-1)?.path, cut]).toEqual([65, 'last', 'it is nested more than 64 deep']);
  });

  it('with branches of branches end soon', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`d${i}`, both(`#/$defs/d${i + 1}`)] as [string, JsonValue]),
    );
    const { rows, cut } = await flattened({
      $ref: '#/$defs/d0',
      $defs: { ...defs, d60: { properties: { a: { type: 'null' } } } },
    });
    expect([rows.map(({ path, type }) => [path, type]), cut]).toEqual([[['a', 'null']], undefined]);
  });

  it('with a long chain of references are followed to its end', async () => {
    const defs = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`d${i}`, { $ref: `#/$defs/d${i + 1}` }]));
    const { rows } = await flattened({
      properties: { x: { $ref: '#/$defs/d0' } },
      $defs: { ...defs, d3000: { properties: { a: true } } },
    });
    expect(rows.map(({ path }) => path)).toEqual(['x', 'x/a']);
  });
});

function both(target: string): JsonObject {
  return { oneOf: [{ $ref: target }, { $ref: target }], allOf: [{ anyOf: [{ $ref: target }, { $ref: target }] }] };
}
