import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainBetween } from '../../src/migration/chain.ts';
import { carryStep } from '../../src/migration/carry-step.ts';
import { Carrying } from '../../src/migration/carrying.ts';
import { invert, invertChain } from '../../src/migration/invert.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import type { Chain } from '../../src/migration/step.ts';
import { isObject, type JsonValue } from '../../src/model/json.ts';
import { valueAt } from '../../src/model/pointer.ts';
import { Random } from '../documents/random.ts';
import { migrationOf } from './migration-of.ts';
import { randomData, randomSteps } from './random-steps.ts';

const seed = Number(process.env['MIGRATION_SEED'] ?? 20261120);
const numRuns = Number(process.env['MIGRATION_RUNS'] ?? 3000);

/** Runs one law on data and steps made from a number; counts how often the steps fitted. */
function law(check: (data: JsonValue, random: Random) => boolean): void {
  let met = 0;
  fc.assert(
    fc.property(fc.integer(), (start) => {
      const random = new Random(start);
      if (check(randomData(random), random)) met += 1;
    }),
    { seed, numRuns },
  );
  expect(met).toBeGreaterThan(numRuns / 10);
}

/** Whether the way back is promised to be exact: no value is removed that is not there, and nothing moves to an empty object. */
function isExact(data: JsonValue, chain: Chain): boolean {
  const carrying = new Carrying(data, { layer: undefined, fill: true, source: undefined, isSecret: () => false });
  for (const step of chain) {
    const before = carrying.root.toJson();
    const places = [...carrying.places(step.scope)].map((place) => valueAt(before, place.path) ?? null);
    if (step.op === 'add' && step.lossy) return false;
    if (step.op === 'remove' && places.some((place) => valueAt(place, step.at) === undefined)) return false;
    if (step.op === 'move' && places.some((place) => hasEmptyOn(place, step.to))) return false;
    carryStep(step, carrying);
  }
  return carrying.diagnostics.length === 0;
}

function hasEmptyOn(value: JsonValue, path: readonly string[]): boolean {
  return path.some((_, i) => {
    const at = valueAt(value, path.slice(0, i));
    return isObject(at) && Object.keys(at).length === 0;
  });
}

describe('laws', () => {
  it('the way back leads back', () =>
    law((data, random) => {
      const { steps } = migrationOf(randomSteps(data, random));
      if (!isExact(data, steps)) return false;
      const up = migrateData(data, steps);
      const down = migrateData(up.value as JsonValue, invertChain(steps));
      expect(down.diagnostics.map(({ code, args }) => [code, args])).toEqual([]);
      expect(down.value).toEqual(data);
      return true;
    }));

  it('the way back of the way back is the way there', () =>
    law((data, random) => {
      const migration = migrationOf(randomSteps(data, random));
      if (migration.lossy) return false;
      const plain = ({ steps }: { steps: Chain }) => steps.map((step) => ({ ...step, text: '' }));
      expect(plain(invert(invert(migration)))).toEqual(plain(migration));
      return true;
    }));

  it('a chain over versions is one migration after the other, both ways', () =>
    law((data, random) => {
      const first = migrationOf(randomSteps(data, random, 2), 'v1-v2.migration');
      const middle = migrateData(data, first.steps).value;
      if (middle === undefined) return false;
      const second = migrationOf(randomSteps(middle, random, 2), 'v2-v3.migration');
      const last = migrateData(middle, second.steps).value;
      const versions = ['1', '2', '3'];
      const up = chainBetween('schemas/shop', versions, [second, first], '1', '3').value as Chain;
      expect(migrateData(data, up).value).toEqual(last);
      if (last === undefined) return false;
      const down = chainBetween('schemas/shop', versions, [first, second], 'v3', 'v1').value as Chain;
      const back = migrateData(last, invert(second).steps).value;
      expect(migrateData(last, down).value).toEqual(
        back === undefined ? undefined : migrateData(back, invert(first).steps).value,
      );
      return true;
    }));

  it('what is given is not changed, and what comes out does not depend on the order of keys', () =>
    law((data, random) => {
      const before = JSON.stringify(data);
      const { steps } = migrationOf(randomSteps(data, random));
      const { value } = migrateData(data, steps);
      expect(JSON.stringify(data)).toBe(before);
      const turned = migrateData(Object.fromEntries(Object.entries(data as object).reverse()), steps).value;
      expect(turned).toEqual(value);
      return value !== undefined;
    }));
});
