import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { accepts, bindSchemas, problems, type Schemas } from '../bind-schemas.ts';

const DRAFT07 = 'http://json-schema.org/draft-07/schema#';
const port = { type: 'integer', minimum: 1 };

function app(reference: string, more: Record<string, JsonValue> = {}): JsonValue {
  return { $schema: DRAFT07, ...more, properties: { port: { $ref: reference } } };
}

async function judge(schemas: Schemas, id = 'schemas/apps/billing/v1'): Promise<boolean[]> {
  const outcome = await bindSchemas(schemas, id);
  expect(problems(outcome)).toEqual([]);
  const { value } = outcome;
  return [{ port: 80 }, { port: 0 }].map((data) => value !== undefined && accepts(value, data));
}

describe('a schema is found', () => {
  const common = { 'schemas/common/v1': { $schema: DRAFT07, definitions: { port } } };

  it.each([
    'schemas/common/v1#/definitions/port',
    '/schemas/common/v1#/definitions/port',
    'schemas/common/v1.json#/definitions/port',
    '../../common/v1.json#/definitions/port',
    '../../common/v1#/definitions/port',
    'schemas/common#/definitions/port',
    'confman:/schemas/common/v1#/definitions/port',
  ])('by %s', async (reference) => {
    expect(await judge({ ...common, 'schemas/apps/billing/v1': app(reference) })).toEqual([true, false]);
  });

  it('by a file name alone, beside the schema', async () => {
    const schemas = { 'schemas/apps/billing/v2': port, 'schemas/apps/billing/v1': app('v2.json') };
    expect(await judge(schemas)).toEqual([true, false]);
  });

  it('by its identifier', async () => {
    const named = { $schema: DRAFT07, $id: 'https://example.com/common.json', definitions: { port } };
    const schemas = {
      'schemas/common/v1': named,
      'schemas/apps/billing/v1': app('https://example.com/common.json#/definitions/port'),
    };
    expect(await judge(schemas)).toEqual([true, false]);
  });

  it('by its identifier relative to that of the schema', async () => {
    const named = { $schema: DRAFT07, $id: 'https://example.com/shared/common.json', definitions: { port } };
    const billing = app('../shared/common.json#/definitions/port', { $id: 'https://example.com/apps/billing.json' });
    expect(await judge({ 'schemas/common/v1': named, 'schemas/apps/billing/v1': billing })).toEqual([true, false]);
  });

  it('by its path although both state identifiers that do not fit', async () => {
    const named = { $schema: DRAFT07, $id: 'https://example.com/other.json', definitions: { port } };
    const billing = app('../../common/v1.json#/definitions/port', { $id: 'https://example.com/apps/billing.json' });
    expect(await judge({ 'schemas/common/v1': named, 'schemas/apps/billing/v1': billing })).toEqual([true, false]);
  });

  it('by the identifier of a part of it', async () => {
    const named = { $schema: DRAFT07, definitions: { p: { $id: 'https://example.com/port', ...port } } };
    expect(await judge({ 'schemas/common/v1': named, 'schemas/apps/billing/v1': app('https://example.com/port') })).toEqual([
      true,
      false,
    ]);
  });

  it('by an anchor', async () => {
    const named = { $defs: { p: { $anchor: 'port', ...port } } };
    const schemas = {
      'schemas/common/v1': named,
      'schemas/apps/billing/v1': { properties: { port: { $ref: 'schemas/common/v1#port' } } },
    };
    expect(await judge(schemas)).toEqual([true, false]);
  });

  it('in a place where no keyword has schemas', async () => {
    const named = { components: { port: { allOf: [{ $ref: '#/components/base' }] }, base: port } };
    expect(
      await judge({ 'schemas/common/v1': named, 'schemas/apps/billing/v1': app('schemas/common/v1#/components/port') }),
    ).toEqual([true, false]);
  });

  it('in a schema that has no version', async () => {
    expect(await judge({ 'schemas/port': port, 'schemas/apps/billing/v1': app('schemas/port') })).toEqual([true, false]);
  });

  it('in the newest version of a family', async () => {
    const schemas = {
      'schemas/port/v2': true,
      'schemas/port/v10': port,
      'schemas/port/v9': true,
      'schemas/apps/billing/v1': app('schemas/port'),
    };
    expect(await judge(schemas)).toEqual([true, false]);
  });

  it('among the meta-schemas', async () => {
    const schema = { properties: { schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' } } };
    const { value } = await bindSchemas({ 'schemas/x/v1': schema });
    const verdicts = [
      { schema: { type: 'string' } },
      { schema: { type: 5 } },
      { schema: { items: { properties: { a: { minLength: -1 } } } } },
    ];
    expect(verdicts.map((data) => value && accepts(value, data))).toEqual([true, false, false]);
  });
});
