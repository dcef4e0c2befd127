import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Merge } from './merge-model.ts';

/** Names that a program may stumble over, beside plain ones that layers have in common. */
export const trickyKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'length',
  '10',
  '9',
  '0',
  '-0',
  '01',
  '4294967295',
  '',
  ' ',
  'x\0y',
  '\ud800',
  '\udfff',
  'é',
] as const;
export const plainKeys = ['a', 'b', 'list', 'named'] as const;

const scalar = fc.oneof(fc.constantFrom(null, true, 0, 1, 2), fc.constantFrom('', 'x', 'y'));
/** Own members whatever their names are. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries);

/** Layers with directives at any place: arrays under `list`, elements with a name under `named`, anything under the rest. */
export function layersArbitrary(keys: readonly string[], count: number): fc.Arbitrary<JsonObject[]> {
  const key = fc.constantFrom(...keys);
  const { object } = fc.letrec<{ object: object; value: unknown; array: unknown[]; list: unknown; named: unknown[] }>((tie) => ({
    object: fc
      .uniqueArray(key, { maxLength: 4 })
      .chain((names) => fc.tuple(...names.map((each) => tie(kindOf(each)).map((value) => [each, value] as const))))
      .map(fromEntries),
    array: fc.array(tie('value'), { maxLength: 3 }),
    list: fc.oneof(
      tie('array'),
      tie('array').map(($append) => ({ $append })),
      tie('array').map(($prepend) => ({ $prepend })),
      tie('array').map(($union) => ({ $union })),
      fc.constant({ $unset: true }),
    ),
    named: fc.uniqueArray(
      fc.oneof(
        { weight: 5, arbitrary: fc.tuple(name, tie('value')).map(([each, v]) => ({ name: each, v })) },
        { weight: 1, arbitrary: name.map((each) => ({ name: each, $unset: true })) },
      ),
      { selector: (each) => each.name, maxLength: 3 },
    ),
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 5, arbitrary: scalar },
      { weight: 5, arbitrary: tie('object') },
      { weight: 2, arbitrary: tie('array') },
      { weight: 3, arbitrary: fc.constant({ $unset: true }) },
      { weight: 3, arbitrary: fc.oneof(tie('object'), scalar, tie('array')).map(($replace) => ({ $replace })) },
      { weight: 1, arbitrary: tie('list') },
    ),
  }));
  return fc.array(object, { minLength: count, maxLength: count }) as fc.Arbitrary<JsonObject[]>;
}

function kindOf(key: string): 'list' | 'named' | 'value' {
  return key === 'list' || key === 'named' ? key : 'value';
}

const name = fc.constantFrom('n', 'm', 1);

/** Layers of objects, scalars and arrays alone. */
export function plainLayersArbitrary(keys: readonly string[], count: number): fc.Arbitrary<JsonObject[]> {
  const { object } = fc.letrec<{ object: object; value: unknown }>((tie) => ({
    object: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...keys), tie('value')), { selector: ([key]) => key, maxLength: 4 })
      .map(fromEntries),
    value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
  }));
  return fc.array(object, { minLength: count, maxLength: count }) as fc.Arbitrary<JsonObject[]>;
}

const strategy = fc.constantFrom('replace', 'append', 'prepend', 'union');
export const mergeArbitrary: fc.Arbitrary<Merge> = fc
  .dictionary(fc.constantFrom('/list', '/a', '/*', '/*/list', '/a/list', '/a/*', '/named/*/v'), strategy, {
    maxKeys: 3,
    noNullPrototype: true,
  })
  .map((rules) => ({ ...rules, '/named': { strategy: 'byKey', key: 'name' }, '/a/named': { strategy: 'byKey', key: 'name' } }));
