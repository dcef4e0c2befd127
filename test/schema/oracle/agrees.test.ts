import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-2019-09';
import { registerSchema, unregisterSchema, validate, type SchemaObject } from '@hyperjump/json-schema/draft-2020-12';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { dialects } from '../../../src/schema/dialects/dialects.ts';
import { accepts, bindSchemas, problems } from '../bind-schemas.ts';
import { schemaDocuments, values, type OracleDraft } from './arbitrary-schema.ts';

const ROOT = 'http://x.test/root';
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 50);

/** The verdicts of an implementation that has nothing in common with ours. */
async function oracleFor(schema: JsonObject, uri: string): Promise<(data: JsonValue) => boolean> {
  registerSchema(structuredClone(schema) as SchemaObject, ROOT, uri);
  try {
    const judge = await validate(ROOT);
    return (data) => judge(structuredClone(data) as Parameters<typeof judge>[0]).valid;
  } finally {
    unregisterSchema(ROOT);
  }
}

describe('agrees with an independent implementation', () => {
  it.each(Object.keys(dialects) as OracleDraft[])('on %s', async (draft) => {
    const { uri } = dialects[draft];
    await fc.assert(
      fc.asyncProperty(schemaDocuments(draft, uri), fc.array(values, { minLength: 4, maxLength: 8 }), async (schema, samples) => {
        const outcome = await bindSchemas({ 'schemas/x/v1': schema });
        expect(problems(outcome)).toEqual([]);
        const oracle = await oracleFor(schema, uri);
        for (const data of samples) {
          const ours = outcome.value && accepts(outcome.value, data);
          expect({ data, valid: ours }).toEqual({ data, valid: oracle(data) });
        }
      }),
      { numRuns: RUNS },
    );
  });
});
