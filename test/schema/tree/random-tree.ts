import * as fc from 'fast-check';
import type { JsonValue } from '../../../src/model/json.ts';
import type { ArrayNode, LeafNode, ObjectNode, TreeNode, TreeProperty } from '../../../src/schema/tree/schema-tree.ts';

const names = [
  'a',
  'b',
  'port',
  'Targets',
  '10',
  '2',
  '',
  'a/b',
  'a b',
  '~',
  '%41',
  'é',
  '#',
  'toString',
  'constructor',
  '$ref',
  'type',
  'properties',
  'items',
];

function bounds(limit: number): fc.Arbitrary<{ Min?: number; Max?: number }> {
  return fc
    .record({ Min: fc.integer({ min: 0, max: limit }), Max: fc.integer({ min: limit, max: 3 * limit }) }, { requiredKeys: [] })
    .map((made) => ({ ...made }));
}

const leaf: fc.Arbitrary<LeafNode> = fc.oneof(
  fc
    .constantFrom('string', 'text', 'date', 'uri', 'guid', 'binary', 'base64', 'secret-ref', 'secret', 'uuid', 'semver')
    .chain((Format) => bounds(5).map((range): LeafNode => ({ Type: 'Leaf', Format, ...range }))),
  fc
    .constantFrom('int', 'integer', 'int32', 'int64', 'long', 'number', 'double')
    .chain((Format) => bounds(9).map((range): LeafNode => ({ Type: 'Leaf', Format, ...range }))),
  fc.constantFrom('boolean', 'bool', 'json', 'any').map((Format): LeafNode => ({ Type: 'Leaf', Format })),
  bounds(9).map((range): LeafNode => ({ Type: 'Leaf', ...range })),
  fc
    .uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 })
    .map((AllowedValues): LeafNode => ({ Type: 'Leaf', Format: 'string', AllowedValues })),
  fc
    .uniqueArray(fc.constantFrom(1, 2, 3), { minLength: 1 })
    .map((AllowedValues): LeafNode => ({ Type: 'Leaf', Format: 'int', AllowedValues })),
  fc
    .uniqueArray(fc.constantFrom<JsonValue>('x', 1, true), { minLength: 1 })
    .map((AllowedValues): LeafNode => ({ Type: 'Leaf', AllowedValues })),
);

/** A value of the node, for some nodes. */
function defaultOf(node: TreeNode): JsonValue | undefined {
  if ('$ref' in node) return undefined;
  if (node.Type === 'Array') return node.Min === undefined ? [] : undefined;
  if (node.Type === 'Object') return node.Properties === undefined ? { any: 'thing' } : undefined;
  if (node.AllowedValues !== undefined) return node.AllowedValues[0];
  const byFormat: Readonly<Record<string, JsonValue>> = { string: 'abc', int: 5, bool: false, json: [1], any: null };
  return node.Format === undefined ? 7 : byFormat[node.Format];
}

/** Schema trees without errors, with references where `withReferences` puts them. */
export const randomTree: fc.Arbitrary<ObjectNode | ArrayNode | LeafNode> = fc.letrec<{ node: ObjectNode | ArrayNode | LeafNode }>(
  (tie) => {
    const property: fc.Arbitrary<TreeProperty> = fc.record(
      {
        Name: fc.constantFrom(...names),
        IsRequired: fc.boolean(),
        Unit: fc.constantFrom('ms', 'GiB'),
        Description: fc.constantFrom('what it is', ''),
        Schema: tie('node'),
      },
      { requiredKeys: ['Name', 'Schema'] },
    );
    const withDefault = fc.tuple(property, fc.boolean()).map(([each, has]): TreeProperty => {
      const value = has ? defaultOf(each.Schema) : undefined;
      return value === undefined ? each : { ...each, DefaultValue: value };
    });
    const properties = fc.uniqueArray(withDefault, { selector: ({ Name }) => Name, maxLength: 5 });
    return {
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        leaf,
        fc.tuple(properties, bounds(3)).map(([Properties, range]): ObjectNode => ({ Type: 'Object', Properties, ...range })),
        bounds(3).map((range): ObjectNode => ({ Type: 'Object', ...range })),
        fc.tuple(tie('node'), bounds(3)).map(([ItemSchema, range]): ArrayNode => ({ Type: 'Array', ItemSchema, ...range })),
        bounds(3).map((range): ArrayNode => ({ Type: 'Array', ...range })),
      ),
    };
  },
).node;

/** Puts references to nodes of the tree in place of some of its leaves; `picks` decides where and to what. */
export function withReferences(root: TreeNode, picks: readonly number[]): TreeNode {
  const targets = containersOf(root, '');
  let nth = 0;
  const replace = (node: TreeNode, isRoot: boolean): TreeNode => {
    if ('$ref' in node) return node;
    if (node.Type === 'Object' && node.Properties !== undefined) {
      return { ...node, Properties: node.Properties.map((each) => withSchema(each, replace(each.Schema, false))) };
    }
    if (node.Type === 'Array' && node.ItemSchema !== undefined) return { ...node, ItemSchema: replace(node.ItemSchema, false) };
    const pick = picks[nth++ % picks.length] ?? 0;
    const target = targets[pick % Math.max(1, targets.length)];
    return isRoot || pick % 2 === 0 || node.Type !== 'Leaf' || target === undefined
      ? node
      : { $ref: target === '' ? '#/' : `#${target}` };
  };
  return replace(root, true);
}

/** The default of a leaf is none of what takes its place. */
function withSchema({ DefaultValue, ...rest }: TreeProperty, Schema: TreeNode): TreeProperty {
  return DefaultValue === undefined || '$ref' in Schema ? { ...rest, Schema } : { ...rest, DefaultValue, Schema };
}

/** Leaves are what gets replaced: references lead to the rest. */
function containersOf(node: TreeNode, pointer: string): string[] {
  if ('$ref' in node || node.Type === 'Leaf') return [];
  const inner =
    node.Type === 'Object'
      ? (node.Properties ?? []).flatMap(({ Schema }, i) => containersOf(Schema, `${pointer}/Properties/${i}/Schema`))
      : node.ItemSchema === undefined
        ? []
        : containersOf(node.ItemSchema, `${pointer}/ItemSchema`);
  return [pointer, ...inner];
}
