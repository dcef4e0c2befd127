import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-2019-09';
import { registerSchema, unregisterSchema, validate, type SchemaObject } from '@hyperjump/json-schema/draft-2020-12';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonValue } from '../../../src/model/json.ts';
import type { BundleOptions } from '../../../src/schema/bundle/bundle-schema.ts';
import { dialects } from '../../../src/schema/dialects/dialects.ts';
import { createSchemaRegistry } from '../../../src/schema/registry.ts';
import type { Schemas } from '../bind-schemas.ts';
import { fromConfig, MemoryLookup } from '../memory-lookup.ts';
import { schemaDocuments, values, type OracleDraft } from '../oracle/arbitrary-schema.ts';
import { bundleIn } from './bundled.ts';

const RUNS = Number(process.env['BUNDLE_RUNS'] ?? 8);
const AT = 'http://x.test/bundle';
const drafts = Object.keys(dialects) as OracleDraft[];

/** The identifier stays in a bundle; two schemas with one name would be taken for a clash. */
function withoutName(bundle: JsonValue): JsonValue {
  if (!isObject(bundle)) return bundle;
  const { $id: _id, id: _old, ...schema } = bundle;
  return schema;
}

async function judgeOf(bundle: JsonValue): Promise<(data: JsonValue) => boolean> {
  const named = withoutName(bundle);
  const schema = isObject(named) ? named : { allOf: [named] };
  const uri = isObject(bundle) ? String(bundle['$schema']) : dialects['2020-12'].uri;
  registerSchema(structuredClone(schema) as SchemaObject, AT, uri.replace(/#$/, ''));
  try {
    const judge = await validate(AT);
    return (data) => judge(structuredClone(data) as Parameters<typeof judge>[0]).valid;
  } finally {
    unregisterSchema(AT);
  }
}

async function checkBundle(schemas: Schemas, samples: readonly JsonValue[], options: BundleOptions): Promise<void> {
  // One registry for both: each compiles the meta-schemas first.
  const lookup = new MemoryLookup(schemas);
  const registry = createSchemaRegistry(lookup, { toolVersion: '1' });
  await registry.load();
  const original = registry.bind('schemas/x/v1', fromConfig).value;
  if (original === undefined) throw new Error('the schema is not sound');
  const bundle = await bundleIn(registry, options);
  expect(unresolved(bundle)).toEqual([]);
  const judge = await judgeOf(bundle);
  lookup.add('schemas/bundle/v1', withoutName(bundle));
  const again = registry.bind('schemas/bundle/v1', fromConfig).value;
  const ajv = ajvFor(bundle);
  for (const data of samples) {
    const valid = original.isValid(data);
    expect({ data, bundle, valid: judge(data), again: again?.isValid(data) }).toEqual({ data, bundle, valid, again: valid });
    // ajv asks values themselves for `toString` and `valueOf` when it compares them.
    if (ajv !== undefined && !/"(?:toString|valueOf)"/.test(JSON.stringify(data)))
      expect({ data, bundle, valid: ajv(data) }).toEqual({ data, bundle, valid });
  }
}

/** As anybody would use it; undefined for drafts and keywords in which ajv differs from the drafts. */
function ajvFor(bundle: JsonValue): ((data: JsonValue) => boolean) | undefined {
  const uri = isObject(bundle) ? String(bundle['$schema']) : '';
  const Build = uri.includes('2020-12')
    ? Ajv2020
    : uri.includes('2019-09')
      ? Ajv2019
      : uri.includes('draft-07')
        ? Ajv
        : undefined;
  if (Build === undefined || /contains|unevaluated|toString|[Cc]ontains/.test(JSON.stringify(bundle))) return undefined;
  const validate = new Build({ strict: false, validateFormats: false, logger: false }).compile(bundle as object);
  return (data) => validate(data);
}

/** References that are no pointers, or lead nowhere. */
function unresolved(bundle: JsonValue): string[] {
  const found = JSON.stringify(bundle).match(/"\$(?:ref|dynamicRef|recursiveRef)":"[^"]*"/g) ?? [];
  const definitions = isObject(bundle) ? { ...(bundle['$defs'] as object), ...(bundle['definitions'] as object) } : {};
  return found.filter((each) => {
    const name = /^"\$ref":"#(?:\/(?:\$defs|definitions)\/([^"/]+))?"$/.exec(each);
    return name === null || (name[1] !== undefined && !Object.hasOwn(definitions, name[1]));
  });
}

describe.each<[string, BundleOptions]>([
  ['as it is', {}],
  ['in 2020-12', { draft: '2020-12' }],
  ['without references', { dereference: true }],
])('the bundle judges as the schema does, %s', (_name, options) => {
  it.each(drafts)('from %s', async (draft) => {
    await fc.assert(
      fc.asyncProperty(
        schemaDocuments(draft, dialects[draft].uri),
        fc.array(values, { minLength: 6, maxLength: 10 }),
        (schema, samples) => checkBundle({ 'schemas/x/v1': schema }, samples, options),
      ),
      { numRuns: RUNS },
    );
  });

  it('across drafts', async () => {
    const pairs = fc
      .tuple(fc.constantFrom(...drafts), fc.constantFrom(...drafts))
      .chain(([a, b]) =>
        fc.tuple(schemaDocuments(a, dialects[a].uri), schemaDocuments(b, dialects[b].uri).map(elsewhere), fc.constant(a)),
      );
    await fc.assert(
      fc.asyncProperty(pairs, fc.array(values, { minLength: 6, maxLength: 10 }), ([one, other, draft], samples) => {
        const both = { $schema: dialects[draft].uri, allOf: [{ $ref: 'schemas/y/v1' }, { $ref: 'schemas/z/v1' }] };
        return checkBundle({ 'schemas/x/v1': both, 'schemas/y/v1': one, 'schemas/z/v1': other }, samples, options);
      }),
      { numRuns: RUNS },
    );
  });
});

/** The same with identifiers of its own. */
function elsewhere(schema: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(schema).replaceAll('http://x.test/', 'http://y.test/')) as JsonValue;
}
