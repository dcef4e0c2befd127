import { expect, it } from 'vitest';
import { accepts, bindSchemas, bound, problems } from '../bind-schemas.ts';

const DRAFT04 = 'http://json-schema.org/draft-04/schema#';
const DRAFT07 = 'http://json-schema.org/draft-07/schema#';

it('each schema keeps the meaning of its own draft', async () => {
  const old = { $schema: DRAFT04, minimum: 1, exclusiveMinimum: true };
  const tuple = { $schema: DRAFT07, items: [{ type: 'string' }], additionalItems: false };
  const schema = { properties: { n: { $ref: 'schemas/old/v1', maximum: 3 }, list: { $ref: 'schemas/tuple/v1' } } };
  const judged = await bound(schema, { 'schemas/old/v1': old, 'schemas/tuple/v1': tuple });
  const samples = [{ n: 2 }, { n: 1 }, { n: 4 }, { list: ['a'] }, { list: ['a', 1] }];
  expect(samples.map((data) => accepts(judged, data))).toEqual([true, false, false, true, false]);
});

it('what another draft evaluates is evaluated', async () => {
  const old = { $schema: DRAFT07, properties: { a: { type: 'string' } } };
  const judged = await bound({ $ref: 'schemas/old/v1', unevaluatedProperties: false }, { 'schemas/old/v1': old });
  expect([{ a: 's' }, { b: 1 }].map((data) => accepts(judged, data))).toEqual([true, false]);
});

it('schemas of two drafts may call each other', async () => {
  const left = { $schema: DRAFT07, properties: { right: { $ref: 'schemas/right/v1' } }, additionalProperties: false };
  const right = { properties: { left: { $ref: 'schemas/x/v1' } }, unevaluatedProperties: false };
  const judged = await bound(left, { 'schemas/right/v1': right });
  const samples = [{ right: { left: { right: {} } } }, { right: { left: { wrong: 1 } } }, { right: { right: {} } }];
  expect(samples.map((data) => accepts(judged, data))).toEqual([true, false, false]);
});

it('a schema inside another may be of another draft', async () => {
  const inner = {
    $id: 'http://x.test/inner',
    $schema: DRAFT07,
    definitions: { s: { type: 'string' } },
    items: [{ $ref: '#/definitions/s' }],
  };
  const judged = await bound({ properties: { a: inner } });
  expect([{ a: ['s', 1] }, { a: [1] }].map((data) => accepts(judged, data))).toEqual([true, false]);
});

it('a keyword of another draft is wrong where it means something else', async () => {
  const outcome = await bindSchemas({ 'schemas/x/v1': { properties: { a: { items: [{ type: 'string' }] } } } });
  expect(problems(outcome)).toEqual(['schema/invalid schemas/x/v1.json#/properties/a/items']);
});

it('failures behind a reference into another draft are told', async () => {
  const old = { $schema: DRAFT04, properties: { n: { minimum: 1, exclusiveMinimum: true } } };
  const judged = await bound({ properties: { a: { $ref: 'schemas/old/v1' } } }, { 'schemas/old/v1': old });
  const [finding] = judged.findings({ a: { n: 1 } }, {});
  expect(finding).toMatchObject({
    pointer: '/a/n',
    schemaSite: { pointer: '/properties/n/minimum', source: { path: 'schemas/old/v1.json' } },
  });
});
