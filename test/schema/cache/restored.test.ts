import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { dialects } from '../../../src/schema/dialects/dialects.ts';
import { NotPrepared } from '../../../src/schema/not-prepared.ts';
import { createSchemaRegistry, type SchemaRegistry } from '../../../src/schema/registry.ts';
import type { Schemas } from '../bind-schemas.ts';
import { fromConfig, MemoryLookup } from '../memory-lookup.ts';
import { schemaDocuments, values, type OracleDraft } from '../oracle/arbitrary-schema.ts';

const port = { type: 'integer', minimum: 1, default: 80 };
const schemas: Schemas = {
  'schemas/common/v1': { $schema: 'http://json-schema.org/draft-07/schema#', definitions: { port } },
  'schemas/a/v1': {
    properties: { port: { $ref: 'schemas/common/v1#/definitions/port' }, name: { pattern: '^[a-zé]+$', format: 'hostname' } },
  },
  'schemas/b/v1': {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: { list: { uniqueItems: true, items: { enum: [{ a: 1 }, 'é'] } }, next: { $ref: '#' } },
  },
};

function registryOf(compiled?: Uint8Array, all = schemas, toolVersion = '1'): SchemaRegistry {
  return createSchemaRegistry(new MemoryLookup(all), { toolVersion, compiled });
}

async function compiledOf(
  all = schemas,
  ids: readonly string[] = Object.keys(all),
  compiled?: Uint8Array,
): Promise<Uint8Array | undefined> {
  const registry = registryOf(compiled, all);
  await registry.load();
  for (const id of ids) registry.bind(id, fromConfig).value?.isValid({});
  return registry.exportValidators();
}

function verdicts(registry: SchemaRegistry, id: string, samples: readonly JsonValue[]): (boolean | undefined)[] {
  const { value } = registry.bind(id, fromConfig);
  return samples.map((data) => value?.isValid(data));
}

const samplesOfA = [{ port: 80, name: 'abc' }, { port: 0 }, { name: 'A' }, { name: 'é' }, {}];
const samplesOfB = [{ list: [{ a: 1 }, 'é'] }, { list: ['é', 'é'] }, { next: { list: [1] } }, { next: { next: {} } }];

describe('validators of an earlier run', () => {
  it('judge alike, and nothing that compiles is loaded', async () => {
    const registry = registryOf(await compiledOf());
    await registry.prepare();
    expect(verdicts(registry, 'schemas/a/v1', samplesOfA)).toEqual([true, false, false, false, true]);
    expect(verdicts(registry, 'schemas/b/v1', samplesOfB)).toEqual([true, false, false, true]);
    expect(() => registry.bind('schemas/a/v1', fromConfig).value?.findings({ port: 0 }, {})).toThrow(NotPrepared);
    expect(registry.exportValidators()).toBeUndefined();
  });

  it('come with defaults, dependencies and warnings that are worked out anew', async () => {
    const all = {
      ...schemas,
      'schemas/c/v1': { 'x-confman-secert-ref': true, properties: { p: { $ref: 'schemas/common/v1#/definitions/port' } } },
    };
    const restored = registryOf(await compiledOf(all), all);
    await restored.prepare();
    const fresh = registryOf(undefined, all);
    await fresh.load();
    const [one, two] = [restored, fresh].map((registry) => registry.bind('schemas/c/v1', fromConfig));
    expect(one?.diagnostics).toEqual(two?.diagnostics);
    expect(one?.diagnostics).toHaveLength(1);
    expect(one?.dependencies).toEqual(two?.dependencies);
    expect(one?.value?.fillDefaults({})).toEqual({ p: 80 });
  });

  it('explain failures once that is loaded', async () => {
    const registry = registryOf(await compiledOf());
    await registry.prepareFindings();
    const { value } = registry.bind('schemas/a/v1', fromConfig);
    expect(value?.findings({ port: 0 }, {}).map(({ code }) => code)).toEqual(['schema/minimum']);
  });

  it('take the pattern compiler where a pattern needs it', async () => {
    const all = { 'schemas/x/v1': { pattern: '^(a+)+$' } };
    const registry = registryOf(await compiledOf(all), all);
    await registry.prepare();
    expect(verdicts(registry, 'schemas/x/v1', ['aaa', `${'a'.repeat(5000)}!`])).toEqual([true, false]);
  });

  it('agree with fresh ones on whatever schema', async () => {
    const drafts = fc.constantFrom(...(Object.keys(dialects) as OracleDraft[]));
    const cases = drafts.chain((draft) =>
      fc.tuple(schemaDocuments(draft, dialects[draft].uri), fc.array(values, { minLength: 4, maxLength: 8 })),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([schema, samples]) => {
        const all = { 'schemas/x/v1': schema };
        const fresh = registryOf(undefined, all);
        await fresh.load();
        const expected = verdicts(fresh, 'schemas/x/v1', samples);
        const restored = registryOf(fresh.exportValidators(), all);
        await restored.prepare();
        expect(verdicts(restored, 'schemas/x/v1', samples)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('validators that do not fit', () => {
  async function bindsWithoutCompiling(registry: SchemaRegistry, id: string): Promise<boolean> {
    try {
      registry.bind(id, fromConfig);
      return true;
    } catch (error) {
      if (error instanceof NotPrepared) return false;
      throw error;
    }
  }

  it.each([
    ['the schema changed', { ...schemas, 'schemas/a/v1': true }, '1'],
    ['a schema that it refers to changed', { ...schemas, 'schemas/common/v1': { definitions: { port: true } } }, '1'],
    ['confman changed', schemas, '2'],
  ])('because %s', async (_title, all, toolVersion) => {
    const registry = registryOf(await compiledOf(), all, toolVersion);
    expect(await bindsWithoutCompiling(registry, 'schemas/a/v1')).toBe(false);
    await registry.load();
    expect(registry.bind('schemas/a/v1', fromConfig).value?.isValid({ port: 5 })).toBe(true);
  });

  it('leave those alone that do', async () => {
    const registry = registryOf(await compiledOf(), { ...schemas, 'schemas/a/v1': true });
    expect(await bindsWithoutCompiling(registry, 'schemas/b/v1')).toBe(true);
  });

  it('because a family moved on', async () => {
    const before = { 'schemas/x/v1': { $ref: 'schemas/f' }, 'schemas/f/v1': { type: 'string' } };
    const after = { ...before, 'schemas/f/v2': { type: 'number' } };
    const registry = registryOf(await compiledOf(before, ['schemas/x/v1']), after);
    await registry.prepare();
    expect(verdicts(registry, 'schemas/x/v1', ['s', 1])).toEqual([false, true]);
  });

  it.each([
    ['nothing', (bytes: Uint8Array) => bytes.subarray(0, 0)],
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
    ['another format', (bytes: Uint8Array) => Buffer.concat([Buffer.from('{}'), bytes])],
    ['a broken header', (bytes: Uint8Array) => replaced(bytes, '{"world"', '["world"')],
    ['a broken text', (bytes: Uint8Array) => replaced(bytes, '"use strict"', '"use )trict"')],
  ])('because the bytes are not whole: %s', async (_title, spoil) => {
    const registry = registryOf(spoil((await compiledOf()) as Uint8Array));
    await registry.load();
    expect(verdicts(registry, 'schemas/a/v1', samplesOfA)).toEqual([true, false, false, false, true]);
  });

  it('but not because the engine refuses the code cache', async () => {
    const bytes = Buffer.from((await compiledOf()) as Uint8Array);
    bytes.fill(7, bytes.length - 2000);
    const registry = registryOf(bytes);
    await registry.prepare();
    expect(verdicts(registry, 'schemas/a/v1', samplesOfA)).toEqual([true, false, false, false, true]);
  });

  function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
    return Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1');
  }
});

describe('writing validators again', () => {
  it('keeps what was not used, and replaces what changed', async () => {
    const first = await compiledOf();
    const changed = { ...schemas, 'schemas/b/v1': { const: 5 } };
    const second = await compiledOf(changed, ['schemas/b/v1'], first);
    const registry = registryOf(second, changed);
    await registry.prepare();
    expect(verdicts(registry, 'schemas/b/v1', [5, 6])).toEqual([true, false]);
    expect(verdicts(registry, 'schemas/a/v1', samplesOfA)).toEqual([true, false, false, false, true]);
    expect(
      Buffer.from(second as Uint8Array)
        .toString('latin1')
        .match(/confman:\/schemas\/b\/v1#/g),
    ).toHaveLength(1);
  });

  it('forgets schemas that are gone', async () => {
    const { 'schemas/b/v1': _gone, ...left } = schemas;
    const second = await compiledOf(left, ['schemas/a/v1'], await compiledOf());
    expect(Buffer.from(second as Uint8Array).toString('latin1')).not.toContain('confman:/schemas/b/v1#');
  });

  it('stays small over many edits', async () => {
    let compiled = await compiledOf();
    for (let i = 0; i < 30; i += 1) {
      compiled = await compiledOf(
        { ...schemas, 'schemas/a/v1': { const: i }, [`schemas/n${i}/v1`]: { const: i } },
        ['schemas/a/v1', `schemas/n${i}/v1`],
        compiled,
      );
    }
    const modules = Buffer.from(compiled as Uint8Array)
      .toString('latin1')
      .match(/\(function \(runtime, require\)/g);
    expect(modules?.length).toBeLessThan(15);
  });
});

describe('schemas of confman itself', () => {
  const shape = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false };

  it('are bound by a name, and restored like others', async () => {
    const registry = registryOf();
    await registry.load();
    expect(registry.internal('confman:cascade', shape).isValid({ a: 1 })).toBe(false);
    const again = registryOf(registry.exportValidators());
    await again.prepare();
    const bound = again.internal('confman:cascade', shape);
    expect([bound.isValid({ a: 's' }), bound.isValid({ b: 1 })]).toEqual([true, false]);
    expect(() => again.internal('confman:other', { type: 'string' })).toThrow(NotPrepared);
  });

  it('explain like others, at places of their own', async () => {
    const registry = registryOf();
    await registry.prepareFindings();
    const [finding] = registry.internal('confman:cascade', shape).findings({ b: 1 }, {});
    expect(finding).toMatchObject({
      code: 'schema/unknown-property',
      pointer: '/b',
      at: 'key',
      schemaSite: { pointer: '/additionalProperties', source: { path: 'confman:cascade' } },
    });
  });

  it('have to be sound', async () => {
    const registry = registryOf();
    await registry.load();
    expect(() => registry.internal('confman:bad', { type: 'strnig' })).toThrow(/no sound schema/);
  });
});
