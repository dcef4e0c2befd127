import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../model/json.ts';
import { referenceFault } from './check-tree.ts';
import { exportArray, exportObject } from './export-container.ts';
import { exportLeaf } from './export-leaf.ts';
import { exportReference } from './export-reference.ts';
import { containerType, Exporting, TreeTooLarge, type LostKeyword, type TreePlace } from './exporting.ts';
import { judgeByTree } from './judge-by-tree.ts';
import { reasonToLose } from './known-keywords.ts';
import { mergeAllOf } from './merge-all-of.ts';
import type { LeafNode, TreeNode } from './schema-tree.ts';

export interface ExportedTree {
  readonly tree: TreeNode;
  /** What a tree cannot say, in the order of the walk; the tree accepts more or less than the schema there. */
  readonly lost: readonly LostKeyword[];
}

/**
 * The schema tree nearest to a JSON Schema of draft 2020-12 whose references stay inside it. Definitions are written where they
 * are used first, and referred to from there on. The tree is always a valid one.
 */
export function exportTree(schema: JsonValue): Outcome<ExportedTree | undefined> {
  try {
    const exporting = new Exporting(schema);
    if (schema === false) exporting.loseNothing();
    const tree = exportNode(exporting, schema, { pointer: '', depth: 0, inProperty: false });
    cutCircles(exporting, tree);
    dropUnfitDefaults(exporting, tree);
    return { value: { tree, lost: exporting.lost }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TreeTooLarge)) throw error;
    return { value: undefined, diagnostics: [diagnostic('schema/too-complex', { reason: error.message })] };
  }
}

function exportNode(exporting: Exporting, schema: JsonValue, place: TreePlace): TreeNode {
  exporting.enter(place);
  if (!isObject(schema)) return { Type: 'Leaf', Format: 'any' };
  if (typeof member(schema, '$ref') === 'string') return exportReference(exporting, schema, place, exportNode);
  const merged = mergeAllOf(schema);
  if (merged !== undefined) {
    exporting.merged(merged, schema);
    return exportNode(exporting, merged, place);
  }
  const branch = branchBesideNull(exporting, schema);
  if (branch !== undefined) return exportNode(exporting, branch, place);
  loseKeywords(exporting, schema, place);
  const type = containerType(schema);
  if (type === 'object') return exportObject(exporting, schema, place, exportNode);
  if (type === 'array') return exportArray(exporting, schema, place, exportNode);
  return exportLeaf(schema, (keyword, reason) => exporting.lose(schema, keyword, reason));
}

/** `anyOf: [X, {type: "null"}]` and nothing else: X is what a tree can say of it. */
function branchBesideNull(exporting: Exporting, schema: JsonObject): JsonValue | undefined {
  const keyword = Object.hasOwn(schema, 'anyOf') ? 'anyOf' : 'oneOf';
  const branches = member(schema, keyword);
  const others = Object.keys(schema).filter((each) => each !== keyword && reasonToLose(each, undefined, true) !== undefined);
  if (!isArray(branches) || others.length > 0 || containerType(schema) !== undefined || Object.hasOwn(schema, 'type'))
    return undefined;
  const notNull = branches.filter((branch) => !(isObject(branch) && member(branch, 'type') === 'null'));
  const [branch] = notNull;
  if (notNull.length !== 1 || !isObject(branch)) return undefined;
  if (branches.length > 1) exporting.lose(schema, keyword, 'a tree does not allow null beside something else');
  return branch;
}

function loseKeywords(exporting: Exporting, schema: JsonObject, { inProperty }: TreePlace): void {
  const type = containerType(schema);
  const stated = member(schema, 'type');
  if (type !== undefined && isArray(stated) && stated.includes('null')) {
    exporting.lose(schema, 'type', `a tree does not allow null beside an ${type}`);
  }
  if (type !== undefined && stated === undefined) {
    exporting.lose(schema, 'type', `it is not stated: the schema accepts every type, and the tree only an ${type}`);
  }
  for (const keyword of Object.keys(schema)) {
    const reason = reasonToLose(keyword, type, inProperty);
    if (reason !== undefined) exporting.lose(schema, keyword, reason);
  }
}

/** References that lead to nothing but each other; the node of the first becomes a leaf, which ends the circle. */
function cutCircles(exporting: Exporting, tree: TreeNode): void {
  for (const { node, schema } of exporting.references) {
    if (referenceFault(tree, node.$ref) === undefined) continue;
    const leaf: LeafNode = { Type: 'Leaf', Format: 'any' };
    Object.assign(Reflect.deleteProperty(node, '$ref') ? node : {}, leaf);
    exporting.lose(schema, '$ref', 'it leads back to itself');
  }
}

function dropUnfitDefaults(exporting: Exporting, tree: TreeNode): void {
  for (const { property, schema } of exporting.defaults) {
    const { DefaultValue: value, Schema } = property;
    if (value === undefined || judgeByTree(tree, value, Schema).length === 0) continue;
    delete property.DefaultValue;
    exporting.lose(schema, 'default', 'it does not fit its own schema, as the tree has it');
  }
}
