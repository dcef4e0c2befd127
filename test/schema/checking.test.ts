import { describe, expect, it } from 'vitest';
import type { DocumentId } from '../../src/model/document-id.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { createSchemaRegistry } from '../../src/schema/registry.ts';
import { problems, type Schemas } from './bind-schemas.ts';
import { MemoryLookup } from './memory-lookup.ts';

async function check(schema: JsonValue | 'broken', others: Schemas = {}): Promise<string[]> {
  const registry = createSchemaRegistry(new MemoryLookup({ 'schemas/x/v1': schema, ...others }), { toolVersion: '1' });
  await registry.load();
  return problems(registry.check('schemas/x/v1' as DocumentId));
}

const DRAFTS = [
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-06/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
];

describe('checking a schema', () => {
  it.each(DRAFTS)('finds nothing in the meta-schema of %s', async (uri) => {
    expect(await check({ $schema: uri, $ref: uri })).toEqual([]);
  });

  it.each(DRAFTS)('finds what its draft does not allow: %s', async (uri) => {
    const schema = {
      $schema: uri,
      type: 'strnig',
      properties: { a: { minLength: -1, required: 'x' } },
      definitions: { d: { enum: 5 } },
    };
    const found = await check(schema);
    for (const place of ['/type', '/properties/a/minLength', '/properties/a/required', '/definitions/d/enum']) {
      expect(found).toContain(`schema/invalid schemas/x/v1.json#${place}`);
    }
  });

  it('knows the drafts by their addresses, with and without s and #', async () => {
    for (const uri of DRAFTS) {
      for (const written of [uri, uri.replace('#', ''), uri.replace('http:', 'https:'), uri.replace('https:', 'http:')]) {
        expect(await check({ $schema: written })).toEqual([]);
      }
    }
  });

  it.each(['http://json-schema.org/draft-03/schema#', 'https://example.com/mine', '', 'draft-07'])(
    'does not know %j',
    async ($schema) => {
      expect(await check({ $schema })).toEqual(['schema/unknown-draft schemas/x/v1.json#/$schema']);
    },
  );

  it.each([5, 'text', null, [[]]])('finds that %j is no schema', async (value) => {
    expect(await check(value)).toEqual(['schema/invalid schemas/x/v1.json#']);
  });

  it('accepts true and false', async () => {
    expect([await check(true), await check(false)]).toEqual([[], []]);
  });

  it('finds circles in definitions that nothing uses', async () => {
    const schema = { $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } };
    expect(await check(schema)).toEqual(['schema/reference-cycle schemas/x/v1.json#/$defs/a']);
  });

  it('finds several problems at once, each in its place', async () => {
    const schema = { properties: { a: { $ref: '#/none' }, b: { 'x-confman-unit': 5 } }, $ref: 'schemas/none/v1' };
    expect((await check(schema)).toSorted()).toEqual([
      'schema/keyword-value schemas/x/v1.json#/properties/b/x-confman-unit',
      'schema/missing-part schemas/x/v1.json#/properties/a/$ref',
      'schema/not-found schemas/x/v1.json#/$ref',
    ]);
  });

  it('judges what lies outside of all keywords where a reference leads there', async () => {
    const schema = { $ref: '#/components/a', components: { a: { type: 'strnig', pattern: '(' }, unused: { type: 'strnig' } } };
    expect(await check(schema)).toEqual([
      'schema/invalid schemas/x/v1.json#/components/a/type',
      'schema/pattern-refused schemas/x/v1.json#/components/a/pattern',
    ]);
  });

  it('leaves data alone that looks like a schema', async () => {
    const looks = { $ref: '#/none', $id: 'http://[', pattern: '(', type: 'strnig' };
    expect(
      await check({
        enum: [looks],
        const: looks,
        default: looks,
        examples: [looks],
        properties: { $ref: { type: 'string' }, pattern: { const: '(' } },
      }),
    ).toEqual([]);
  });
});

describe('a schema tree', () => {
  const tree = {
    Type: 'Object',
    Properties: [{ Name: 'port', IsRequired: true, DefaultValue: 80, Schema: { Type: 'Leaf', Format: 'int', Min: 1 } }],
  };

  it('is bound like a schema, and its findings point into the tree', async () => {
    const registry = createSchemaRegistry(new MemoryLookup({ 'schemas/x/v1': tree }), { toolVersion: '1' });
    await registry.load();
    const { value } = registry.check('schemas/x/v1' as DocumentId);
    expect([value?.isValid({ port: 1 }), value?.isValid({ port: 0 })]).toEqual([true, false]);
    expect(value?.findings({ port: 0 }, {})[0]?.schemaSite?.pointer).toBe('/Properties/0/Schema/Min');
  });

  it('tells what is wrong with the tree', async () => {
    expect((await check({ ...tree, Type: 'Objekt' })).length).toBeGreaterThan(0);
  });
});
