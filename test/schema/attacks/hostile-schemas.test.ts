import { describe, expect, it } from 'vitest';
import type { DocumentId } from '../../../src/model/document-id.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { readSchema } from '../../../src/schema/index/read-schema.ts';
import { accepts, bindSchemas, bound, problems } from '../bind-schemas.ts';

function many(count: number, each: (i: number) => JsonValue): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, each(i)]));
}

function ladder(levels: number, keyword: string): JsonObject {
  const rung = (i: number): JsonValue => ({ $ref: `#/$defs/p${i + 1}` });
  return {
    $ref: '#/$defs/p0',
    $defs: many(levels, (i) => (i === levels - 1 ? { type: 'string' } : { [keyword]: [rung(i), rung(i)] })),
  };
}

async function codesFor(schema: JsonValue, data: JsonValue): Promise<string[]> {
  const judged = await bound(schema, {}, { maxSteps: 50_000 });
  expect(judged.isClean(data, {})).toBe(false);
  return judged.findings(data, {}).map(({ code }) => code);
}

describe('patterns of one document have so much room together', () => {
  const costly = (i: number): JsonValue => ({ pattern: `(\\w{0,${900 + (i % 100)}}\\s){0,${30 + (i % 20)}}${i}$` });

  it('for thousands of those that people write', async () => {
    const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
    const schema = { properties: many(1_000, (i) => ({ pattern: `^field${i}:${label}(?:\\.${label})*$` })) };
    expect(accepts(await bound(schema), { p7: 'field7:a.b', p8: 'field8:a' })).toBe(true);
  });

  it('not for thousands that are made to take long: the first one too many is told', async () => {
    const told = problems(await bindSchemas({ 'schemas/x/v1': { properties: many(6_000, costly) } }));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^schema\/pattern-refused schemas\/x\/v1\.json#\/properties\/p\d\/pattern$/);
  });

  it('also behind references to places that are no schemas', async () => {
    const schema = { allOf: Array.from({ length: 600 }, (_, i) => ({ $ref: `#/x/p${i}` })), x: many(600, costly) };
    const told = problems(await bindSchemas({ 'schemas/x/v1': schema }));
    expect(new Set(told.map((each) => each.split(' ')[0]))).toEqual(new Set(['schema/pattern-refused']));
  });
});

describe('a schema whose work explodes is stopped', () => {
  it.each(['anyOf', 'oneOf', 'allOf'])('by %s of two references, 60 levels deep', async (keyword) => {
    expect(await codesFor(ladder(60, keyword), keyword === 'allOf' ? 's' : 5)).toEqual(['schema/step-limit']);
  });

  it('by recursion into the value, twice on each level', async () => {
    let data: JsonValue = 1;
    for (let i = 0; i < 60; i += 1) data = { a: data };
    const branch = (name: string): JsonValue => ({ properties: { a: { $ref: '#' } }, required: [name] });
    const judged = await bound({ anyOf: [branch('b'), branch('c')] }, {}, { maxSteps: 50_000 });
    expect(judged.findings(data, {}).map(({ code }) => code)).toEqual(['schema/step-limit']);
  });

  it('by what is evaluated, followed on ever more ways', async () => {
    const schema = { unevaluatedProperties: false, ...ladder(60, 'allOf') };
    expect(await codesFor(schema, { a: 1 })).toEqual(['schema/step-limit']);
  });

  it('by many conditions on each of many elements', async () => {
    const schema = { allOf: Array.from({ length: 500 }, (_, i) => ({ items: { minimum: i - 500 } })) };
    expect(
      await codesFor(
        schema,
        Array.from({ length: 20_000 }, () => 1),
      ),
    ).toEqual(['schema/step-limit']);
  });

  it('by many patterns on a long text', async () => {
    const schema = { allOf: Array.from({ length: 200 }, (_, i) => ({ pattern: `^(?:a|b|c${i})*$`, maxLength: 9_000_000 + i })) };
    expect(await codesFor(schema, 'ab'.repeat(100_000))).toEqual(['schema/step-limit']);
  });

  it('and not where the work is only much', async () => {
    const judged = await bound({
      items: { $ref: '#/$defs/d' },
      $defs: { d: { type: 'object', properties: many(50, () => ({ type: 'integer' })) } },
    });
    expect(
      judged.isClean(
        Array.from({ length: 20_000 }, () => ({ p1: 1, p2: 2 })),
        {},
      ),
    ).toBe(true);
  });
});

describe('a schema that is large compiles', () => {
  it('with 10,000 properties', async () => {
    const judged = await bound({
      type: 'object',
      additionalProperties: false,
      properties: many(10_000, (i) => ({ type: 'string', minLength: i % 5 })),
    });
    expect(
      accepts(
        judged,
        many(10_000, () => 'abcdef'),
      ),
    ).toBe(true);
    expect(accepts(judged, { p9999: '' })).toBe(false);
    expect(judged.findings({ p9998: 1, q: 1 }, {}).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'schema/type /p9998',
      'schema/unknown-property /q',
    ]);
  });

  it('with 500 properties that are objects, and all of them required', async () => {
    const part = (i: number): JsonValue => ({
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: { a: { type: 'integer', minimum: i } },
    });
    const judged = await bound({ required: Object.keys(many(500, () => 1)), properties: many(500, part) });
    expect(
      accepts(
        judged,
        many(1000, (i) => ({ a: i })),
      ),
    ).toBe(true);
    expect(accepts(judged, { ...many(500, (i) => ({ a: i })), p499: { a: 498 } })).toBe(false);
  });

  it('with an enum of 20,000 values, on many elements', async () => {
    const judged = await bound({ items: { enum: Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? { v: i } : `v${i}`)) } });
    expect(
      accepts(
        judged,
        Array.from({ length: 20_000 }, (_, i) => ({ v: (i * 2) % 20_000 })),
      ),
    ).toBe(true);
    expect(accepts(judged, [{ v: 1 }])).toBe(false);
  });

  it('with unique items that are many', async () => {
    const judged = await bound({ uniqueItems: true });
    const items = Array.from({ length: 20_000 }, (_, i) => ({ i, list: [i] }));
    expect(accepts(judged, items)).toBe(true);
    expect(accepts(judged, [...items, { list: [77], i: 77 }])).toBe(false);
  });

  it('with 2,000 conditions', async () => {
    const judged = await bound({ allOf: Array.from({ length: 2000 }, (_, i) => ({ not: { const: i } })) });
    expect([accepts(judged, 2000), accepts(judged, 1999)]).toEqual([true, false]);
  });

  it('with 600 definitions that all refer to each other', async () => {
    const parts = (i: number): JsonValue => ({
      properties: {
        next: { $ref: `#/$defs/p${(i + 1) % 600}` },
        other: { $ref: `#/$defs/p${(i * 7) % 600}` },
        n: { maximum: i },
      },
    });
    const judged = await bound({ $ref: '#/$defs/p0', $defs: many(600, parts) });
    expect([accepts(judged, { next: { next: { n: 2 } } }), accepts(judged, { next: { next: { n: 3 } } })]).toEqual([true, false]);
  });
});

describe('a schema that is too much is refused with its place', () => {
  const cases: readonly (readonly [string, JsonValue])[] = [
    [
      'a row of 30,000 references',
      { $ref: '#/$defs/p0', $defs: many(30_000, (i) => (i === 29_999 ? true : { $ref: `#/$defs/p${i + 1}` })) },
    ],
    ['10,000 alternatives', { oneOf: Array.from({ length: 10_000 }, (_, i) => ({ const: i })) }],
    [
      '2,000 patterns of property names',
      { patternProperties: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`^p${i}$`, true])) },
    ],
    [
      'dynamic references whose meaning multiplies',
      {
        $id: 'http://x.test/r',
        anyOf: Array.from({ length: 16 }, (_, i) => ({ $ref: `d${i}` })),
        $defs: many(16, (i) => ({
          $id: `http://x.test/d${i}`,
          $dynamicAnchor: `m${i}`,
          properties: {
            x: { anyOf: Array.from({ length: 16 }, (_, j) => ({ $ref: `http://x.test/d${j}` })) },
            y: { $dynamicRef: `#m${i}` },
          },
        })),
      },
    ],
  ];

  it.each(cases)('%s', async (_title, schema) => {
    const outcome = await bindSchemas({ 'schemas/x/v1': schema });
    expect(problems(outcome)).toEqual(['schema/too-complex schemas/x/v1.json#']);
    expect(outcome.value).toBeUndefined();
  });

  it('nesting without end', async () => {
    let schema: JsonValue = {};
    for (let i = 0; i < 20_000; i += 1) schema = { not: schema };
    const source = { path: 'schemas/x/v1.json', format: 'json', text: '' } as const;
    expect(readSchema('schemas/x/v1' as DocumentId, source, schema)).toMatchObject({
      problems: [{ code: 'schema/too-complex' }],
    });
  });

  it.each(['\ud800', '__proto__'])('the name %j', async (name) => {
    const schema = { properties: Object.fromEntries([[name, {}]]) };
    expect(problems(await bindSchemas({ 'schemas/x/v1': schema }))).toEqual(['schema/too-complex schemas/x/v1.json#']);
  });

  it('does no harm to others that are bound along with it', async () => {
    const good = { $schema: 'http://json-schema.org/draft-07/schema#', properties: { a: { $ref: 'schemas/shared/v1' } } };
    const bad = {
      allOf: [{ $ref: 'schemas/shared/v1' }, { oneOf: Array.from({ length: 10_000 }, () => ({ $ref: 'schemas/shared/v1' })) }],
    };
    const shared = { type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: false };
    const schemas = { 'schemas/good/v1': good, 'schemas/bad/v1': bad, 'schemas/shared/v1': shared };
    expect((await bindSchemas(schemas, 'schemas/bad/v1')).value).toBeUndefined();
    const { value } = await bindSchemas(schemas, 'schemas/good/v1');
    expect(value && [accepts(value, { a: { next: {} } }), accepts(value, { a: { other: {} } })]).toEqual([true, false]);
  });
});

describe('patterns', () => {
  it.each(['^(a+)+$', '(a|a)*b', '^(?:a|aa)+$', '(x+x+)+y'])('that explode are run otherwise: %s', async (pattern) => {
    const judged = await bound({ pattern });
    expect(accepts(judged, `${'ax'.repeat(20_000)}!`)).toBe(false);
  });

  it.each([
    ['^(?=a+$)a(?!b)+', '/pattern'],
    ['(a)\\1', '/pattern'],
    ['(', '/pattern'],
  ])('that no engine can run in bounded time are refused: %s', async (pattern) => {
    const outcome = await bindSchemas({ 'schemas/x/v1': { pattern, patternProperties: { '(': true } } });
    expect(problems(outcome)).toContain('schema/pattern-refused schemas/x/v1.json#/pattern');
    expect(problems(outcome)).toContain('schema/pattern-refused schemas/x/v1.json#/patternProperties/(');
  });
});
