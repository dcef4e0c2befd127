import type { JsonObject } from '../../model/json.ts';
import type { ExportNode, Exporting, TreePlace } from './exporting.ts';
import { isBesideReference } from './known-keywords.ts';
import { localTarget } from './local-target.ts';
import { placeInTree } from './place-in-tree.ts';
import type { TreeNode } from './schema-tree.ts';
import { referenceTo } from './tree-reference.ts';

/** A node of its own where the tree has the target already, or will have it; else the target, written out here. */
export function exportReference(exporting: Exporting, schema: JsonObject, place: TreePlace, exportNode: ExportNode): TreeNode {
  for (const keyword of Object.keys(schema)) {
    if (!isBesideReference(keyword)) exporting.lose(schema, keyword, 'beside a reference a tree has nothing else');
  }
  const target = localTarget(exporting.root, schema);
  if (target === undefined) {
    exporting.lose(schema, '$ref', 'it names no place in this schema');
    return { Type: 'Leaf', Format: 'any' };
  }
  if (target.value === false) exporting.lose(schema, '$ref', 'it names a schema that accepts nothing');
  const written = placeInTree(exporting.root, target.tokens) ?? exporting.written.get(target.pointer);
  if (written === undefined) {
    exporting.written.set(target.pointer, place.pointer);
    return exportNode(exporting, target.value, { ...place, depth: place.depth + 1 });
  }
  const node = { $ref: referenceTo(written) };
  exporting.references.push({ node, schema });
  return node;
}
