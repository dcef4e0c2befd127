import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { bindSchemas, bound, problems } from '../bind-schemas.ts';

async function filled(schema: JsonValue, data: JsonValue, environment?: string): Promise<JsonValue> {
  return (await bound(schema)).fillDefaults(data, undefined, { environment });
}

describe('a default is filled in', () => {
  it('for a property that is missing', async () => {
    expect(await filled({ properties: { a: { default: 1 }, b: { default: null } } }, { a: 5 })).toEqual({ a: 5, b: null });
  });

  it('not over null, and not over false', async () => {
    expect(await filled({ properties: { a: { default: 1 }, b: { default: true } } }, { a: null, b: false })).toEqual({
      a: null,
      b: false,
    });
  });

  it('inside objects that are there, and only in those', async () => {
    const schema = { properties: { pool: { properties: { size: { default: 10 } } } } };
    expect(await filled(schema, { pool: {} })).toEqual({ pool: { size: 10 } });
    expect(await filled(schema, {})).toEqual({});
  });

  it('with the defaults inside it', async () => {
    const schema = {
      properties: {
        pool: {
          default: { min: 1 },
          properties: { size: { default: 10 }, wait: { default: {}, properties: { ms: { default: 5 } } } },
        },
      },
    };
    expect(await filled(schema, {})).toEqual({ pool: { min: 1, size: 10, wait: { ms: 5 } } });
  });

  it('in elements, map values and members that match a pattern', async () => {
    const port = { properties: { port: { default: 80 } } };
    const schema = {
      properties: {
        list: { prefixItems: [{ properties: { first: { default: 1 } } }], items: port },
        map: { additionalProperties: port },
      },
      patternProperties: { '^x': port },
    };
    expect(await filled(schema, { list: [{}, {}, 5], map: { a: {}, b: { port: 1 } }, x1: {} })).toEqual({
      list: [{ first: 1 }, { port: 80 }, 5],
      map: { a: { port: 80 }, b: { port: 1 } },
      x1: { port: 80 },
    });
  });

  it('from a definition, and from allOf', async () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/port' } },
      allOf: [{ properties: { b: { default: 2 } } }],
      $defs: { port: { default: 80 } },
    };
    expect(await filled(schema, {})).toEqual({ a: 80, b: 2 });
  });

  it('from the schema itself before a definition, from a definition before allOf', async () => {
    const $defs = { one: { properties: { a: { default: 'defs' }, b: { default: 'defs' } } } };
    const schema = {
      properties: { a: { default: 'own' } },
      $ref: '#/$defs/one',
      allOf: [{ properties: { b: { default: 'allOf' }, c: { default: 'allOf' } } }],
      $defs,
    };
    expect(await filled(schema, {})).toEqual({ a: 'own', b: 'defs', c: 'allOf' });
  });

  it('from another schema', async () => {
    const judged = await bound(
      { properties: { a: { $ref: 'schemas/y/v1#/$defs/p' } } },
      { 'schemas/y/v1': { $defs: { p: { properties: { q: { default: 1 } } } } } },
    );
    expect(judged.fillDefaults({ a: {} })).toEqual({ a: { q: 1 } });
  });

  it('not from what applies to some values only', async () => {
    const part = { properties: { a: { default: 1 } } };
    const schema = {
      anyOf: [part],
      oneOf: [part],
      not: { not: part },
      if: true,
      then: part,
      dependentSchemas: { b: part },
      contains: part,
    };
    expect(await filled(schema, { b: 1 })).toEqual({ b: 1 });
  });

  it('not from what stands beside a reference in an old draft', async () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { $ref: '#/definitions/d', default: 1 } },
      definitions: { d: {} },
    };
    expect(await filled(schema, {})).toEqual({});
  });

  it('only in the environments where the field may appear', async () => {
    const schema = { properties: { debug: { default: true, 'x-confman-allowed-environments': ['dev'] }, a: { default: 1 } } };
    expect(await filled(schema, {}, 'dev')).toEqual({ a: 1, debug: true });
    expect(await filled(schema, {}, 'prod')).toEqual({ a: 1 });
    expect(await filled(schema, {})).toEqual({ a: 1 });
  });
});

describe('filling in', () => {
  const schema = {
    properties: {
      b: { default: 1 },
      d: { properties: { x: { default: [1] } } },
      list: { items: { properties: { y: { default: 2 } } } },
    },
  };

  it('shares what it does not change, and changes nothing of its input', async () => {
    const data = { a: { deep: [1] }, d: { x: 1 }, list: [{ y: 1 }, {}] };
    const before = structuredClone(data);
    const after = (await bound(schema)).fillDefaults(data) as typeof data;
    expect(data).toEqual(before);
    expect([after.a === data.a, after.d === data.d, after.list[0] === data.list[0], after.list[1] === data.list[1]]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('returns the very same value where nothing is missing', async () => {
    const data = { b: 1, d: { x: 1 }, list: [{ y: 2 }] };
    expect((await bound(schema)).fillDefaults(data)).toBe(data);
    for (const other of [5, null, 'x', [], { b: 1 }]) expect((await bound(schema)).fillDefaults(other)).toBe(other);
  });

  it('keeps keys in code-unit order', async () => {
    const after = (await bound({ properties: { b: { default: { z: 1, a: 2 } }, é: { default: 1 } } })).fillDefaults({
      a: 1,
      c: 1,
    });
    expect(JSON.stringify(after)).toBe('{"a":1,"b":{"a":2,"z":1},"c":1,"é":1}');
  });

  it('is done once: filling in again changes nothing', async () => {
    const judged = await bound({
      properties: { a: { default: {}, properties: { b: { default: {}, properties: { c: { default: 1 } } } } } },
    });
    const once = judged.fillDefaults({});
    expect(judged.fillDefaults(once)).toBe(once);
  });

  it('gives the same default object to all, because nobody changes it', async () => {
    const judged = await bound({ properties: { a: { default: { x: [1] } } } });
    expect((judged.fillDefaults({}) as { a: unknown }).a).toBe((judged.fillDefaults({ b: 1 }) as { a: unknown }).a);
  });

  it('tells each value that it filled in, and where the schema says so', async () => {
    const judged = await bound({
      properties: {
        'a/b': { default: {}, properties: { c: { $ref: '#/$defs/c' } } },
        l: { items: { properties: { d: { default: 1 } } } },
      },
      $defs: { c: { default: 1 } },
    });
    const told: string[] = [];
    judged.fillDefaults({ l: [{}, {}] }, (pointer, site) => told.push(`${pointer} ${site.pointer}`));
    expect(told).toEqual([
      '/l/0/d /properties/l/items/properties/d/default',
      '/l/1/d /properties/l/items/properties/d/default',
      '/a~1b /properties/a~1b/default',
      '/a~1b/c /$defs/c/default',
    ]);
  });

  it('tells whether a key may be an array index', async () => {
    const schemas = [
      { properties: { a: { default: 1 } } },
      { properties: { '10': { default: 1 } } },
      { properties: { a: { default: { '7': 1 } } } },
      { properties: { '01': { default: 1 } } },
    ];
    expect(await Promise.all(schemas.map(async (each) => (await bound(each)).hasIndexKeys))).toEqual([false, true, true, false]);
  });

  it('puts nothing on a prototype', async () => {
    const schema = JSON.parse(
      '{"properties":{"constructor":{"default":{"__proto__":{"polluted":1}}},"a":{"default":1}}}',
    ) as JsonValue;
    const after = (await bound(schema)).fillDefaults({}) as Record<string, unknown>;
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
    expect(Object.keys(after)).toEqual(['a', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a schema that contains itself', () => {
  it('is filled in as deep as the data goes', async () => {
    const schema = { properties: { size: { default: 1 }, child: { $ref: '#' }, children: { items: { $ref: '#' } } } };
    expect(await filled(schema, { child: { child: {} }, children: [{}] })).toEqual({
      size: 1,
      child: { size: 1, child: { size: 1 } },
      children: [{ size: 1 }],
    });
  });

  it('may not be its own default', async () => {
    const outcome = await bindSchemas({ 'schemas/x/v1': { properties: { child: { $ref: '#', default: {} } } } });
    expect(outcome.value).toBeUndefined();
    expect(problems(outcome)).toEqual(['schema/endless-default schemas/x/v1.json#/properties/child/default']);
  });

  it('may be the default of its own list', async () => {
    expect(await filled({ properties: { children: { items: { $ref: '#' }, default: [] } } }, {})).toEqual({ children: [] });
  });
});

describe('defaults that explode', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `l${i}`,
      i === 39
        ? { default: 1 }
        : { default: {}, properties: { x: { $ref: `#/$defs/l${i + 1}` }, y: { $ref: `#/$defs/l${i + 1}` } } },
    ]),
  );

  it('are refused with the place', async () => {
    const outcome = await bindSchemas({ 'schemas/x/v1': { properties: { a: { $ref: '#/$defs/l0' } }, $defs: doubling } });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['schema/large-default']);
  });

  it('are refused where their sum is too much for one value', async () => {
    const big = { default: Array.from({ length: 900 }, () => 0) };
    const judged = await bound({ items: { properties: { a: big } } }, {}, { maxDefaultSize: 1000 });
    const data = Array.from({ length: 10 }, () => ({}));
    expect(judged.fillDefaults(data)).toBe(data);
    expect(judged.isClean(data, {})).toBe(false);
    expect(judged.findings(data, {}).map(({ code }) => code)).toEqual(['schema/large-default']);
  });

  it('do not arise from ways that meet again', async () => {
    const twice = {
      allOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }],
      $defs: {
        A: { properties: { x: { $ref: '#' }, k: { default: 1 } } },
        B: { properties: { x: { $ref: '#' }, j: { default: 2 } } },
      },
    };
    let data: JsonValue = {};
    for (let i = 0; i < 50; i += 1) data = { x: data };
    expect(await filled(twice, data)).toMatchObject({ j: 2, k: 1, x: { j: 2, k: 1, x: { j: 2, k: 1 } } });
  });
});
