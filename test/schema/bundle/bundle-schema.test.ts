import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { bundled } from './bundled.ts';

const early = 'http://json-schema.org/draft-07/schema#';
const latest = 'https://json-schema.org/draft/2020-12/schema';

describe('what references name becomes a definition', () => {
  it('named as it was, or after its family', async () => {
    const bundle = await bundled({
      'schemas/x/v1': {
        $id: 'https://x.test/x',
        properties: { port: { $ref: 'schemas/net/v1#/$defs/port' }, log: { $ref: '../log/v2.json' } },
      },
      'schemas/net/v1': { $defs: { port: { $ref: '#/$defs/number', maximum: 9 }, number: { type: 'integer' }, unused: true } },
      'schemas/log/v2': {
        $id: 'https://x.test/log',
        $defs: { level: { enum: ['a'] } },
        properties: { level: { $ref: '#/$defs/level' } },
      },
    });
    expect(bundle).toEqual({
      $schema: latest,
      $id: 'https://x.test/x',
      properties: { port: { $ref: '#/$defs/port' }, log: { $ref: '#/$defs/log' } },
      $defs: {
        level: { enum: ['a'] },
        log: { properties: { level: { $ref: '#/$defs/level' } } },
        number: { type: 'integer' },
        port: { $ref: '#/$defs/number', maximum: 9 },
      },
    });
  });

  it('with its document in front where two have one name', async () => {
    const bundle = await bundled({
      'schemas/x/v1': {
        allOf: [{ $ref: '#/$defs/port' }, { $ref: 'schemas/y/v1#/$defs/port' }, { $ref: 'schemas/y/v1#/$defs/po~1rt' }],
        $defs: { port: { type: 'number' } },
      },
      'schemas/y/v1': { $defs: { port: { minimum: 1 }, 'po/rt': { maximum: 2 } } },
    });
    expect((bundle as JsonObject)['$defs']).toEqual({
      port: { type: 'number' },
      'y-v1-port': { minimum: 1 },
      'po-rt': { maximum: 2 },
    });
  });

  it('and the schema itself is #', async () => {
    const bundle = await bundled({ 'schemas/x/v1': { properties: { a: { $ref: '#' }, b: { $ref: 'schemas/x/v1' } } } });
    expect(bundle).toEqual({ $schema: latest, properties: { a: { $ref: '#' }, b: { $ref: '#' } } });
  });

  it('up to draft-07 in its own way, where nothing counts beside a reference', async () => {
    const bundle = await bundled({
      'schemas/x/v1': { $schema: early, $ref: 'schemas/y/v1', description: 'Told', maximum: 1 },
      'schemas/y/v1': { $schema: early, type: 'number' },
    });
    expect(bundle).toEqual({
      $schema: early,
      allOf: [{ $ref: '#/definitions/y' }],
      description: 'Told',
      definitions: { y: { type: 'number' } },
    });
    expect(new Ajv().compile(bundle as object)(5)).toBe(true);
  });

  it('values that only look like references stay as they are', async () => {
    const value = { $ref: 'vault://nothing', $id: 'x' };
    const schema = {
      properties: { a: { const: value, default: value, enum: [value], examples: [value] }, $ref: { type: 'string' } },
    };
    expect(await bundled({ 'schemas/x/v1': schema })).toEqual({ $schema: latest, ...schema });
    expect(await bundled({ 'schemas/x/v1': schema }, { dereference: true })).toEqual({ $schema: latest, ...schema });
  });
});

describe('several drafts become 2020-12', () => {
  it('with the keywords of that', async () => {
    const bundle = await bundled({
      'schemas/x/v1': { $ref: 'schemas/y/v1' },
      'schemas/y/v1': {
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'http://y.test/',
        minimum: 1,
        exclusiveMinimum: true,
        maximum: 9,
        exclusiveMaximum: false,
        items: [{ type: 'string' }],
        additionalItems: false,
        dependencies: { a: ['b'], c: { required: ['d'] } },
        const: 'not known in draft-04',
      },
    });
    expect(bundle).toEqual({
      $schema: latest,
      $ref: '#/$defs/y',
      $defs: {
        y: {
          exclusiveMinimum: 1,
          maximum: 9,
          prefixItems: [{ type: 'string' }],
          items: false,
          dependentRequired: { a: ['b'] },
          dependentSchemas: { c: { required: ['d'] } },
        },
      },
    });
  });
});

describe('meta-schemas', () => {
  it.each([
    'https://json-schema.org/draft/2020-12/schema',
    'https://json-schema.org/draft/2019-09/schema',
    'http://json-schema.org/draft-07/schema#',
  ])('come along: %s', async ($ref) => {
    const bundle = await bundled({ 'schemas/x/v1': { properties: { s: { $ref } } } });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(bundle as object);
    const judged = [
      { type: 'string' },
      { properties: { a: { items: { minLength: 1 } } } },
      { type: 'text' },
      { properties: { a: { items: { minLength: -1 } } } },
    ].map((s) => validate({ s }));
    expect(judged).toEqual([true, true, false, false]);
  });
});

describe('schema trees', () => {
  it('bundle as what they stand for', async () => {
    const bundle = await bundled({
      'schemas/x/v1': {
        Type: 'Object',
        Properties: [
          { Name: 'a', Schema: { $ref: '#/' } },
          { Name: 'b', Unit: 'ms', Schema: { Type: 'Leaf', Format: 'int' } },
        ],
      },
    });
    const validate = new Ajv2020({ strict: false }).compile(bundle as object);
    expect([validate({ a: { b: 1 } }), validate({ a: { c: 1 } })]).toEqual([true, false]);
  });
});

describe('without references', () => {
  const tree = { properties: { next: { $ref: '#/$defs/tree' }, port: { $ref: '#/$defs/port' } } };
  const schema = {
    properties: { tree: { $ref: '#/$defs/tree' }, port: { $ref: '#/$defs/port', maximum: 5 } },
    $defs: { tree, port: { type: 'integer', maximum: 9 } },
  };

  it('only what contains itself is referred to', async () => {
    const bundle = (await bundled({ 'schemas/x/v1': schema }, { dereference: true })) as JsonObject;
    expect(bundle['properties']).toMatchObject({ port: { allOf: [{ type: 'integer', maximum: 9 }], maximum: 5 } });
    expect(Object.keys(bundle['$defs'] as JsonObject)).toEqual(['tree']);
  });

  it('too much of it is refused', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i): [string, JsonValue] => [
        `d${i}`,
        { properties: { a: { $ref: `#/$defs/d${i + 1}` }, b: { $ref: `#/$defs/d${i + 1}` } } },
      ]),
    );
    const bomb = { $ref: '#/$defs/d0', $defs: { ...defs, d40: true } };
    expect(await bundled({ 'schemas/x/v1': bomb }, { dereference: true })).toEqual(['schema/too-complex schemas/x/v1.json#']);
    expect(await bundled({ 'schemas/x/v1': bomb })).toMatchObject({ $ref: '#/$defs/d0' });
  });

  it('definitions that all contain each other stay behind references', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `d${i}`);
    const all = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
    const dense = { $ref: '#/$defs/d0', $defs: Object.fromEntries(names.map((name) => [name, { properties: all }])) };
    const bundle = (await bundled({ 'schemas/x/v1': dense }, { dereference: true })) as JsonObject;
    expect(bundle['allOf']).toEqual([{ $ref: '#/$defs/d0' }]);
  });

  it('a long chain is refused', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i): [string, JsonValue] => [
        `d${i}`,
        { properties: { a: { $ref: `#/$defs/d${i + 1}` } } },
      ]),
    );
    const chain = { $ref: '#/$defs/d0', $defs: { ...defs, d3000: true } };
    expect(await bundled({ 'schemas/x/v1': chain }, { dereference: true })).toEqual(['schema/too-complex schemas/x/v1.json#']);
  });
});

it('a schema with errors has none', async () => {
  expect(await bundled({ 'schemas/x/v1': { $ref: 'schemas/gone' } })).toEqual(['schema/not-found schemas/x/v1.json#/$ref']);
  expect(await bundled({})).toEqual(['schema/not-found #']);
});

it('what stands in the place of a secret is a reference, or does not stand there', async () => {
  const secret = { type: 'string', 'x-confman-secret-ref': true };
  const schema = await bundled({
    'schemas/x/v1': {
      default: { token: 'hunter1', port: 1 },
      properties: {
        port: { default: 1 },
        url: { $ref: '#/$defs/secret', default: 'vault://team/url' },
        token: { $ref: '#/$defs/secret', default: 'hunter2', examples: ['hunter3', 'env://TOKEN'] },
        key: { ...secret, enum: ['hunter4', 'hunter5', 'vault://team/key'], anyOf: [{ const: 'hunter6' }, {}] },
      },
      $defs: { secret },
    },
  });
  expect(schema).toEqual({
    $schema: latest,
    properties: {
      port: { default: 1 },
      url: { $ref: '#/$defs/secret', default: 'vault://team/url' },
      token: { $ref: '#/$defs/secret', examples: ['env://TOKEN'] },
      key: { ...secret, enum: ['(withheld)', 'vault://team/key'], anyOf: [{ const: '(withheld)' }, {}] },
    },
    $defs: { secret },
  });
});
