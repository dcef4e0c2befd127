import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Change } from '../../../src/schema-diff/change.ts';
import { compareSchemas } from '../../../src/schema-diff/compare-schemas.ts';
import type { Comparison } from '../../../src/schema-diff/comparison.ts';
import { lightWorld } from '../kit/light-world.ts';
import { mutateSchema } from '../kit/mutate-schema.ts';
import { Random } from '../kit/random.ts';
import { RandomSchemas, drafts } from '../kit/random-schema.ts';
import { rewriteSchema } from '../kit/rewrite-schema.ts';

const seed = Number(process.env['COMPARISON_SEED'] ?? 20_261_120);
const count = Number(process.env['COMPARISON_PAIRS'] ?? 400);

interface Drawn {
  readonly random: Random;
  readonly schemas: RandomSchemas;
  readonly draft: (typeof drafts)[number];
  readonly schema: JsonObject;
}

function draw(i: number): Drawn {
  const random = new Random(seed + i);
  const draft = random.pick(drafts);
  const schemas = new RandomSchemas(random, draft, random.pick(['common', 'all'] as const));
  return { random, schemas, draft, schema: schemas.document() };
}

function full(old: JsonObject, now: JsonObject): Comparison {
  return compareSchemas(lightWorld(old), lightWorld(now), { mode: 'full' });
}

/** The seed is in the name, so that whatever fails can be run again. */
describe(`random schemas, COMPARISON_SEED=${seed} COMPARISON_PAIRS=${count}`, () => {
  it('a schema compared with itself has no changes', () => {
    for (let i = 0; i < count; i += 1) {
      const { schema } = draw(i);
      const { changes, verdict } = full(schema, structuredClone(schema));
      expect({ changes, verdict }, JSON.stringify(schema)).toEqual({ changes: [], verdict: 'compatible' });
    }
  });

  it('backward one way is forward the other way, and no break goes unmentioned', () => {
    for (let i = 0; i < count; i += 1) {
      const [old, now] = mutated(draw(i));
      const [there, back] = [full(old, now), full(now, old)];
      const pair = JSON.stringify([old, now]);
      expect([there.backward, there.forward], pair).toEqual([back.forward, back.backward]);
      for (const direction of ['backward', 'forward'] as const) {
        if (there[direction] === 'breaks')
          expect(
            there.changes.some((each) => each[direction] === 'breaks'),
            pair,
          ).toBe(true);
        if (there[direction] === 'safe')
          expect(
            there.changes.filter((each) => breaks(each, direction)),
            pair,
          ).toEqual([]);
      }
    }
  });

  it('what is only said in another way is no break', () => {
    for (let i = 0; i < count; i += 1) {
      const { schema, draft, random } = draw(i);
      const { schema: rewritten, rewrite } = rewriteSchema(schema, draft, random);
      const { changes, verdict } = full(schema, rewritten);
      const told = `${rewrite}: ${JSON.stringify([schema, rewritten])}`;
      expect(verdict, told).toBe('compatible');
      expect(
        changes.filter(({ rule, level }) => rule !== 'keyword-unknown-changed' && level !== 'info'),
        told,
      ).toEqual([]);
    }
  });
});

function mutated({ random, schemas, schema }: Drawn): [JsonObject, JsonObject] {
  if (random.chance(0.1)) return [schema, schemas.document()];
  let now = schema;
  for (let left = 1 + random.below(3); left > 0; left -= 1) now = mutateSchema(now, random, schemas);
  return [schema, now];
}

/** Units mean something else, whatever documents are accepted. */
function breaks(change: Change, direction: 'backward' | 'forward'): boolean {
  return change[direction] === 'breaks' && change.rule !== 'unit-changed';
}
