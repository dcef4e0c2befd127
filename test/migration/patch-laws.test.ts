import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperation, type PatchOperation } from '../../src/migration/json-patch.ts';
import { migrateData } from '../../src/migration/migrate-data.ts';
import { migrateJsonPatch } from '../../src/migration/migrate-patch.ts';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { formatPointer, valueAt } from '../../src/model/pointer.ts';
import { Random } from '../documents/random.ts';
import { migrationOf } from './migration-of.ts';
import { randomData, randomSteps } from './random-steps.ts';

const seed = Number(process.env['MIGRATION_SEED'] ?? 20261120);
const numRuns = Number(process.env['MIGRATION_RUNS'] ?? 6000);

function places(value: JsonValue, path: readonly string[] = []): (readonly string[])[] {
  const children = isObject(value) || isArray(value) ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
}

/** An operation that applies to the value. */
function randomOperation(value: JsonValue, random: Random): PatchOperation {
  const all = places(value);
  const at = random.pick(all);
  const found = valueAt(value, at) as JsonValue;
  const [path, other] = [formatPointer(at), random.pick(all)];
  const fresh = isArray(found)
    ? formatPointer([...at, random.pick(['-', '0', String(found.length)])])
    : isObject(found)
      ? formatPointer([...at, random.pick(['a', 'b', 'c', 'x'])])
      : path;
  const added = random.chance(50)
    ? random.pick<JsonValue>([1, '5', true, null, 'low'])
    : random.chance(50)
      ? randomData(random, 2)
      : (valueAt(value, random.pick(all)) ?? null);
  switch (random.below(7)) {
    case 0:
      return at.length === 0 ? { op: 'test', path, value: found } : { op: 'remove', path };
    case 1:
      return { op: 'test', path, value: found };
    case 2:
    case 3:
      return { op: 'add', path: fresh, value: added };
    case 4:
      return { op: 'copy', from: formatPointer(other), path: fresh };
    case 5: {
      const inside = other.every((key, i) => key === at[i]);
      return inside ? { op: 'replace', path, value: added } : { op: 'move', from: formatPointer(other), path: fresh };
    }
    default:
      return { op: 'replace', path, value: added };
  }
}

function randomPatch(value: JsonValue, random: Random): { patch: PatchOperation[]; after: JsonValue } {
  const patch: PatchOperation[] = [];
  let after = value;
  for (let i = 1 + random.below(3); i > 0; i--) {
    const operation = randomOperation(after, random);
    const next = applyOperation(after, operation);
    if (next === undefined) continue;
    patch.push(operation);
    after = next;
  }
  return { patch, after };
}

function applied(value: JsonValue, patch: readonly PatchOperation[]): JsonValue | undefined {
  return patch.reduce<JsonValue | undefined>(
    (at, operation) => (at === undefined ? undefined : applyOperation(at, operation)),
    value,
  );
}

function law(withBase: boolean): { met: number; refused: number } {
  const count = { met: 0, refused: 0 };
  fc.assert(
    fc.property(fc.integer(), (start) => {
      const random = new Random(start);
      const data = randomData(random);
      const written = randomSteps(data, random, 3);
      const chain = migrationOf(written).steps;
      const { patch, after } = randomPatch(data, random);
      const [before, wanted] = [migrateData(data, chain).value, migrateData(after, chain).value];
      const given = structuredClone(patch);
      const { patch: carried, conflicts } = migrateJsonPatch(patch, chain, withBase ? data : undefined);
      expect(patch).toEqual(given);
      expect(carried === undefined).toBe(conflicts.length > 0);
      if (before === undefined || wanted === undefined) return;
      if (carried === undefined) {
        count.refused += 1;
        return;
      }
      count.met += 1;
      const shown = JSON.stringify({ data, steps: written, patch, carried }, undefined, 1);
      expect(applied(before, carried), shown).toEqual(wanted);
    }),
    { seed, numRuns },
  );
  return count;
}

describe('applying the carried patch to migrated data is migrating the patched data', () => {
  it('without the data', () => {
    const { met, refused } = law(false);
    expect(met).toBeGreaterThan(refused);
  });

  it('with the data', () => {
    const { met, refused } = law(true);
    expect(met).toBeGreaterThan(refused * 2);
  });
});
