import deepmerge from 'deepmerge';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, compareKeys } from '../../../src/model/canonical-json.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { PrefixCache } from '../../../src/pipeline/prefix-cache.ts';
import { layersArbitrary, mergeArbitrary, plainKeys, plainLayersArbitrary, trickyKeys } from './arbitrary-layers.ts';
import { fold, layerOf, rulesOf } from './layer-of.ts';
import { LayerMistake, MergeModel, type Merge } from './merge-model.ts';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
const parameters = { seed, numRuns: 1500 };
const allKeys = [...plainKeys, ...trickyKeys];

function sorted(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(compareKeys)
      .map((key) => [key, sorted(value[key] as JsonValue)]),
  );
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) frozen((value as Record<string, unknown>)[key]);
    Object.freeze(value);
  }
  return value;
}

function modelled(layers: readonly JsonObject[], merge: Merge): JsonObject | undefined {
  try {
    return new MergeModel(merge).fold(layers);
  } catch (error) {
    if (error instanceof LayerMistake) return undefined;
    throw error;
  }
}

function folded(raw: readonly JsonObject[], merge: Merge, recording: boolean): ReturnType<typeof fold> {
  const layers = raw.map((value, i) => layerOf(sorted(value), `l${i}`, recording));
  return fold(layers, rulesOf(merge), recording);
}

describe(`merging (seed ${seed})`, () => {
  test.each([
    ['plain keys', plainKeys],
    ['keys of every kind', allKeys],
  ])('does what the model does, with %s', (_, keys) => {
    fc.assert(
      fc.property(layersArbitrary(keys, 4), mergeArbitrary, (layers, merge) => {
        const expected = modelled(layers, merge);
        const { value, diagnostics, flagged } = folded(layers, merge, true);
        const wrong = diagnostics.some((each) => each.severity === 'error');
        expect(wrong).toBe(expected === undefined);
        expect(flagged).toBe(diagnostics.length > 0);
        if (expected !== undefined) expect(canonicalJson(value)).toBe(canonicalJson(expected));
      }),
      parameters,
    );
  });

  test('comes to the same with and without provenance', () => {
    fc.assert(
      fc.property(layersArbitrary(allKeys, 4), mergeArbitrary, (layers, merge) => {
        const [fast, recorded] = [folded(layers, merge, false), folded(layers, merge, true)];
        expect(JSON.stringify(fast.value)).toBe(JSON.stringify(recorded.value));
        expect(fast.flagged).toBe(recorded.flagged);
      }),
      parameters,
    );
  });

  test('can go on from any prefix, and the cache of prefixes changes nothing', () => {
    fc.assert(
      fc.property(layersArbitrary(plainKeys, 5), mergeArbitrary, fc.boolean(), (raw, merge, recording) => {
        const layers = raw.map((value, i) => layerOf(sorted(value), `l${i}`, recording));
        const rules = rulesOf(merge);
        const whole = fold(layers, rules, recording);
        const cache = new PrefixCache(recording);
        for (let k = 1; k < layers.length; k++) {
          const prefix = fold(layers.slice(0, k), rules, recording);
          expect(fold(layers.slice(k), rules, recording, prefix)).toEqual(whole);
          expect(cache.fold(layers, k, rules)).toEqual(whole);
        }
      }),
      { ...parameters, numRuns: 300 },
    );
  });

  test('changes none of its inputs, not even earlier results', () => {
    fc.assert(
      fc.property(layersArbitrary(plainKeys, 4), mergeArbitrary, fc.boolean(), (raw, merge, recording) => {
        let before: ReturnType<typeof fold> | undefined;
        for (const [i, value] of raw.entries()) {
          const layer = layerOf(frozen(sorted(value)), `l${i}`, recording);
          before = fold([frozen(layer)], rulesOf(merge), recording, before);
          frozen(before.value);
          frozen(before.trace);
        }
      }),
      parameters,
    );
  });

  test('of objects and arrays alone equals deepmerge with replaced arrays', () => {
    const keys = ['a', 'b', 'c', '10', '9', '', 'é'];
    const replaced = { arrayMerge: (_: unknown, later: unknown[]) => later };
    fc.assert(
      fc.property(plainLayersArbitrary(keys, 4), (layers) => {
        const expected = deepmerge.all(layers, replaced) as JsonObject;
        expect(canonicalJson(folded(layers, {}, false).value)).toBe(canonicalJson(expected));
      }),
      parameters,
    );
  });

  test('keeps keys in code-unit order: the plain writer is the canonical one', () => {
    const keys = allKeys.filter((key) => !/^\d+$/.test(key) || key === '01' || key === '4294967295');
    fc.assert(
      fc.property(layersArbitrary(keys, 4), mergeArbitrary, (layers, merge) => {
        const { value } = folded(layers, merge, false);
        expect(JSON.stringify(value)).toBe(canonicalJson(value));
      }),
      parameters,
    );
  });

  test('of objects with many keys is no other', () => {
    const many = Array.from({ length: 40 }, (_, i) => `k${String(i).padStart(2, '0')}`);
    const layer = fc
      .subarray([...many, 'x', 'y', 'x\0y', '__proto__', 'toString'], { minLength: 20 })
      .map((names) => Object.fromEntries(names.map((each, i) => [each, i % 3 === 0 ? { [each]: i } : i])) as JsonObject);
    fc.assert(
      fc.property(fc.array(layer, { minLength: 3, maxLength: 3 }), (layers) => {
        const { value } = folded(layers, {}, false);
        expect(canonicalJson(value)).toBe(canonicalJson(modelled(layers, {}) as JsonObject));
        expect(JSON.stringify(value)).toBe(canonicalJson(value));
      }),
      { ...parameters, numRuns: 300 },
    );
  });

  test('has left the prototypes of the language as they were', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(
      [
        '__defineGetter__',
        '__defineSetter__',
        '__lookupGetter__',
        '__lookupSetter__',
        '__proto__',
        'constructor',
        'hasOwnProperty',
        'isPrototypeOf',
        'propertyIsEnumerable',
        'toLocaleString',
        'toString',
        'valueOf',
      ].sort(),
    );
  });
});
