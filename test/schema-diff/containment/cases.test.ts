import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { draftUris } from '../kit/random-schema.ts';
import { answersOf, compared } from './worlds.ts';

type Case = readonly [what: string, first: JsonValue, second: JsonValue, answers: string];

const string: JsonObject = { type: 'string' };
const inDraft = (draft: keyof typeof draftUris, schema: JsonObject): JsonObject => ({ $schema: draftUris[draft], ...schema });

async function answersAsSaid(_: string, first: JsonValue, second: JsonValue, answers: string): Promise<void> {
  expect(await answersOf(first, second)).toBe(answers);
}

describe('types and values', () => {
  it.each<Case>([
    ['everything and nothing', false, true, 'yes no'],
    ['integers are numbers', { type: 'integer' }, { type: 'number' }, 'yes no'],
    ['a list of types', { type: ['string', 'null'] }, { anyOf: [string, { type: 'null' }] }, 'yes yes'],
    ['a constant', { const: 'a' }, { enum: ['a', 'b'] }, 'yes no'],
    ['objects as values', { const: { a: 1, b: [2] } }, { enum: [{ b: [2], a: 1 }] }, 'yes yes'],
    ['values out of bounds', { enum: [1, 2, 30] }, { maximum: 30 }, 'yes no'],
    [
      'values that two branches share',
      { multipleOf: 2, oneOf: [{ enum: [0, 1], minimum: 1 }, { type: 'number' }] },
      { multipleOf: 2, oneOf: [{ enum: [0, 1] }, { type: 'number' }] },
      'no yes',
    ],
    ['both booleans', { type: 'boolean' }, { enum: [true, false] }, 'yes yes'],
    ['a contradiction lies in everything', { type: 'integer', minimum: 5, maximum: 4 }, { const: 'x' }, 'yes no'],
    ['a const says nothing in draft-04', inDraft('draft-04', { const: 1 }), inDraft('draft-04', {}), 'yes yes'],
  ])('%s', answersAsSaid);
});

describe('numbers', () => {
  it.each<Case>([
    ['bounds', { type: 'number', minimum: 2 }, { type: 'number', minimum: 1 }, 'yes no'],
    ['integers above an edge', { type: 'integer', exclusiveMinimum: 0 }, { type: 'integer', minimum: 1 }, 'yes yes'],
    ['integers between fractions', { type: 'integer', minimum: 0.1, maximum: 0.9 }, false, 'yes yes'],
    ['divisors in decimals', { type: 'number', multipleOf: 0.3 }, { type: 'number', multipleOf: 0.1 }, 'yes no'],
    ['divisors of both', { allOf: [{ multipleOf: 2 }, { multipleOf: 3 }], type: 'integer' }, { multipleOf: 6 }, 'yes no'],
    ['a divisor of a range', { type: 'integer', multipleOf: 5, minimum: 1, maximum: 9 }, { const: 5 }, 'yes yes'],
    ['multiples of one are integers', { type: 'number', multipleOf: 1 }, { type: 'integer' }, 'yes yes'],
    [
      'a flag beside a bound',
      inDraft('draft-04', { type: 'number', minimum: 1, exclusiveMinimum: true }),
      { type: 'number', exclusiveMinimum: 1 },
      'yes yes',
    ],
  ])('%s', answersAsSaid);
});

describe('texts', () => {
  it.each<Case>([
    ['lengths', { type: 'string', minLength: 3 }, { type: 'string', minLength: 2 }, 'yes no'],
    ['a pattern within another', { type: 'string', pattern: '^ab' }, { type: 'string', pattern: '^a' }, 'yes no'],
    ['patterns that say the same', { pattern: '^(?:a|b)*$' }, { pattern: '^[ab]*$' }, 'yes yes'],
    [
      'a pattern and a length',
      { type: 'string', pattern: '^[a-z]{3}$' },
      { type: 'string', minLength: 3, maxLength: 3 },
      'yes no',
    ],
    ['a pattern of few texts', { type: 'string', pattern: '^[ab]$' }, { enum: ['a', 'b'] }, 'yes yes'],
    ['code points are counted', { const: '😀' }, { maxLength: 1 }, 'yes no'],
    ['a format', { type: 'string', format: 'date' }, string, 'yes no'],
    ['a format within another', { type: 'string', format: 'uri' }, { type: 'string', format: 'uri-reference' }, 'yes no'],
    ['a format has a length', { type: 'string', format: 'uuid' }, { type: 'string', maxLength: 36 }, 'yes no'],
    ['formats that nobody knows', { type: 'string', format: 'colour' }, string, 'yes yes'],
    ['base64', { type: 'string', contentEncoding: 'base64' }, { pattern: '^[^!]*$' }, 'yes no'],
    ['secrets are texts', { 'x-confman-secret-ref': true }, string, 'yes no'],
  ])('%s', answersAsSaid);
});

describe('arrays', () => {
  it.each<Case>([
    ['items', { type: 'array', items: { type: 'integer' } }, { items: { type: 'number' } }, 'yes no'],
    [
      'a tuple as drafts write it',
      inDraft('draft-07', { items: [string], additionalItems: false }),
      { prefixItems: [string], items: false },
      'yes yes',
    ],
    ['counts', { type: 'array', minItems: 1, maxItems: 2 }, { type: 'array', maxItems: 3 }, 'yes no'],
    ['no items, no count', { type: 'array', items: false }, { type: 'array', maxItems: 0 }, 'yes yes'],
    ['contains twice', { contains: string, minContains: 2 }, { contains: string }, 'yes no'],
    [
      'contains at most',
      { contains: string, maxContains: 1 },
      { contains: { maxLength: 3, ...string }, minContains: 0, maxContains: 1 },
      'yes no',
    ],
    [
      'contains at most, in a member',
      { properties: { a: { contains: string, maxContains: 1 } } },
      { properties: { a: { contains: string, maxContains: 2 } } },
      'yes no',
    ],
    ['contains what all are', { type: 'array', minItems: 1, items: { const: 'a' } }, { contains: string }, 'yes no'],
    ['contains none', { not: { contains: string }, type: 'array' }, { type: 'array', items: { not: string } }, 'yes yes'],
    ['unique', { uniqueItems: true, type: 'array' }, { type: 'array' }, 'yes no'],
    ['one is unique', { type: 'array', maxItems: 1 }, { uniqueItems: true }, 'yes no'],
    ['unevaluated items', { prefixItems: [string], unevaluatedItems: false }, { prefixItems: [string], items: false }, 'yes yes'],
  ])('%s', answersAsSaid);
});

describe('objects', () => {
  it.each<Case>([
    ['a member added', { properties: { a: string } }, { properties: { a: string, b: string } }, 'no yes'],
    [
      'closed objects',
      { properties: { a: string }, additionalProperties: false },
      { properties: { a: string, b: string }, additionalProperties: false },
      'yes no',
    ],
    ['required', { required: ['a', 'b'] }, { required: ['b'] }, 'yes no'],
    ['required and forbidden', { type: 'object', required: ['a'], properties: { a: false } }, false, 'yes yes'],
    ['patterns of names', { patternProperties: { '^a': string } }, { patternProperties: { '^ab': string } }, 'yes no'],
    ['a name that matches', { patternProperties: { '^a': string } }, { properties: { ab: string } }, 'yes no'],
    ['names', { propertyNames: { pattern: '^a' } }, { propertyNames: { pattern: 'a' } }, 'yes no'],
    ['names of few', { type: 'object', propertyNames: { enum: ['a', 'b'] } }, { maxProperties: 2 }, 'yes no'],
    [
      'counts of members',
      { type: 'object', minProperties: 1, additionalProperties: false, properties: { a: string } },
      { required: ['a'] },
      'yes no',
    ],
    ['dependencies', inDraft('draft-07', { dependencies: { a: ['b'] } }), { dependentRequired: { a: ['b'] } }, 'yes yes'],
    ['dependent schemas', { dependentSchemas: { a: { required: ['b', 'c'] } } }, { dependentRequired: { a: ['b'] } }, 'yes no'],
    [
      'unevaluated members',
      { allOf: [{ properties: { a: string } }], unevaluatedProperties: false },
      { additionalProperties: false, properties: { a: string } },
      'yes yes',
    ],
    ['names of the language', { required: ['toString'] }, { properties: { toString: string } }, 'no no'],
  ])('%s', answersAsSaid);
});

describe('combinations', () => {
  it.each<Case>([
    ['a branch added', { anyOf: [string] }, { anyOf: [string, { type: 'null' }] }, 'yes no'],
    ['split over branches', { type: ['string', 'integer'] }, { anyOf: [string, { type: 'number' }] }, 'yes no'],
    ['ranges side by side', { type: 'integer', minimum: 0, maximum: 9 }, { anyOf: [{ maximum: 4 }, { minimum: 5 }] }, 'yes no'],
    ['oneOf without overlap', { oneOf: [string, { type: 'integer' }] }, { anyOf: [string, { type: 'integer' }] }, 'yes yes'],
    [
      'oneOf with overlap',
      { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
      { anyOf: [{ type: 'integer' }, { minimum: 2 }] },
      'yes no',
    ],
    ['not', { not: { type: ['string', 'null'] } }, { not: string }, 'yes no'],
    ['what is denied does not overlap', string, { not: { type: 'object' } }, 'yes no'],
    ['a member tells the branches apart', discriminated('integer'), discriminated('number'), 'yes no'],
    ['the same condition', condition(5), condition(4), 'yes no'],
    ['a condition spelt out', condition(5), { anyOf: [{ not: { type: 'integer' } }, { minimum: 5 }] }, 'yes yes'],
  ])('%s', answersAsSaid);
});

function discriminated(type: string): JsonObject {
  const branch = (kind: string): JsonObject => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: kind }, v: { type } },
  });
  return { oneOf: ['a', 'b', 'c', 'd'].map(branch) };
}

function condition(minimum: number): JsonObject {
  return { if: { type: 'integer' }, then: { minimum } };
}

const tree = (value: JsonObject): JsonObject => ({
  $ref: '#/$defs/node',
  $defs: {
    node: { type: 'object', required: ['v'], properties: { v: value, l: { $ref: '#/$defs/node' }, r: { $ref: '#/$defs/node' } } },
  },
});

describe('references', () => {
  it.each<Case>([
    [
      'beside others, in old drafts',
      inDraft('draft-07', { allOf: [{ $ref: '#/definitions/a', minimum: 5 }], definitions: { a: {} } }),
      true,
      'yes yes',
    ],
    ['beside others, in new drafts', { $ref: '#/$defs/a', minimum: 5, $defs: { a: {} } }, true, 'yes no'],
    ['recursive, rewritten', tree({ type: 'integer' }), tree({ type: 'number', multipleOf: 1 }), 'yes yes'],
    ['recursive, narrowed', tree({ type: 'number' }), tree({ type: 'integer' }), 'no yes'],
    [
      'no value is finite',
      { $ref: '#/$defs/a', $defs: { a: { type: 'object', required: ['a'], properties: { a: { $ref: '#/$defs/a' } } } } },
      false,
      'yes yes',
    ],
    [
      'recursive without a choice',
      { $dynamicAnchor: 'n', items: { $dynamicRef: '#n' }, type: 'array' },
      { type: 'array', items: { type: 'array' } },
      'yes no',
    ],
  ])('%s', answersAsSaid);
});

const choosing = (type: string): JsonObject => ({
  $dynamicAnchor: 'n',
  items: { $dynamicRef: '#n' },
  $defs: { other: { $id: 'http://other.test/', $dynamicAnchor: 'n', type } },
});

describe('references that depend on the way', () => {
  it.each<Case>([
    ['the same text', choosing('string'), choosing('string'), 'yes yes'],
    ['another text', choosing('string'), choosing('number'), 'unknown unknown'],
  ])('%s', answersAsSaid);
});

describe('environments', () => {
  const allowed = (...names: string[]): JsonObject => ({ properties: { a: { 'x-confman-allowed-environments': names } } });

  it('are gone through', async () => {
    const { subset, supset } = await compared(allowed('dev'), allowed('dev', 'prod'));
    expect(subset).toEqual({ answer: 'yes' });
    expect(supset).toMatchObject({ answer: 'no', environment: 'prod', witness: { a: expect.anything() as unknown } });
  });

  it('cannot be outdone by a schema that speaks of none', async () => {
    expect(await answersOf({}, allowed('dev'))).toBe('no yes');
  });
});

describe('places', () => {
  it('are compared as well as wholes', async () => {
    const { a, b, containment } = await compared(
      { properties: { p: { type: 'integer' } } },
      { $defs: { q: { type: 'number' } } },
    );
    const [p, q] = [a.child(a.root, ['properties', 'p']), b.child(b.root, ['$defs', 'q'])];
    if (p === undefined || q === undefined) throw new Error('no such places');
    expect(containment.subset(p, q)).toEqual({ answer: 'yes' });
    expect(containment.supset(q, p)).toMatchObject({ answer: 'no' });
  });
});
