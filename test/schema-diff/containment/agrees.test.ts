import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-2019-09';
import { registerSchema, unregisterSchema, validate, type SchemaObject } from '@hyperjump/json-schema/draft-2020-12';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { createContainment } from '../../../src/schema-diff/containment/containment.ts';
import { lightWorld } from '../kit/light-world.ts';
import { mutateSchema } from '../kit/mutate-schema.ts';
import { Random } from '../kit/random.ts';
import { RandomDocuments } from '../kit/random-document.ts';
import { drafts, RandomSchemas, type Profile } from '../kit/random-schema.ts';
import { worldOf } from './worlds.ts';

const isLong = process.env['CONFMAN_LONG'] === '1';
const SEED = Number(process.env['CONFMAN_SEED'] ?? 77);
const SCHEMAS = isLong ? 5_000 : 150;
const DOCUMENTS = 15;
const LIMIT = { timeout: isLong ? 1_800_000 : 60_000 };
const ROOT = 'http://x.test/root';

/** What confman says of its own, what only some drafts assert, and what the other takes as binary fractions. */
const ownKeywords = /"(?:(?:format|contentEncoding|x-confman-[a-z-]+)":|multipleOf":0\.1)/;

/** An implementation that has nothing in common with ours; undefined where it means something else by the schema. */
async function oracleFor(schema: JsonObject): Promise<((data: JsonValue) => boolean) | undefined> {
  const text = JSON.stringify(schema);
  const isSplit = /"dependencies":/.test(text) && /draft\/20/.test(text);
  const isUndecided = /"contains":/.test(text) && /"unevaluatedItems":/.test(text);
  if (ownKeywords.test(text) || isSplit || isUndecided) return undefined;
  registerSchema(JSON.parse(text) as SchemaObject, ROOT);
  try {
    const judge = await validate(ROOT);
    return (data) => judge(structuredClone(data) as Parameters<typeof judge>[0]).valid;
  } finally {
    unregisterSchema(ROOT);
  }
}

function documentsFor(random: Random, schemas: readonly JsonObject[]): JsonValue[] {
  const documents = new RandomDocuments(random, schemas);
  return Array.from({ length: DOCUMENTS }, () => documents.next());
}

describe('two ways to judge a document', () => {
  it.each<Profile>(['common', 'all'])('agree, with %s keywords', LIMIT, async (profile) => {
    process.stderr.write(`${profile}: seeds ${SEED} to ${SEED + SCHEMAS - 1}\n`);
    for (let seed = SEED; seed < SEED + SCHEMAS; seed += 1) {
      const random = new Random(seed);
      const schema = new RandomSchemas(random, random.pick(drafts), profile).document();
      const [validator, interpreter, oracle] = [await worldOf(schema), lightWorld(schema), await oracleFor(schema)];
      for (const data of documentsFor(random, [schema])) {
        for (const environment of [undefined, 'dev', 'none']) {
          const expected = validator.accepts(data, environment);
          expect({ seed, schema, data, environment, valid: interpreter.accepts(data, environment) }).toEqual({
            seed,
            schema,
            data,
            environment,
            valid: expected,
          });
        }
        if (oracle !== undefined)
          expect({ seed, schema, data, valid: validator.accepts(data) }).toEqual({ seed, schema, data, valid: oracle(data) });
      }
    }
  });
});

describe('answers, held against validators', () => {
  it('are not contradicted', LIMIT, async () => {
    process.stderr.write(`seeds ${SEED} to ${SEED + SCHEMAS - 1}\n`);
    for (let seed = SEED; seed < SEED + SCHEMAS; seed += 1) {
      const random = new Random(seed);
      const schemas = new RandomSchemas(random, random.pick(drafts), 'all');
      const first = schemas.document();
      const second = mutateSchema(first, random, schemas);
      const [a, b] = [await worldOf(first), await worldOf(second)];
      const [oracleA, oracleB] = [await oracleFor(first), await oracleFor(second)];
      const containment = createContainment(a, b);
      const answers = [containment.subset(a.root, b.root), containment.supset(b.root, a.root)] as const;
      for (const [i, found] of answers.entries()) {
        const [inner, outer] = i === 0 ? [a, b] : [b, a];
        const [oracleInner, oracleOuter] = i === 0 ? [oracleA, oracleB] : [oracleB, oracleA];
        if (found.answer === 'no') {
          const { witness, environment } = found;
          expect([seed, inner.accepts(witness, environment), outer.accepts(witness, environment)]).toEqual([seed, true, false]);
          if (oracleInner === undefined || oracleOuter === undefined) continue;
          expect([seed, oracleInner(witness), oracleOuter(witness)]).toEqual([seed, true, false]);
        }
        if (found.answer !== 'yes') continue;
        for (const data of documentsFor(random, [first, second])) {
          if (inner.accepts(data) === true) expect({ seed, data, is: outer.accepts(data) }).toEqual({ seed, data, is: true });
          if (oracleInner?.(data) === true && oracleOuter !== undefined) {
            expect({ seed, data, is: oracleOuter(data) }).toEqual({ seed, data, is: true });
          }
        }
      }
    }
  });
});
