import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { parsePointer, valueAt } from '../../../src/model/pointer.ts';
import type { Source } from '../../../src/model/source.ts';
import { exportTree } from '../../../src/schema/tree/export-tree.ts';
import { importTree } from '../../../src/schema/tree/import-tree.ts';
import { isSchemaTree } from '../../../src/schema/tree/is-schema-tree.ts';
import { originOf } from '../../../src/schema/tree/origin-of.ts';
import type { TreeNode } from '../../../src/schema/tree/schema-tree.ts';
import { randomTree, withReferences } from './random-tree.ts';

const source: Source = { path: 'schemas/test/v1.json5', format: 'json5', text: '' };
const trees = fc
  .tuple(randomTree, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }))
  .map(([tree, picks]) => withReferences(tree, picks));

function asJson(tree: TreeNode): JsonValue {
  return JSON.parse(JSON.stringify(tree)) as JsonValue;
}

function imported(tree: TreeNode): JsonObject {
  const { value, diagnostics } = importTree(asJson(tree), source);
  expect(diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
  return (value as { schema: JsonObject }).schema;
}

test('import then export gives the same tree, with nothing lost', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(isSchemaTree(asJson(tree))).toBe(true);
      expect(exportTree(imported(tree)).value).toEqual({ tree: asJson(tree), lost: [] });
    }),
    { numRuns: 2_000 },
  );
});

test('so it does when the schema was written out with sorted keys in between', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const written = JSON.parse(canonicalJson(imported(tree))) as JsonValue;
      expect(exportTree(written).value).toEqual({ tree: asJson(tree), lost: [] });
    }),
    { numRuns: 1_000 },
  );
});

test('the imported schema is one of draft 2020-12', () => {
  const ajv = new Ajv2020({ strict: false });
  fc.assert(
    fc.property(trees, (tree) => {
      expect(ajv.validateSchema(imported(tree))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every place of the schema comes from a place of the tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { value } = importTree(asJson(tree), source);
      if (value === undefined) throw new Error('not imported');
      const visit = (at: JsonValue, pointer: string): void => {
        const origin = parsePointer(originOf(value, pointer)) ?? ['?'];
        expect(valueAt(asJson(tree), origin)).toBeDefined();
        if (typeof at === 'object' && at !== null) {
          for (const [key, each] of Object.entries(at))
            visit(each, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
        }
      };
      visit(value.schema, '');
    }),
    { numRuns: 500 },
  );
});
