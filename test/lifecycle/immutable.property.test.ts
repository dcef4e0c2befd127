import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { formatPointer } from '../../src/model/pointer.ts';
import { immutableBreaks } from '../../src/pipeline/lifecycle/immutable-breaks.ts';
import type { Files } from '../pipeline/memory-workspace.ts';
import { judgedVersions } from './judged-versions.ts';
import { markedApp } from './marked-app.ts';
import { brokenPlaces, schemaOf, type SimpleSchema } from './simple-judge.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const keys = ['a', 'b', 'list', 'toString'] as const;

const immutable = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

function schemaAt(depth: number): fc.Arbitrary<SimpleSchema> {
  if (depth === 0) return fc.record({ immutable }, { noNullPrototype: true });
  const part = schemaAt(depth - 1);
  const named = fc.dictionary(fc.constantFrom(...keys), part, { maxKeys: 3, noNullPrototype: true });
  return fc.record({ immutable, named, others: part, items: part }, { requiredKeys: [], noNullPrototype: true });
}

const schema = schemaAt(3);

const element = fc
  .tuple(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 0, max: 1 }), fc.boolean())
  .map(([name, v, more]): JsonValue => ({ name, a: v, ...(more ? { b: { a: v } } : {}) }));

const data = fc.letrec<{ any: JsonValue; object: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonValue>(0, 1, null, 's'),
    tie('object'),
    fc.uniqueArray(element, { maxLength: 3, selector: (each) => (each as { name: string }).name }) as fc.Arbitrary<JsonValue>,
    fc.array(fc.constantFrom<JsonValue>(0, 1), { maxLength: 2 }) as fc.Arbitrary<JsonValue>,
  ),
  object: fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 3, noNullPrototype: true }),
})).object;

/** The same thing with one part replaced is what people write; anything else may come as well. */
const pair = fc
  .tuple(data, data, fc.constantFrom('same', 'merged', 'other'))
  .map(([before, other, kind]): readonly [JsonValue, JsonValue] => {
    if (kind === 'same') return [before, before];
    return [before, kind === 'other' ? other : { ...(before as object), ...(other as object) }];
  });

function workspace(of: SimpleSchema, value: JsonValue): Files {
  return {
    'schemas/s/v1.json': JSON.stringify(schemaOf(of)),
    'configs/apps/namespace.json': '{ "schema": "schemas/s/v1" }',
    'configs/apps/a/config.json': JSON.stringify(value),
  };
}

test(`what is immutable is found broken as a simple judge finds it (seed ${seed})`, () => {
  let broken = 0;
  fc.assert(
    fc.property(schema, schema, fc.boolean(), pair, (old, other, isOther, [before, after]) => {
      const now = isOther ? other : old;
      const found = immutableBreaks(markedApp(schemaOf(old), before), markedApp(schemaOf(now), after));
      const expected = keyed([old, now]) ? brokenPlaces([old, now], before, after) : undefined;
      if (expected === undefined) return;
      broken += expected.length;
      expect([...new Set(found.map(({ mark }) => formatPointer(mark.tokens)))].sort()).toEqual(expected);
    }),
    { seed, numRuns: Number(process.env['FC_RUNS'] ?? 600) },
  );
  expect(broken).toBeGreaterThan(0);
});

test(`whatever is broken has a place and words (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(schema, pair, async (of, [before, after]) => {
      const expected = brokenPlaces([of], before, after);
      const judged = await judgedVersions(workspace(of, before), workspace(of, after));
      expect(judged.found.length > 0).toBe(expected.length > 0);
      for (const text of judged.found)
        expect(text).toMatch(/^immutable-(?:changed|removed) configs\/apps\/a\/config\.json:\d+:\d+ /);
    }),
    { seed, numRuns: Number(process.env['FC_RUNS'] ?? 5) },
  );
});

/** Where only one of two schemas merges an array by key, which of them counts is not what is tested here. */
function keyed([old, now]: readonly [SimpleSchema, SimpleSchema]): boolean {
  return old === now || JSON.stringify(schemaOf(old)) === JSON.stringify(schemaOf(now)) || !hasItems(old, now);
}

function hasItems(...schemas: readonly SimpleSchema[]): boolean {
  return schemas.some((each) => JSON.stringify(each).includes('"items"'));
}
