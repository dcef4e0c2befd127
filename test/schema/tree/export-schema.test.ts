import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { createSchemaRegistry } from '../../../src/schema/registry.ts';
import { linkedSchema } from '../../../src/schema/schema-world.ts';
import { exportSchema } from '../../../src/schema/tree/export-schema.ts';
import { importTree } from '../../../src/schema/tree/import-tree.ts';
import { importDrafts, importedDraft } from '../../../src/schema/tree/imported-draft.ts';
import { isSchemaTree } from '../../../src/schema/tree/is-schema-tree.ts';
import { accepts, bindSchemas, summary, type Schemas } from '../bind-schemas.ts';
import { fromConfig, MemoryLookup } from '../memory-lookup.ts';
import { values } from '../oracle/arbitrary-schema.ts';
import { randomTree } from './random-tree.ts';

const early = 'http://json-schema.org/draft-07/schema#';

async function exported(schemas: Schemas): Promise<{ tree: JsonValue | undefined; lost: string[] }> {
  const registry = createSchemaRegistry(new MemoryLookup(schemas), { toolVersion: '1' });
  await registry.load();
  const { value: world, diagnostics } = registry.world('schemas/x/v1' as DocumentId);
  if (world === undefined) throw new Error(diagnostics.map(summary).join('\n'));
  const { value: tree, diagnostics: lost } = await exportSchema(linkedSchema(world));
  return { tree: tree as JsonValue | undefined, lost: lost.map((each) => `${summary(each)} ${String(each.args['keyword'])}`) };
}

describe('a schema of any draft, with what it refers to', () => {
  it('is exported, and what gets lost is told where it stands', async () => {
    const outcome = await exported({
      'schemas/x/v1': {
        $schema: early,
        type: 'object',
        additionalProperties: false,
        properties: {
          a: { allOf: [{ $ref: 'schemas/y#/definitions/a' }], description: 'Told' },
          b: { type: 'integer', exclusiveMinimum: 0 },
        },
      },
      'schemas/y/v1': {
        $schema: 'http://json-schema.org/draft-04/schema#',
        definitions: { a: { type: 'number', minimum: 1, exclusiveMinimum: true } },
      },
    });
    expect(outcome).toEqual({
      tree: {
        Type: 'Object',
        Properties: [
          { Name: 'a', IsRequired: false, Description: 'Told', Schema: { Type: 'Leaf', Format: 'number', Min: 1 } },
          { Name: 'b', IsRequired: false, Schema: { Type: 'Leaf', Format: 'int', Min: 1 } },
        ],
      },
      lost: ['schema/not-in-tree schemas/y/v1.json#/definitions/a/exclusiveMinimum exclusiveMinimum'],
    });
  });

  it('also where it contains itself in another file', async () => {
    const { tree, lost } = await exported({
      'schemas/x/v1': { $ref: 'schemas/y/v1' },
      'schemas/y/v1': { type: 'object', additionalProperties: false, properties: { next: { $ref: '#' } } },
    });
    expect(tree).toEqual({ Type: 'Object', Properties: [{ Name: 'next', IsRequired: false, Schema: { $ref: '#/' } }] });
    expect(lost).toEqual([]);
  });
});

test.each(importDrafts)('a tree means the same in %s', async (draft) => {
  const source = { path: 'x.json', format: 'json', text: '' } as const;
  await fc.assert(
    fc.asyncProperty(randomTree, fc.array(values, { minLength: 5, maxLength: 10 }), async (tree, samples) => {
      const plain = JSON.parse(JSON.stringify(tree)) as JsonValue;
      const { schema } = importTree(plain, source).value as { schema: JsonObject };
      const registry = createSchemaRegistry(
        new MemoryLookup({ 'schemas/x/v1': plain, 'schemas/y/v1': importedDraft(schema, draft) }),
        { toolVersion: '1' },
      );
      await registry.load();
      const [one, other] = ['schemas/x/v1', 'schemas/y/v1'].map((id) => registry.bind(id, fromConfig).value);
      if (one === undefined || other === undefined) throw new Error('one of them is not sound');
      for (const data of samples) expect({ data, valid: accepts(other, data) }).toEqual({ data, valid: accepts(one, data) });
    }),
    { numRuns: 30 },
  );
});

describe('a tree', () => {
  const tree = { Type: 'Object', Properties: [{ Name: 'a', IsRequired: true, Schema: { Type: 'Leaf', Format: 'int' } }] };

  it('can be referred to by a JSON Schema, as a whole and in parts of what it stands for', async () => {
    const { value } = await bindSchemas({
      'schemas/x/v1': { properties: { t: { $ref: 'schemas/t/v1' }, n: { $ref: 'schemas/t/v1#/properties/a' } } },
      'schemas/t/v1': tree,
    });
    const judged = [{ t: { a: 1 }, n: 2 }, { t: {} }, { n: 'x' }].map((data) => value && accepts(value, data));
    expect(judged).toEqual([true, false, false]);
  });

  it.each<[JsonValue, boolean]>([
    [{ Type: 'Object' }, true],
    [{ Type: 5 }, true],
    [{ ItemSchema: { Type: 'Leaf' } }, true],
    [{ AllowedValues: [1] }, true],
    [{ type: 'object', Type: 'Object' }, false],
    [{ $schema: early, Type: 'Object' }, false],
    [{ properties: {} }, false],
    [true, false],
  ])('is told from a JSON Schema: %j', (value, isTree) => {
    expect(isSchemaTree(value)).toBe(isTree);
  });

  it('without its Type is one with an error, not a schema that accepts everything', async () => {
    const { diagnostics } = await bindSchemas({ 'schemas/x/v1': { ItemSchema: { Type: 'Leaf' } } });
    expect(diagnostics.map(summary)).toEqual(['schema/required schemas/x/v1.json#']);
  });
});

it('a default in the place of a secret is exported where it is a reference', async () => {
  const secret = (value: string) => ({ type: 'string', 'x-confman-secret-ref': true, default: value });
  const properties = { a: secret('hunter2'), b: secret('vault://team/b') };
  const { tree } = await exported({ 'schemas/x/v1': { type: 'object', additionalProperties: false, properties } });
  expect(JSON.stringify(tree)).not.toContain('hunter2');
  expect(JSON.stringify(tree)).toContain('"DefaultValue":"vault://team/b"');
});
