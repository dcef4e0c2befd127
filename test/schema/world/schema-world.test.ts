import { describe, expect, it } from 'vitest';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { plainSchemaWorld } from '../../../src/schema/plain-schema-world.ts';
import { createSchemaRegistry } from '../../../src/schema/registry.ts';
import { summary, type Schemas } from '../bind-schemas.ts';
import { MemoryLookup } from '../memory-lookup.ts';

async function worldIn(schemas: Schemas, id = 'schemas/x/v1'): Promise<SchemaWorld> {
  const registry = createSchemaRegistry(new MemoryLookup(schemas), { toolVersion: '1' });
  await registry.load();
  const { value, diagnostics } = registry.world(id as DocumentId);
  if (value === undefined) throw new Error(diagnostics.map(summary).join('\n'));
  return value;
}

async function plain(schema: JsonValue): Promise<SchemaWorld> {
  const { value, diagnostics } = await plainSchemaWorld(schema);
  if (value === undefined) throw new Error(diagnostics.map(summary).join('\n'));
  return value;
}

describe('a schema of a workspace', () => {
  it('leads into other documents, and a place is always the same node', async () => {
    const world = await worldIn({
      'schemas/x/v1': { properties: { port: { $ref: 'schemas/y#/$defs/port' }, self: { $ref: '#' } } },
      'schemas/y/v2': { $schema: 'http://json-schema.org/draft-07/schema#', $defs: { port: { type: 'integer' } } },
    });
    const port = world.child(world.root, ['properties', 'port']);
    const target = port && world.target(port, '$ref');
    expect(target?.node).toMatchObject({ document: 'schemas/y/v2', pointer: '/$defs/port', draft: 'draft-07' });
    expect(target?.isDynamic).toBe(false);
    const self = world.child(world.root, ['properties', 'self']);
    expect(self && world.target(self, '$ref')?.node).toBe(world.root);
    expect(world.child(world.root, ['properties', 'port'])).toBe(port);
    expect(world.child(world.root, ['properties', 'toString'])).toBeUndefined();
    expect(port && world.siteOf(port, ['$ref'])).toMatchObject({ pointer: '/properties/port/$ref' });
    expect([world.accepts({ port: 1 }), world.accepts({ port: 'x' })]).toEqual([true, false]);
  });

  it('is asked for by family, and is not there', async () => {
    const schemas = { 'schemas/x/v1': { type: 'string' }, 'schemas/x/v2': { type: 'number' } };
    expect((await worldIn(schemas, 'schemas/x')).root.document).toBe('schemas/x/v2');
    await expect(worldIn(schemas, 'schemas/x/v3')).rejects.toThrow('schema/not-found');
  });

  it('says what is wrong with it', async () => {
    await expect(worldIn({ 'schemas/x/v1': { type: 'strnig' } })).rejects.toThrow('schema/invalid schemas/x/v1.json#/type');
  });

  it('asks for the environment where one is given', async () => {
    const world = await worldIn({ 'schemas/x/v1': { properties: { a: { 'x-confman-allowed-environments': ['dev'] } } } });
    expect([undefined, 'dev', 'prod'].map((each) => world.accepts({ a: 1 }, each))).toEqual([true, true, false]);
  });
});

describe('a schema that stands alone', () => {
  it('cannot see others like it', async () => {
    await plain({ type: 'string' });
    const { value, diagnostics } = await plainSchemaWorld({ $ref: 'plain-1' });
    expect(value).toBeUndefined();
    expect(diagnostics.map(summary)).toEqual(['schema/outside-workspace schema#/$ref']);
  });

  it('may be a schema tree', async () => {
    const { value } = await plainSchemaWorld({
      Type: 'Object',
      Properties: [{ Name: 'a', Schema: { Type: 'Leaf', Format: 'int' } }],
    });
    expect(value?.root.schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(value?.accepts({ b: 1 })).toBe(false);
  });

  it('tells dynamic references that may lead elsewhere from those that cannot', async () => {
    const one = await plain({ $dynamicAnchor: 'n', items: { $dynamicRef: '#n' } });
    const two = await plain({
      $dynamicAnchor: 'n',
      items: { $dynamicRef: '#n' },
      $defs: { o: { $id: 'http://o.test/', $dynamicAnchor: 'n' } },
    });
    const isDynamic = (world: SchemaWorld): boolean | undefined => {
      const items = world.child(world.root, ['items']);
      return items && world.target(items, '$dynamicRef')?.isDynamic;
    };
    expect([isDynamic(one), isDynamic(two)]).toEqual([false, true]);
  });

  it('has no verdict on what takes too long', async () => {
    const again = { items: { $ref: '#' } };
    const world = await plain({ type: 'array', anyOf: [again, { ...again, maxItems: 9 }] });
    let data: JsonValue = 1;
    for (let i = 0; i < 40; i += 1) data = [data];
    expect([world.accepts([]), world.accepts(data)]).toEqual([true, undefined]);
  });

  it('nests too deep', async () => {
    let schema: JsonValue = {};
    for (let i = 0; i < 5_000; i += 1) schema = { not: schema };
    const { value, diagnostics } = await plainSchemaWorld(schema);
    expect(value).toBeUndefined();
    expect(diagnostics).not.toEqual([]);
  });
});
