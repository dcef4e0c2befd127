import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { createContainment, type ContainmentAnswer } from '../../../src/schema-diff/containment/containment.ts';
import { lightWorld } from '../kit/light-world.ts';
import { mutateSchema } from '../kit/mutate-schema.ts';
import { Random } from '../kit/random.ts';
import { RandomDocuments } from '../kit/random-document.ts';
import { drafts, RandomSchemas, type Profile } from '../kit/random-schema.ts';
import { rewriteSchema } from '../kit/rewrite-schema.ts';

const isLong = process.env['CONFMAN_LONG'] === '1';
const SEED = Number(process.env['CONFMAN_SEED'] ?? 20_261);
const PAIRS = isLong ? 200_000 : 10_000;
const DOCUMENTS = 12;

interface Pair {
  readonly seed: number;
  readonly first: JsonObject;
  readonly second: JsonObject;
  readonly random: Random;
  /** The first, said otherwise. */
  readonly rewritten: JsonObject;
}

/** Mutations of each other, and some that have nothing in common. */
function pairOf(seed: number, profile: Profile): Pair {
  const random = new Random(seed);
  const draft = random.pick(drafts);
  const schemas = new RandomSchemas(random, draft, profile);
  const first = schemas.document();
  let second = first;
  if (random.chance(0.7)) {
    for (let i = 1 + random.below(3); i > 0; i -= 1) second = mutateSchema(second, random, schemas);
  } else second = new RandomSchemas(random, random.pick([draft, random.pick(drafts)]), profile).document();
  let rewritten = first;
  for (let i = 1 + random.below(3); i > 0; i -= 1) rewritten = rewriteSchema(rewritten, draft, random).schema;
  return { seed, first, second, random, rewritten };
}

class Tally {
  readonly answers = { yes: 0, no: 0, unknown: 0 };
  readonly faults: unknown[] = [];
  rewritesKnown = 0;
  /** Documents that could have contradicted a `yes`. */
  tried = 0;

  note(pair: Pair): void {
    const [a, b] = [lightWorld(pair.first, 'old'), lightWorld(pair.second, 'new')];
    const containment = createContainment(a, b);
    const documents = new RandomDocuments(pair.random, [pair.first, pair.second]);
    const samples = Array.from({ length: DOCUMENTS }, () => documents.next());
    this.#judge(pair, containment.subset(a.root, b.root), a, b, samples);
    this.#judge(pair, containment.supset(b.root, a.root), b, a, samples);
    this.#self(pair, a);
    this.#rewrite(pair, a);
  }

  #judge(pair: Pair, found: ContainmentAnswer, inner: SchemaWorld, outer: SchemaWorld, samples: readonly JsonValue[]): void {
    this.answers[found.answer] += 1;
    if (found.answer === 'no' && !tells(found.witness, inner, outer, found.environment))
      this.faults.push({ seed: pair.seed, found });
    if (found.answer !== 'yes') return;
    for (const document of samples) {
      if (inner.accepts(document) !== true) continue;
      this.tried += 1;
      if (outer.accepts(document) === false) this.faults.push({ seed: pair.seed, document });
    }
  }

  #self({ first, seed }: Pair, a: SchemaWorld): void {
    const same = lightWorld(first, 'new');
    if (createContainment(a, same).subset(a.root, same.root).answer !== 'yes') this.faults.push({ seed, self: true });
  }

  #rewrite(pair: Pair, a: SchemaWorld): void {
    const b = lightWorld(pair.rewritten, 'new');
    const containment = createContainment(a, b);
    const answers = [containment.subset(a.root, b.root), containment.supset(b.root, a.root)];
    if (answers.every(({ answer }) => answer === 'yes')) this.rewritesKnown += 1;
    if (answers.some(({ answer }) => answer === 'no')) this.faults.push({ seed: pair.seed, rewritten: pair.rewritten, answers });
  }
}

function tells(witness: JsonValue, inner: SchemaWorld, outer: SchemaWorld, environment: string | undefined): boolean {
  return inner.accepts(witness, environment) === true && outer.accepts(witness, environment) === false;
}

function tallyOf(profile: Profile, from: number): Tally {
  const tally = new Tally();
  for (let i = 0; i < PAIRS; i += 1) tally.note(pairOf(from + i, profile));
  const { answers, tried, rewritesKnown } = tally;
  process.stderr.write(
    `${profile}: seeds ${from} to ${from + PAIRS - 1}, ${JSON.stringify({ answers, tried, rewritesKnown })}\n`,
  );
  return tally;
}

describe('random pairs of schemas', () => {
  it.each<[Profile, number, number]>([
    ['common', SEED, 0.05],
    ['all', SEED + 1_000_000, 0.1],
  ])(
    'with %s keywords',
    (profile, from, unknown) => {
      const { faults, answers, rewritesKnown, tried } = tallyOf(profile, from);
      expect(faults.slice(0, 3)).toEqual([]);
      expect(answers.unknown).toBeLessThanOrEqual(2 * PAIRS * unknown);
      expect(rewritesKnown).toBeGreaterThanOrEqual(PAIRS * 0.98);
      expect(tried).toBeGreaterThan(PAIRS);
    },
    isLong ? 3_600_000 : 180_000,
  );
});
