import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/diagnostic.ts';
import { migrationSchema } from '../../src/migration/migration-schema.ts';
import { stepFields } from '../../src/migration/step-fields.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { parsePointer, valueAt } from '../../src/model/pointer.ts';
import { Random } from '../documents/random.ts';
import { migrationOf, readText, told } from './migration-of.ts';
import { randomData, randomSteps } from './random-steps.ts';

function steps(text: string) {
  const { value, diagnostics } = readText(`{ steps: [\n${text}\n] }`);
  expect(value === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map((each, i) => `${told(diagnostics)[i]}: ${messageOf(each)} | ${each.hint}`);
}

describe('what is wrong with a step is told, with its place and what to do', () => {
  it.each([
    ['{ renam: "/a", to: "b" }', '2:3 migration/unknown-step: No step is called "renam"; the nearest is "rename" | Write rename'],
    [
      '{}',
      '2:1 migration/unknown-step: This step says nothing | Write one of add, remove, rename, move, convert, wrap, head, in, map',
    ],
    ['"x"', '2:1 migration/bad-step: The step "steps" are objects, and this is a string | Write { rename: "/old", to: "new" }'],
    ['{ rename: "/a" }', '2:1 migration/bad-step: The step "rename" has no to | Add to'],
    ['{ rename: "/a", too: "b", to: "c" }', '2:17 migration/bad-step: The step "rename" has no field "too" | Write to'],
    ['{ rename: "/a", move: "/b", to: "/c" }', '2:17 migration/bad-step: The step "rename" is also move | Make two steps of it'],
    [
      '{ rename: "/a", to: "/b" }',
      '2:21 migration/bad-path: The path "/b" is a path, and rename takes a key | Write the key alone, or use move to another object',
    ],
    ['{ rename: "/a", to: "a" }', '2:11 migration/bad-step: The step "rename" gives the key that is there | Remove the step'],
    ['{ rename: "a/b", to: "c" }', '2:11 migration/bad-path: The path "a/b" is no JSON Pointer | Write "/a/b"'],
    ['{ rename: "/a~b", to: "c" }', '2:11 migration/bad-path: The path "/a~b" is no JSON Pointer | Write "/a~0b"'],
    [
      '{ rename: "/__proto__", to: "c" }',
      '2:11 migration/bad-path: The path "/__proto__" has the key __proto__, which no document may have | Choose another key',
    ],
    [
      '{ rename: "/a", to: "constructor" }',
      '2:21 migration/bad-path: The path "constructor" is a key that no document may have | Choose another key',
    ],
    [
      '{ remove: "", lossy: true }',
      '2:11 migration/bad-path: The path "" is the whole value, and this step is for an entry of an object | Name the entry, such as "/host"',
    ],
    [
      '{ remove: "/a" }',
      '2:11 migration/not-invertible: The step "remove" cannot be undone: nothing says what the way back puts in | Add default: with the value that the way back puts in, or lossy: true',
    ],
    [
      '{ move: "/a", to: "/a/b" }',
      '2:9 migration/bad-step: The step "move" leads into the value that it moves, or out over it | Move it to a key of another name first, and from there in a second step',
    ],
    [
      '{ move: "/a", to: "/b", emptied: "drop" }',
      '2:34 migration/bad-step: The step "move" has emptied that is no word for it | Write "keep" or "remove"',
    ],
    [
      '{ convert: "/a" }',
      '2:1 migration/bad-step: The step "convert" does not say how to convert | Give it one of values, type and unit',
    ],
    [
      '{ convert: "/a", values: [] }',
      '2:26 migration/bad-step: The step "convert" has values that is no list of pairs | Write pairs of single values, such as [["low", 1], ["high", 2]]',
    ],
    [
      '{ convert: "/a", values: [[1, 2], [3, 2]] }',
      '2:35 migration/not-invertible: The step "convert" cannot be undone: two values become the same one | Add back: [..] with the pairs of the way back, or lossy: true',
    ],
    [
      '{ convert: "/a", values: [[1, 2], [1, 3]] }',
      '2:35 migration/bad-step: The step "convert" has the same value twice in values | Remove one of the pairs',
    ],
    [
      '{ convert: "/a", values: [[1, 2], [3, 2]], back: [[4, 1]] }',
      '2:27 migration/not-invertible: The step "convert" cannot be undone: back has no pair for this value | Add the pair to back',
    ],
    [
      '{ convert: "/a", type: { from: "text", to: "integer" } }',
      '2:32 migration/bad-step: The step "convert" knows no type "text" | Write one of string, number, integer, boolean',
    ],
    [
      '{ convert: "/a", type: "integer" }',
      '2:24 migration/bad-step: The step "convert" has a type without from and to | Write type: { from: "string", to: "integer" }',
    ],
    [
      '{ convert: "/a", unit: { from: "msec", to: "s" } }',
      '2:32 migration/unknown-unit: "msec" is no unit that confman knows | Write "sec"',
    ],
    [
      '{ convert: "/a", unit: { from: "ms", to: "MiB" } }',
      '2:42 migration/unknown-unit: "MiB" does not measure what ms measures | Choose two units of one kind',
    ],
    [
      '{ head: "/a", lossy: 1 }',
      '2:22 migration/bad-step: The step "head" has lossy that is neither true nor false | Write lossy: true',
    ],
    [
      '{ in: "/a", steps: [{ wrap: 1 }] }',
      '2:29 migration/bad-path: The path "a number" is no text | Write a JSON Pointer, such as "/db/host"',
    ],
    [
      '{ map: "/a", steps: {} }',
      '2:21 migration/bad-step: The step "steps" is a list, and this is an object | Write steps: [..]',
    ],
  ])('%s', (text, wanted) => expect(steps(text)).toEqual([wanted]));

  it('every one of them', () => expect(steps('{ x: 1 },\n{ wrap: "a" },\n{ rename: "/a", to: "b" }')).toHaveLength(2));
  it('too many', () =>
    expect(steps('{ wrap: "/a" },'.repeat(1001))).toEqual([expect.stringContaining('migration/too-many-steps')]));
});

describe('the document', () => {
  it.each([
    ['[]', '1:1 migration/bad-step'],
    ['{}', '1:1 migration/bad-step'],
    ['{ steps: [], step: [] }', '1:14 migration/bad-step'],
  ])('%s', (text, wanted) => expect(told(readText(text).diagnostics)).toEqual([wanted]));

  it.each([
    'v2-v1.migration',
    'v1-v1.migration',
    'v1.migration',
    'v1-v2-v3.migration',
    'v01-v2.migration',
    'a-b.migration',
    '1-2.migration',
  ])('%s is no name for it', (name) =>
    expect(told(readText('{ steps: [] }', name).diagnostics)).toEqual(['1:1 migration/bad-name']),
  );

  it('may have no steps', () => expect(migrationOf([])).toEqual({ from: 'v1', to: 'v2', steps: [], lossy: false }));
  it('is lossy when a step is', () => expect(migrationOf([{ in: '/a', steps: [{ head: '/b', lossy: true }] }]).lossy).toBe(true));
});

describe('the schema for editors', () => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strict: true });
  const validate = ajv.compile<JsonValue>(migrationSchema);
  /** What a schema does not say: how values hang together. */
  const beyond = new Set(['migration/not-invertible', 'migration/unknown-unit']);
  const beyondReasons = /that is there|leads into|same value twice|cannot make numbers|takes a key|no document may have|is also/;

  it('agrees with the reader, on documents with something changed', () => {
    const fields = Object.values(stepFields).flatMap(({ required, optional }) => [...required, ...optional]);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new Random(seed);
        const written = { steps: randomSteps(randomData(random), random) };
        const spoilt = spoil(written, random, [...fields, ...Object.keys(stepFields), 'x']);
        const { diagnostics } = readText(JSON.stringify(spoilt));
        const wrong = diagnostics.filter((each) => !beyond.has(each.code) && !beyondReasons.test(messageOf(each)));
        const isValid = validate(spoilt);
        if (wrong.length > 0) expect(isValid, `${JSON.stringify(spoilt)} ${wrong.map(messageOf).join()}`).toBe(false);
        if (diagnostics.length === 0) expect(isValid, JSON.stringify([spoilt, validate.errors])).toBe(true);
      }),
      { seed: 20261120, numRuns: 3000 },
    );
  });
});

function spoil(value: JsonValue, random: Random, names: readonly string[]): JsonValue {
  const copy = structuredClone(value);
  const paths = pathsIn(copy);
  const path = parsePointer(random.pick(paths)) ?? [];
  const last = path.pop();
  const parent = valueAt(copy, path);
  if (last === undefined || typeof parent !== 'object' || parent === null) return copy;
  const target = parent as Record<string, JsonValue>;
  const kind = random.below(4);
  if (kind === 0) target[last] = random.pick<JsonValue>([1, 'x', '', '/x', null, true, [], {}]);
  else if (kind === 1 && !Array.isArray(parent)) delete target[last];
  else if (kind === 2 && !Array.isArray(parent)) target[random.pick(names)] = random.pick<JsonValue>([1, 'x', '/x', true, []]);
  return copy;
}

function pathsIn(value: JsonValue, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value as object).flatMap(([key, child]) =>
      pathsIn(child as JsonValue, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}
