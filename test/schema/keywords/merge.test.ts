import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { bindSchemas, bound, problems } from '../bind-schemas.ts';

async function strategiesOf(schema: JsonValue): Promise<unknown[]> {
  const { mergeStrategies } = await bound(schema);
  return mergeStrategies.map(({ pattern, strategy }) => [pattern.join('/'), strategy]);
}

describe('x-confman-merge', () => {
  it('is told with the place it stands for', async () => {
    const byKey = { strategy: 'byKey', key: 'name' };
    const schema = {
      properties: {
        features: { type: 'array', 'x-confman-merge': 'union' },
        targets: { 'x-confman-merge': byKey, items: { properties: { ports: { 'x-confman-merge': { strategy: 'append' } } } } },
      },
      patternProperties: { '^x': { 'x-confman-merge': 'prepend' } },
      additionalProperties: { properties: { list: { 'x-confman-merge': 'replace' } } },
    };
    expect(await strategiesOf(schema)).toEqual([
      ['features', 'union'],
      ['targets', byKey],
      ['*', 'prepend'],
      ['*/list', 'replace'],
      ['targets/*/ports', 'append'],
    ]);
  });

  it('is found through references and allOf, and not in branches', async () => {
    const schema = {
      allOf: [{ properties: { a: { $ref: '#/$defs/list' } } }],
      anyOf: [{ properties: { b: { $ref: '#/$defs/list' } } }],
      $defs: { list: { 'x-confman-merge': 'append' } },
    };
    expect(await strategiesOf(schema)).toEqual([['a', 'append']]);
  });

  it('is what the schema itself says where a reference says something else', async () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/list', 'x-confman-merge': 'union' } },
      $defs: { list: { 'x-confman-merge': 'append' } },
    };
    expect(await strategiesOf(schema)).toEqual([['a', 'union']]);
  });

  it('stands on every level of a schema that contains itself', async () => {
    const { mergeStrategies } = await bound({ properties: { list: { 'x-confman-merge': 'append' }, child: { $ref: '#' } } });
    expect(mergeStrategies.length).toBeGreaterThan(60);
    expect(mergeStrategies[1]?.pattern).toEqual(['child', 'list']);
  });

  it('warns where the levels branch without end', async () => {
    const schema = { properties: { list: { 'x-confman-merge': 'append' }, l: { $ref: '#' }, r: { $ref: '#' } } };
    const outcome = await bindSchemas({ 'schemas/x/v1': schema });
    expect(outcome.value?.mergeStrategies).toHaveLength(1000);
    expect(outcome.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['schema/endless-merge', 'warning']]);
  });

  it.each([
    ['append', true],
    ['byKey', false],
    [{ strategy: 'byKey' }, false],
    [{ strategy: 'union', key: 'a' }, false],
    ['deep', false],
    [5, false],
  ])('takes %j: %s', async (value, isGood) => {
    const found = problems(await bindSchemas({ 'schemas/x/v1': { 'x-confman-merge': value } }));
    expect(found).toEqual(isGood ? [] : ['schema/keyword-value schemas/x/v1.json#/x-confman-merge']);
  });
});
