import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { bound, findingsOn, type Schemas } from './bind-schemas.ts';

/** Code, place in the value, and place in the schema. */
async function told(schema: JsonValue, data: JsonValue, others: Schemas = {}): Promise<string[]> {
  const judged = await bound(schema, others);
  return judged
    .findings(data, {})
    .map(({ code, pointer, schemaSite }) => `${code} ${pointer} ${schemaSite?.source.path}#${schemaSite?.pointer}`);
}

describe('each failure knows the place of its keyword', () => {
  it('through references, definitions and parts of wide schemas', async () => {
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`, { maximum: i }]));
    const schema = {
      properties: { a: { $ref: 'schemas/y/v1#/$defs/n' }, w: { properties: wide } },
      allOf: [{ $ref: '#/$defs/m' }],
      $defs: { m: { minProperties: 3 } },
    };
    const found = await told(schema, { a: 'x', w: { p150: 151 } }, { 'schemas/y/v1': { $defs: { n: { type: 'number' } } } });
    expect(found.toSorted()).toEqual([
      'schema/maximum /w/p150 schemas/x/v1.json#/properties/w/properties/p150/maximum',
      'schema/min-properties  schemas/x/v1.json#/$defs/m/minProperties',
      'schema/type /a schemas/y/v1.json#/$defs/n/type',
    ]);
  });

  it('in definitions that are spelt alike', async () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/one' }, b: { $ref: '#/$defs/two' } },
      $defs: { one: { type: 'string' }, two: { type: 'string' } },
    };
    expect(await told(schema, { a: 1, b: 1 })).toEqual([
      'schema/type /a schemas/x/v1.json#/$defs/one/type',
      'schema/type /b schemas/x/v1.json#/$defs/two/type',
    ]);
  });

  it('for keywords that are judged in a way of our own', async () => {
    const cases: readonly (readonly [string, JsonValue, JsonValue, string])[] = [
      ['multipleOf', 0.1, 0.15, 'schema/multiple-of '],
      ['uniqueItems', true, [1, 1], 'schema/unique-items /1'],
      ['maxLength', 1, 'ab', 'schema/max-length '],
      ['minLength', 3, 'ab', 'schema/min-length '],
      ['const', { a: 1 }, { a: 2 }, 'schema/const '],
      ['enum', [{ a: 1 }, 'b'], 5, 'schema/enum '],
      ['contains', { const: 1 }, [2], 'schema/contains '],
      ['not', { type: 'number' }, 5, 'schema/not '],
      ['contentEncoding', 'base64', '?', 'schema/not-base64 '],
    ];
    for (const [keyword, value, data, said] of cases) {
      expect(await told({ [keyword]: value }, data)).toEqual([`${said} schemas/x/v1.json#/${keyword}`]);
    }
  });

  it('where the schema is false', async () => {
    expect(await told({ properties: { a: false } }, { a: 1 })).toEqual(['schema/never /a schemas/x/v1.json#/properties/a']);
    expect(await told({ properties: { a: { additionalProperties: false } } }, { a: { b: 1 } })).toEqual([
      'schema/unknown-property /a/b schemas/x/v1.json#/properties/a/additionalProperties',
    ]);
  });
});

describe('the branch that was meant', () => {
  const service = { properties: { kind: { const: 'service' }, port: { type: 'integer' } }, required: ['kind', 'port'] };
  const job = { properties: { kind: { const: 'job' }, cron: { type: 'string' } }, required: ['kind', 'cron'] };

  it('is found behind references and through nested alternatives', async () => {
    const schema = {
      items: { anyOf: [{ oneOf: [{ $ref: '#/$defs/service' }, { $ref: '#/$defs/job' }] }, { type: 'null' }] },
      $defs: { service, job },
    };
    expect(findingsOn(await bound(schema), [null, { kind: 'job', cron: 5 }])).toEqual(['schema/type /1/cron value']);
  });

  it('is found for each element by itself', async () => {
    const schema = { items: { oneOf: [service, job] } };
    expect(
      findingsOn(await bound(schema), [
        { kind: 'service', port: 'x' },
        { kind: 'job', cron: 5 },
        { kind: 'job', cron: 'x' },
      ]),
    ).toEqual(['schema/type /0/port value', 'schema/type /1/cron value']);
  });

  it('is not looked for where another one holds', async () => {
    const schema = { properties: { a: { anyOf: [service, job] } }, required: ['b'] };
    expect(findingsOn(await bound(schema), { a: { kind: 'job', cron: 'x' } })).toEqual(['schema/required  value']);
  });

  it('is told once where two ways lead to it', async () => {
    const schema = { allOf: [{ $ref: '#/$defs/x' }, { $ref: '#/$defs/x' }], $defs: { x: { anyOf: [service, job] } } };
    expect(findingsOn(await bound(schema), { kind: 'job', cron: 5 })).toEqual(['schema/type /cron value']);
  });
});

describe('findings', () => {
  it('are a thousand at most', async () => {
    const judged = await bound({ items: { type: 'string' } });
    expect(
      judged.findings(
        Array.from({ length: 5000 }, () => 1),
        {},
      ),
    ).toHaveLength(1000);
  });

  it('come with pointers that are escaped', async () => {
    expect(findingsOn(await bound({ additionalProperties: { type: 'string' } }), { 'a/b~c': 1 })).toEqual([
      'schema/type /a~1b~0c value',
    ]);
  });

  it('are none on a value that is good', async () => {
    expect((await bound({ anyOf: [{ type: 'string' }, { minimum: 1 }] })).findings(5, {})).toEqual([]);
  });
});
