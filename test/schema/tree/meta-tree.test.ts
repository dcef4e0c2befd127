import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import type { Source } from '../../../src/model/source.ts';
import { exportTree } from '../../../src/schema/tree/export-tree.ts';
import { importTree } from '../../../src/schema/tree/import-tree.ts';
import { judgeByTree } from '../../../src/schema/tree/judge-by-tree.ts';
import { metaTree } from '../../../src/schema/tree/meta-tree.ts';
import { readTree } from '../../../src/schema/tree/read-tree.ts';
import { randomTree } from './random-tree.ts';

const source: Source = { path: 'meta.json', format: 'json', text: '' };
const asJson = JSON.parse(JSON.stringify(metaTree)) as JsonValue;
const { value: imported } = importTree(asJson, source);
const byAjv = new Ajv2020({ strict: false }).compile(imported?.schema ?? false);

test('the meta-schema is a schema tree by its own rules', () => {
  expect(readTree(asJson, source)).toEqual({ value: asJson, diagnostics: [] });
  expect(exportTree(imported?.schema ?? false).value).toEqual({ tree: asJson, lost: [] });
});

const junk = fc.constantFrom<JsonValue>(
  null,
  true,
  0,
  -1,
  1.5,
  '',
  'Leaf',
  'leaf',
  [],
  {},
  [{}],
  { Type: 'Object' },
  { $ref: '#/' },
  { Name: 'a' },
);
const attribute = fc.constantFrom(
  'Type',
  'Properties',
  'ItemSchema',
  'Min',
  'Max',
  'AllowedValues',
  'Format',
  '$ref',
  'Name',
  'Schema',
  'type',
  'x',
  'constructor',
);

/** Replaces, adds or removes one thing somewhere. */
function mutated(value: JsonValue, path: readonly number[], key: string, into: JsonValue | undefined): JsonValue {
  if (typeof value !== 'object' || value === null) return into ?? value;
  const keys = Object.keys(value);
  const [first, ...rest] = path;
  const chosen = first === undefined || keys.length === 0 ? undefined : keys[first % keys.length];
  if (Array.isArray(value)) {
    const items = value as JsonValue[];
    return chosen === undefined
      ? [...items, into ?? null]
      : items.map((each, i) => (String(i) === chosen ? mutated(each, rest, key, into) : each));
  }
  const entries = Object.entries(value);
  if (chosen !== undefined)
    return Object.fromEntries(entries.map(([name, each]) => [name, name === chosen ? mutated(each, rest, key, into) : each]));
  const others = entries.filter(([name]) => name !== key);
  return Object.fromEntries(into === undefined ? others : [...others, [key, into]]);
}

test('the walk that checks trees says what a validator says by the imported meta-schema', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      randomTree,
      fc.array(fc.nat(), { maxLength: 6 }),
      attribute,
      fc.option(junk, { nil: undefined }),
      (tree, path, key, into) => {
        const value = mutated(JSON.parse(JSON.stringify(tree)) as JsonValue, path, key, into);
        const valid = byAjv(value);
        if (!valid) refused++;
        expect(judgeByTree(metaTree, value).length === 0).toBe(valid);
        if (!valid) expect(readTree(value, source).value).toBeUndefined();
      },
    ),
    { numRuns: 3_000 },
  );
  expect(refused).toBeGreaterThan(300);
});

test('whatever is read, it is an answer', () => {
  fc.assert(
    fc.property(
      randomTree,
      fc.array(fc.nat(), { maxLength: 6 }),
      attribute,
      fc.option(fc.jsonValue(), { nil: undefined }),
      (tree, path, key, into) => {
        const value = mutated(JSON.parse(JSON.stringify(tree)) as JsonValue, path, key, into as JsonValue | undefined);
        const { value: read, diagnostics } = readTree(value, source);
        expect(read === undefined).toBe(diagnostics.some((each) => each.severity === 'error'));
        if (read !== undefined) expect(importTree(value, source).value?.schema['$schema']).toContain('2020-12');
      },
    ),
    { numRuns: 2_000 },
  );
});
