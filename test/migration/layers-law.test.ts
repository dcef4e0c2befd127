import fc from 'fast-check';
import { expect, it } from 'vitest';
import { migrateData } from '../../src/migration/migrate-data.ts';
import type { Step } from '../../src/migration/step.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { asJson } from '../../src/model/layer-value.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { layersArbitrary, plainKeys } from '../cascade/algebra/arbitrary-layers.ts';
import { fold, layerOf, rulesOf } from '../cascade/algebra/layer-of.ts';
import { Random } from '../documents/random.ts';
import { migrate, sourceOf, valueOf } from './document.ts';
import { migrationOf } from './migration-of.ts';
import { randomSteps } from './random-steps.ts';

const seed = Number(process.env['MIGRATION_SEED'] ?? 20261120);
const numRuns = Number(process.env['MIGRATION_RUNS'] ?? 4000);
const rules = rulesOf({ '/named': { strategy: 'byKey', key: 'name' } });
const byKey = (path: readonly string[]) => path.length === 1 && path[0] === 'named';

function merged(layers: readonly JsonValue[]): JsonValue | undefined {
  const { value, diagnostics } = fold(
    layers.map((layer, i) => layerOf(layer, `l${i}`, true)),
    rules,
    true,
  );
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : asJson(value);
}

/** The rules of the cascade name places of the data: those stay here, and so do the keys of elements. */
function leavesRules(step: Step): boolean {
  const place = [...step.scope, ...step.at];
  const [first, , ...rest] = place;
  const ends = step.op === 'move' ? [...step.scope, ...step.to] : step.op === 'rename' ? [...place.slice(0, -1), step.to] : place;
  if (ends[0] === 'named' && first !== 'named') return false;
  if (first === null) return false;
  return first !== 'named' || (place.length > 2 && rest[0] !== 'name' && rest[0] !== null);
}

it('layers that are migrated one by one merge to what the migrated merge is', () => {
  let met = 0;
  fc.assert(
    fc.property(layersArbitrary(plainKeys, 3), fc.integer(), (layers, start) => {
      const texts = layers.map((layer) => sourceOf(JSON.stringify(layer, null, 2)));
      const before = merged(texts.map(valueOf));
      if (before === undefined) return;
      const written = randomSteps(before, new Random(start), 2);
      const chain = migrationOf(written).steps;
      if (!chain.every((step) => step.op !== 'add' && leavesRules(step))) return;
      const wanted = migrateData(before, chain).value;
      const migrated = texts.map((source) => migrate(source, chain, { partial: true, byKey }).value?.text);
      if (wanted === undefined || migrated.includes(undefined)) return;
      met += 1;
      const after = merged(migrated.map((text) => valueOf(sourceOf(text as string))));
      const shown = JSON.stringify({ layers, written, migrated, before }, undefined, 1);
      expect(after === undefined ? 'error' : canonicalJson(after), shown).toBe(canonicalJson(wanted));
    }),
    { seed, numRuns },
  );
  expect(met).toBeGreaterThan(numRuns / 10);
});
