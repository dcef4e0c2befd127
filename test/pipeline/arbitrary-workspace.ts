import * as fc from 'fast-check';
import type { Files } from './memory-workspace.ts';

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };
type Any = fc.Arbitrary<Plain>;

/** Each document refers only to those after it, so that no circle comes up; parts that are referred to exist in all. */
const documents = ['apps/two/config', 'apps/one/config', 'f0', 'f1', 'f2', 'sys/g'] as const;
const oddKeys = ['0', '10', 'x/y', '~', '', 'toString', '$$ref', 'é'] as const;
const parts = { object: ['', '#', '#/a'], array: ['#/list'], any: ['#/a/b', '#/list/0', '#/p'] } as const;

const scalar = fc.oneof(fc.constantFrom<Plain>(null, true, 0, 1, 2, -1.5), fc.constantFrom<Plain>('', 's', '$ref'));
const plainObject = (arbitrary: fc.Arbitrary<object>): Any => arbitrary.map((value) => value as Plain);

/** References from the document at `level`, to what is of the wanted kind. */
function reference(level: number, kind: keyof typeof parts): Any {
  const ids = [...documents.slice(Math.max(level + 1, 2)), 'f{n}'].filter((id) => level < 2 || id !== 'f{n}');
  if (ids.length === 0) return scalar;
  const targets = ids.flatMap((id) => parts[kind].map((part) => id + part));
  if (level === 0) targets.push(...(kind === 'object' ? ['apps/one', 'apps/one/config', 'apps/one#/a'] : []));
  return fc.constantFrom(...targets).map(($ref): Plain => ({ $ref }));
}

function objectOf(level: number, depth: number): Any {
  const optional = {
    a: objectLike(level, depth - 1),
    b: anything(level, depth - 1),
    list: arrayLike(level, depth - 1),
    named: named(level, depth - 1),
  };
  const odd = fc.dictionary(fc.constantFrom(...oddKeys), anything(level, 0), { maxKeys: 2, noNullPrototype: true });
  const record = fc.record(optional, { requiredKeys: [], noNullPrototype: true });
  return plainObject(fc.tuple(record, odd).map(([known, strange]) => ({ ...strange, ...known })));
}

function objectLike(level: number, depth: number): Any {
  if (depth <= 0) return plainObject(fc.record({ b: scalar }, { noNullPrototype: true }));
  const object = objectOf(level, depth);
  return fc.oneof(
    { weight: 6, arbitrary: object },
    { weight: 2, arbitrary: reference(level, 'object') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(reference(level, 'object'), object)
        .map(([ref, beside]) => ({ ...(beside as object), ...(ref as object) })),
    },
    { weight: 1, arbitrary: object.map(($replace): Plain => ({ $replace })) },
    { weight: 1, arbitrary: fc.constant<Plain>({ $unset: true }) },
  );
}

function arrayLike(level: number, depth: number): Any {
  const array = fc.array(depth <= 0 ? scalar : anything(level, depth), { maxLength: 3 });
  const operand = fc.oneof({ weight: 4, arbitrary: array }, { weight: 1, arbitrary: arrayReference(level) });
  return fc.oneof(
    { weight: 3, arbitrary: operand },
    { weight: 2, arbitrary: operand.map(($append): Plain => ({ $append })) },
    { weight: 2, arbitrary: operand.map(($prepend): Plain => ({ $prepend })) },
    { weight: 2, arbitrary: operand.map(($union): Plain => ({ $union })) },
    { weight: 1, arbitrary: operand.map(($replace): Plain => ({ $replace })) },
    { weight: 1, arbitrary: fc.constant<Plain>({ $unset: true }) },
  );
}

function arrayReference(level: number): Any {
  return level >= documents.length - 1 ? fc.constant<Plain>([]) : reference(level, 'array');
}

/** An array that is merged by `name`. */
function named(level: number, depth: number): Any {
  const value = anything(level, Math.min(depth, 1));
  const element = fc.record(
    { name: fc.constantFrom('n1', 'n2', 3, true), v: value, list: arrayLike(level, 0) },
    { requiredKeys: ['name'], noNullPrototype: true },
  );
  const removed = depth < 2 ? element : fc.constantFrom('n1', 3).map((name) => ({ name, $unset: true }));
  return fc
    .uniqueArray(fc.oneof({ weight: 4, arbitrary: element }, { weight: 1, arbitrary: removed }), {
      selector: (each) => each.name,
      maxLength: 3,
    })
    .map((elements) => elements as Plain);
}

function anything(level: number, depth: number): Any {
  if (depth <= 0) return scalar;
  return fc.oneof(
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: objectLike(level, depth) },
    { weight: 1, arbitrary: fc.array(anything(level, depth - 1), { maxLength: 2 }) },
    { weight: 2, arbitrary: reference(level, 'any') },
  );
}

/** A document that has every part that others may refer to. */
function documentAt(level: number): fc.Arbitrary<string> {
  const skeleton = fc.record({
    a: fc.tuple(objectOf(level, 2), scalar).map(([object, b]) => ({ ...(object as object), b })),
    list: fc.array(anything(level, 1), { minLength: 1, maxLength: 3 }),
    p: scalar,
  });
  return fc.tuple(skeleton, objectOf(level, 3)).map(([known, more]) => JSON.stringify({ ...(more as object), ...known }));
}

/** A layer says only what it wants to. */
const layerDocument = (level: number): fc.Arbitrary<string> => objectOf(level, 3).map((value) => JSON.stringify(value));

const strategy = fc.constantFrom('replace', 'append', 'prepend', 'union');
const merge = fc
  .dictionary(fc.constantFrom('/list', '/*/list', '/a/*', '/named/*/list'), strategy, { maxKeys: 3, noNullPrototype: true })
  .map((rules) => ({ ...rules, '/named': { strategy: 'byKey', key: 'name' } }));
const layers = fc.subarray(['l0', 'l1', 'l2', 'f0', 'sys/{where}'], { minLength: 1 });

/** Small workspaces in which nearly everything meets: layers, references, siblings, directives, strategies, apps in apps. */
export const workspaceArbitrary: fc.Arbitrary<Files> = fc
  .record({
    targets: fc.tuple(...documents.slice(2).map((_, i) => documentAt(i + 2))),
    configs: fc.tuple(documentAt(0), documentAt(1)),
    layered: fc.tuple(layerDocument(1), layerDocument(1), layerDocument(1)),
    layers,
    merge,
  })
  .map(({ targets, configs, layered, layers: ids, merge: strategies }) => ({
    ...Object.fromEntries(documents.slice(2).map((id, i) => [`configs/${id}.json5`, targets[i] as string])),
    ...Object.fromEntries(layered.map((text, i) => [`configs/l${i}.json5`, text])),
    ...Object.fromEntries(configs.map((text, i) => [`configs/${documents[i]}.json5`, text])),
    'configs/namespace.json': JSON.stringify({ vars: { where: 'g', n: '1' } }),
    'configs/apps/cascade.json': JSON.stringify({
      layers: [...ids.map((id) => ({ id })), { id: '{app}' }],
      merge: strategies,
    }),
  }));
