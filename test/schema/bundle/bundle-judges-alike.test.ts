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
import { bindSchemas, type Schemas } from '../bind-schemas.ts';
import { schemaDocuments, values, type OracleDraft } from '../oracle/arbitrary-schema.ts';
import { bundled } from './bundled.ts';

const RUNS = Number(process.env['BUNDLE_RUNS'] ?? 8);
const AT = 'http://x.test/bundle';
const drafts = Object.keys(dialects) as OracleDraft[];

async function judgeOf(bundle: JsonValue): Promise<(data: JsonValue) => boolean> {
  // The identifier stays in a bundle; the oracle would take two schemas with one name for a clash.
  const { $id: _id, id: _old, ...schema } = isObject(bundle) ? bundle : { allOf: [bundle] };
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
  const original = (await bindSchemas(schemas)).value;
  if (original === undefined) throw new Error('the schema is not sound');
  const bundle = await bundled(schemas, options);
  expect(unresolved(bundle)).toEqual([]);
  const judge = await judgeOf(bundle);
  const again = (await bindSchemas({ 'schemas/x/v1': bundle })).value;
  const ajv = ajvFor(bundle);
  for (const data of samples) {
    const valid = original.isValid(data);
    expect({ data, bundle, valid: judge(data), again: again?.isValid(data) }).toEqual({ data, bundle, valid, again: valid });
    if (ajv !== undefined) expect({ data, bundle, valid: ajv(data) }).toEqual({ data, bundle, valid });
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
