import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { bindSchemas, problems, type Schemas } from '../bind-schemas.ts';

async function problemsOf(schema: JsonValue, others: Schemas = {}): Promise<string[]> {
  return problems(await bindSchemas({ 'schemas/x/v1': schema, ...others }));
}

describe('a reference that leads nowhere', () => {
  it.each([
    ['schemas/none/v1', 'schema/not-found'],
    ['schemas/x/v9', 'schema/not-found'],
    ['../none/v1.json', 'schema/not-found'],
    ['https://example.com/none.json', 'schema/unknown-remote'],
    ['http://localhost:1/internal', 'schema/unknown-remote'],
    ['file:///etc/passwd', 'schema/unknown-remote'],
    ['urn:none', 'schema/unknown-remote'],
    ['../../configs/app/config.json5', 'schema/outside-workspace'],
    ['../../../../etc/passwd', 'schema/outside-workspace'],
    ['/etc/passwd', 'schema/outside-workspace'],
    ['//example.com/x', 'schema/outside-workspace'],
    ['schemas/__proto__/v1', 'schema/bad-reference'],
    ['schemas/a b/v1', 'schema/bad-reference'],
    ['#/$defs/none', 'schema/missing-part'],
    ['#none', 'schema/missing-part'],
    ['#/$defs/list/01', 'schema/missing-part'],
    ['#/%zz', 'schema/bad-reference'],
    ['#/~2', 'schema/bad-reference'],
    ['#/title', 'schema/bad-reference'],
    ['#/__proto__', 'schema/missing-part'],
    ['#/constructor', 'schema/missing-part'],
    ['#toString', 'schema/missing-part'],
  ])('%s', async (reference, code) => {
    const schema = { title: 'x', properties: { a: { $ref: reference } }, $defs: { list: { prefixItems: [true, true] } } };
    expect(await problemsOf(schema)).toEqual([`${code} schemas/x/v1.json#/properties/a/$ref`]);
  });

  it('suggests what was probably meant', async () => {
    const schema = { properties: { a: { $ref: '#/$defs/prot' }, b: { $ref: 'schemas/comon/v1' } }, $defs: { port: true } };
    const { diagnostics } = await bindSchemas({ 'schemas/x/v1': schema, 'schemas/common/v1': true });
    expect(diagnostics.map(({ args, hint }) => [(args['near'] as string[])[0], hint])).toEqual([
      ['/$defs/port', 'Write "/$defs/port" after the #'],
      ['schemas/common/v1', 'Write "schemas/common/v1"'],
    ]);
  });

  it('is told also in definitions that nothing uses', async () => {
    expect(await problemsOf({ $defs: { a: { $ref: '#/none' } } })).toEqual([
      'schema/missing-part schemas/x/v1.json#/$defs/a/$ref',
    ]);
  });

  it('is told where it stands, in whatever schema was bound', async () => {
    expect(await problemsOf({ $ref: 'schemas/y/v1' }, { 'schemas/y/v1': { $ref: '#/none' } })).toEqual([
      'schema/missing-part schemas/y/v1.json#/$ref',
    ]);
  });
});

describe('a reference to a schema that is not usable', () => {
  it('because its text is broken', async () => {
    expect(await problemsOf({ $ref: 'schemas/y/v1' }, { 'schemas/y/v1': 'broken' })).toEqual([
      'schema/broken schemas/x/v1.json#/$ref',
    ]);
  });

  it('because its draft is unknown', async () => {
    const y = { $schema: 'http://json-schema.org/draft-03/schema#' };
    expect(await problemsOf({ $ref: 'schemas/y/v1' }, { 'schemas/y/v1': y })).toEqual([
      'schema/unknown-draft schemas/y/v1.json#/$schema',
    ]);
  });

  it('because it is no schema', async () => {
    expect(await problemsOf({ $ref: 'schemas/y/v1' }, { 'schemas/y/v1': { type: 'strnig', properties: { a: 5 } } })).toEqual([
      'schema/invalid schemas/y/v1.json#/properties/a',
      'schema/invalid schemas/y/v1.json#/type',
    ]);
  });
});

describe('references that run in a circle for one value', () => {
  it.each([
    ['to itself', { $ref: '#' }],
    ['through allOf', { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { $ref: '#' } } }],
    [
      'through anyOf and not',
      { $ref: '#/$defs/a', $defs: { a: { anyOf: [true, { not: { $ref: '#/$defs/b' } }] }, b: { $ref: '#/$defs/a' } } },
    ],
    ['through if', { if: { $ref: '#' } }],
    ['through dependentSchemas', { dependentSchemas: { a: { $ref: '#' } } }],
    ['below a property', { properties: { a: { $ref: '#/properties/a' } } }],
    ['through a dynamic anchor', { $dynamicAnchor: 'n', allOf: [{ $dynamicRef: '#n' }] }],
    ['behind contains', { contains: { $ref: '#/$defs/q' }, $defs: { q: { anyOf: [{ $ref: '#/$defs/q' }] } } }],
    [
      'behind unevaluated elements',
      { contains: { const: 1 }, unevaluatedItems: { $ref: '#/$defs/q' }, $defs: { q: { not: { $ref: '#/$defs/q' } } } },
    ],
    ['within contains', { contains: { anyOf: [{ $ref: '#/contains' }] } }],
  ])('%s', async (_title, schema) => {
    const { diagnostics, value } = await bindSchemas({ 'schemas/x/v1': schema });
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['schema/reference-cycle']);
    const chain = diagnostics[0]?.args['chain'] as string[];
    expect(chain[0]).toBe(chain.at(-1));
  });

  it('are no circle where they go into the value', async () => {
    expect(await problemsOf({ properties: { a: { $ref: '#' } }, items: { $ref: '#' }, propertyNames: { $ref: '#' } })).toEqual(
      [],
    );
  });

  it('are told of every schema that reaches them', async () => {
    const schemas = {
      'schemas/a/v1': { $ref: 'schemas/b/v1' },
      'schemas/b/v1': { properties: { x: { $ref: '#/properties/x' } } },
    };
    expect(problems(await bindSchemas(schemas, 'schemas/a/v1'))).toEqual([
      'schema/reference-cycle schemas/b/v1.json#/properties/x',
    ]);
  });
});

describe('identifiers', () => {
  it('that two parts of a schema state', async () => {
    const schema = { $defs: { a: { $id: 'http://x.test/a' }, b: { $id: 'http://x.test/a' } } };
    expect(await problemsOf(schema)).toEqual(['schema/duplicate-identifier schemas/x/v1.json#/$defs/b/$id']);
    const { diagnostics } = await bindSchemas({ 'schemas/x/v1': schema }, 'schemas/x/v1');
    expect(diagnostics[0]?.related.map(({ site }) => site.pointer)).toEqual(['/$defs/a/$id']);
  });

  it('that two schemas state, where one is asked for by it', async () => {
    const named = { $id: 'https://example.com/a' };
    const outcome = await bindSchemas({
      'schemas/x/v1': { $ref: 'https://example.com/a' },
      'schemas/a/v1': named,
      'schemas/b/v1': named,
    });
    expect(problems(outcome)).toEqual(['schema/duplicate-identifier schemas/x/v1.json#/$ref']);
    expect(outcome.diagnostics[0]?.hint).toContain('schemas/a/v1 and schemas/b/v1');
  });

  it('that two versions of one family share, where neither is asked for by it', async () => {
    const named = { $id: 'https://example.com/a', type: 'string' };
    expect(problems(await bindSchemas({ 'schemas/a/v1': named, 'schemas/a/v2': named }, 'schemas/a'))).toEqual([]);
  });

  it('that are no references', async () => {
    expect(await problemsOf({ $id: 'http://[' })).toContain('schema/bad-identifier schemas/x/v1.json#/$id');
  });

  it('anchors that are used twice', async () => {
    const schema = { $defs: { a: { $anchor: 'n' }, b: { $anchor: 'n' } } };
    expect(await problemsOf(schema)).toEqual(['schema/duplicate-identifier schemas/x/v1.json#/$defs/b/$anchor']);
  });
});
