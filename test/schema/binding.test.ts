import { describe, expect, it } from 'vitest';
import type { Site } from '../../src/model/source.ts';
import { bindSchemas, problems } from './bind-schemas.ts';
import { fromConfig } from './memory-lookup.ts';

const schemas = {
  'schemas/apps/billing/v1': true,
  'schemas/apps/billing/v2': { $id: 'https://example.com/billing.json' },
  'schemas/apps/billing/v10.1': true,
  'schemas/base': true,
};

describe('a document names its schema', () => {
  it.each([
    ['schemas/apps/billing/v2', 'schemas/apps/billing/v2', 'v2'],
    ['/schemas/apps/billing/v1', 'schemas/apps/billing/v1', 'v1'],
    ['schemas/apps/billing', 'schemas/apps/billing/v10.1', 'v10.1'],
    ['schemas/apps/billing/v2.json', 'schemas/apps/billing/v2', 'v2'],
    ['../../../../schemas/apps/billing/v2.json', 'schemas/apps/billing/v2', 'v2'],
    ['https://example.com/billing.json', 'schemas/apps/billing/v2', 'v2'],
    ['https://example.com/billing.json#', 'schemas/apps/billing/v2', 'v2'],
    ['/schemas/base', 'schemas/base', 'base'],
  ])('as %s', async (reference, id, version) => {
    const { value } = await bindSchemas(schemas, reference);
    expect([value?.id, value?.version]).toEqual([id, version]);
  });

  it.each([
    ['schemas/apps/biling', 'schema/not-found'],
    ['../../../../../outside.json', 'schema/outside-workspace'],
    ['../../schemas/x.json', 'schema/outside-workspace'],
    ['https://example.com/unknown.json', 'schema/unknown-remote'],
    ['https://json.schemastore.org/package.json', 'schema/unknown-remote'],
    ['schemas/apps/billing/v2#/definitions/x', 'schema/bad-reference'],
    ['', 'schema/outside-workspace'],
  ])('wrongly as %s', async (reference, code) => {
    const outcome = await bindSchemas(schemas, reference);
    expect(outcome.value).toBeUndefined();
    expect(problems(outcome)).toEqual([`${code} ${fromConfig.source.path}#/$schema`]);
  });

  it('gets the hint to add a schema that is on the web only', async () => {
    const { diagnostics } = await bindSchemas(schemas, 'https://example.com/unknown.json');
    expect(diagnostics[0]?.hint).toMatch(/^Add the schema to the repository/);
  });

  it('by a path that is relative to its own file', async () => {
    const from: Site = {
      source: { path: 'schemas/apps/other/readme.json5', format: 'json5', text: '' },
      pointer: '/$schema',
      at: 'value',
    };
    const { value } = await bindSchemas(schemas, '../billing/v2.json', from);
    expect(value?.id).toBe('schemas/apps/billing/v2');
  });
});
