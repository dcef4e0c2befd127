import { describe, expect, it } from 'vitest';
import { bindSchemas, type Schemas } from '../bind-schemas.ts';

async function dependenciesOf(schemas: Schemas, reference: string): Promise<string[]> {
  const { dependencies } = await bindSchemas(schemas, reference);
  return dependencies.toSorted();
}

describe('a binding depends on', () => {
  const chain = {
    'schemas/a/v1': { $ref: 'schemas/b' },
    'schemas/b/v1': { properties: { c: { $ref: '../c/v1.json' } } },
    'schemas/c/v1': true,
  };

  it('everything that its references reach, and the lists of versions that were read', async () => {
    expect(await dependenciesOf(chain, 'schemas/a/v1')).toEqual(['schemas/a/v1', 'schemas/b/*', 'schemas/b/v1', 'schemas/c/v1']);
  });

  it('the same whoever reaches it: nothing is lost to what was bound before', async () => {
    const schemas = { ...chain, 'schemas/d/v1': { $ref: 'schemas/b/v1' } };
    const { dependencies } = await bindSchemas(schemas, 'schemas/d/v1');
    expect(dependencies.toSorted()).toEqual(['schemas/b/v1', 'schemas/c/v1', 'schemas/d/v1']);
  });

  it('what is missing', async () => {
    expect(await dependenciesOf({}, 'schemas/none')).toEqual(['schemas/none', 'schemas/none/*']);
    expect(await dependenciesOf({ 'schemas/a/v1': { $ref: 'schemas/none/v1' } }, 'schemas/a/v1')).toEqual([
      'schemas/a/v1',
      'schemas/none/v1',
    ]);
  });

  it('all schemas where one was looked for by its identifier', async () => {
    expect(await dependenciesOf({ 'schemas/a/v1': { $ref: 'https://x.test/none' } }, 'schemas/a/v1')).toEqual([
      'schemas/**',
      'schemas/a/v1',
    ]);
  });

  it('a family beside the version that stands for it', async () => {
    expect(await dependenciesOf({ 'schemas/a/v1': true, 'schemas/a/v2': true }, 'schemas/a')).toEqual([
      'schemas/a/*',
      'schemas/a/v2',
    ]);
  });
});
