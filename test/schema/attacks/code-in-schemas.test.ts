import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { createSchemaRegistry } from '../../../src/schema/registry.ts';
import { accepts, bound } from '../bind-schemas.ts';
import { fromConfig, MemoryLookup } from '../memory-lookup.ts';

const payloads = [
  '"+(globalThis.pwned=1)+"',
  "'+(globalThis.pwned=1)+'",
  '`${globalThis.pwned=1}`',
  '*/globalThis.pwned=1;/*',
  '\\"];globalThis.pwned=1;[\\"',
  '\u2028globalThis.pwned=1\u2029',
  '</script><script>globalThis.pwned=1</script>',
  'a.b[c](d)=>{e}',
  'constructor',
  'runtime',
  'validate0',
  'u1',
  '\u0000',
  '${data}',
  'errors++;',
  'é💩',
];

/** Every place of a schema that takes a text of the author's. */
function schemaWith(text: string): JsonValue {
  return {
    $comment: text,
    title: text,
    description: text,
    properties: Object.fromEntries([
      [text, { const: text }],
      ['a', { enum: [text, { [text]: text }] }],
      ['b', { format: text }],
      ['m', { type: 'integer', 'x-confman-message': text }],
      ['e', { 'x-confman-allowed-environments': [text] }],
      ['d', { 'x-confman-deprecated': text }],
    ]),
    required: [text],
    dependentRequired: { [text]: [text] },
    unevaluatedProperties: { const: { [text]: text } },
    default: { [text]: text },
    $defs: { [text]: { type: 'string' } },
    [`x-${text}`]: text,
  };
}

describe('a text of a schema stays a text', () => {
  it.each(payloads)('%j', async (text) => {
    const schema = schemaWith(text);
    const registry = createSchemaRegistry(new MemoryLookup({ 'schemas/x/v1': schema }), { toolVersion: '1' });
    await registry.load();
    const { value } = registry.bind('schemas/x/v1', fromConfig);
    const samples: JsonValue[] = [
      { [text]: text },
      { [text]: 'other' },
      {},
      { [text]: text, a: { [text]: text }, z: { [text]: text } },
      { [text]: text, z: 1 },
    ];
    const verdicts = samples.map((data) => value?.isValid(data));
    expect(verdicts).toEqual([true, false, false, true, false]);
    const again = createSchemaRegistry(new MemoryLookup({ 'schemas/x/v1': schema }), {
      toolVersion: '1',
      compiled: registry.exportValidators(),
    });
    await again.prepare();
    expect(samples.map((data) => again.bind('schemas/x/v1', fromConfig).value?.isValid(data))).toEqual(verdicts);
    for (const data of samples) value?.findings(data, {});
    expect((globalThis as Record<string, unknown>)['pwned']).toBeUndefined();
  });

  it('whatever text it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (text) => {
        fc.pre(text !== '__proto__');
        const judged = await bound({ properties: { [text]: { const: text } }, required: [text], additionalProperties: false });
        expect([accepts(judged, { [text]: text }), accepts(judged, { [text]: `${text}!` })]).toEqual([true, false]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('data cannot reach code', () => {
  it.each([
    'toString',
    'valueOf',
    'constructor',
    'hasOwnProperty',
    'isPrototypeOf',
    '__defineGetter__',
    'toJSON',
    'then',
    'length',
  ])('by a member that is named %s', async (name) => {
    const judged = await bound({
      type: 'object',
      properties: {
        const: { const: { a: 1 } },
        enum: { enum: [{ a: 1 }, []] },
        list: { uniqueItems: true },
        any: { anyOf: [{ const: {} }, { type: 'object' }] },
      },
      unevaluatedProperties: { type: 'object', maxProperties: 1 },
    });
    for (const evil of [1, [], {}, null, 'x'] as JsonValue[]) {
      const object = { [name]: evil };
      const data = { const: object, enum: object, list: [object, object], any: object, rest: object, [name]: evil };
      expect(accepts(judged, data)).toBe(false);
      expect(judged.findings(data, {}).length).toBeGreaterThan(0);
    }
  });

  it('by a key that names the prototype', async () => {
    const judged = await bound({ required: ['__proto__'], unevaluatedProperties: false });
    const data = JSON.parse('{"__proto__": {"polluted": 1}}') as JsonValue;
    expect(judged.isValid({})).toBe(false);
    judged.findings(data, {});
    judged.fillDefaults(data);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
