import { childPointer, parsePointer, type Pointer } from '../../model/pointer.ts';
import { isReference, type TreeNode } from './schema-tree.ts';

/** The tokens of the node that a `$ref` names; undefined where it is not written as one. `#/` is the root. */
export function referenceTokens(reference: string): readonly string[] | undefined {
  if (reference === '#/') return [];
  return reference.startsWith('#/') ? parsePointer(reference.slice(1)) : undefined;
}

export function referenceTo(pointer: Pointer): string {
  return pointer === '' ? '#/' : `#${pointer}`;
}

/** The node at a place of the tree, and its pointer in the JSON Schema that the tree is imported to. */
export interface NamedNode {
  readonly node: TreeNode;
  readonly schemaPointer: Pointer;
}

/** Undefined where the tokens name no node: something else of the tree, or nothing. */
export function nodeAt(root: TreeNode, tokens: readonly string[]): NamedNode | undefined {
  let node = root;
  let schemaPointer = '';
  for (let i = 0; i < tokens.length; i++) {
    if (isReference(node)) return undefined;
    if (node.Type === 'Object' && tokens[i] === 'Properties' && tokens[i + 2] === 'Schema') {
      const property = /^(?:0|[1-9]\d*)$/.test(tokens[i + 1] ?? '') ? node.Properties?.[Number(tokens[i + 1])] : undefined;
      if (property === undefined) return undefined;
      schemaPointer = childPointer(`${schemaPointer}/properties`, property.Name);
      node = property.Schema;
      i += 2;
    } else if (node.Type === 'Array' && tokens[i] === 'ItemSchema' && node.ItemSchema !== undefined) {
      schemaPointer += '/items';
      node = node.ItemSchema;
    } else return undefined;
  }
  return { node, schemaPointer };
}
