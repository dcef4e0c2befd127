import { compareKeys } from '../../model/canonical-json.ts';
import { deepEqual, isArray, isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { SchemaFailure } from '../schema-finding.ts';
import { isOfType } from './json-type.ts';
import { isReference, type ArrayNode, type LeafNode, type ObjectNode, type TreeNode } from './schema-tree.ts';
import { ANY_SCALAR, treeFormat } from './tree-formats.ts';
import { nodeAt, referenceTokens } from './tree-reference.ts';

/** A failure without a place in the schema. */
export type TreeFailure = Omit<SchemaFailure, 'schemaSite'>;

/**
 * Judges a value by a schema tree, as the JSON Schema that the tree is imported to would, for the keywords that the
 * meta-schema needs: types, properties, items, counts, allowed values. Formats and bounds of leaves are left out.
 *
 * @param node the node of the tree that judges; its root where it is left out
 */
export function judgeByTree(root: TreeNode, value: JsonValue, node: TreeNode = root): TreeFailure[] {
  const failures: TreeFailure[] = [];
  judge({ root, failures }, node, value, '');
  return failures;
}

interface Judging {
  readonly root: TreeNode;
  readonly failures: TreeFailure[];
}

function judge(judging: Judging, node: TreeNode, value: JsonValue, pointer: Pointer): void {
  if (isReference(node)) {
    const target = nodeAt(judging.root, referenceTokens(node.$ref) ?? []);
    if (target !== undefined && !isReference(target.node)) judge(judging, target.node, value, pointer);
  } else if (node.Type === 'Object') judgeObject(judging, node, value, pointer);
  else if (node.Type === 'Array') judgeArray(judging, node, value, pointer);
  else judgeLeaf(judging, node, value, pointer);
}

function fail(
  { failures }: Judging,
  keyword: string,
  at: Pick<TreeFailure, 'pointer' | 'value'>,
  more: Partial<TreeFailure>,
): void {
  failures.push({ params: {}, expected: undefined, schema: {}, secret: false, ...at, ...more, keyword });
}

function wrongType(judging: Judging, types: readonly string[], value: JsonValue, pointer: Pointer): boolean {
  if (types.some((type) => isOfType(type, value))) return false;
  fail(judging, 'type', { pointer, value }, { params: { type: types }, schema: { type: types } });
  return true;
}

function judgeObject(judging: Judging, node: ObjectNode, value: JsonValue, pointer: Pointer): void {
  if (wrongType(judging, ['object'], value, pointer) || !isObject(value) || node.Properties === undefined) return;
  const known = new Map(node.Properties.map((property) => [property.Name, property]));
  const knownProperties = [...known.keys()].sort(compareKeys);
  for (const { Name, IsRequired } of node.Properties) {
    const missing = IsRequired === true && !Object.hasOwn(value, Name);
    if (missing) fail(judging, 'required', { pointer, value }, { params: { missingProperty: Name } });
  }
  for (const key of Object.keys(value)) {
    const property = known.get(key);
    if (property !== undefined) judge(judging, property.Schema, value[key] as JsonValue, childPointer(pointer, key));
    else fail(judging, 'additionalProperties', { pointer, value }, { params: { additionalProperty: key }, knownProperties });
  }
}

function judgeArray(judging: Judging, node: ArrayNode, value: JsonValue, pointer: Pointer): void {
  if (wrongType(judging, ['array'], value, pointer) || !isArray(value)) return;
  if (value.length < (node.Min ?? 0)) fail(judging, 'minItems', { pointer, value }, { expected: node.Min });
  if (value.length > (node.Max ?? Infinity)) fail(judging, 'maxItems', { pointer, value }, { expected: node.Max });
  const { ItemSchema } = node;
  if (ItemSchema !== undefined) value.forEach((item, i) => judge(judging, ItemSchema, item, childPointer(pointer, i)));
}

function judgeLeaf(judging: Judging, node: LeafNode, value: JsonValue, pointer: Pointer): void {
  const schema: JsonObject = node.Format === undefined ? { type: ANY_SCALAR } : (treeFormat(node.Format)?.schema ?? {});
  const { type } = schema;
  const types = isArray(type) ? type.map(String) : type === undefined ? undefined : [String(type)];
  if (types !== undefined && wrongType(judging, types, value, pointer)) return;
  const { AllowedValues } = node;
  if (AllowedValues === undefined || AllowedValues.some((each) => deepEqual(each, value))) return;
  fail(judging, 'enum', { pointer, value }, { params: { allowedValues: AllowedValues }, expected: AllowedValues });
}
