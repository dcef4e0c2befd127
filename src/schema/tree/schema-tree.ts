import type { JsonValue } from '../../model/json.ts';

/**
 * The schema tree format. A node is one of three types, or a reference to another node of the same tree.
 *
 * `Object`: its `Properties` are all that it may have; without the attribute it may have any. `Min` and `Max` count them.
 * `Array`: every item is as `ItemSchema` says; without it, anything. `Min` and `Max` count the items.
 * `Leaf`: one value, by its `Format` (`tree-formats.ts`), where `Min` and `Max` bound the number, or the length of the text in
 * characters. Without a format a leaf is any string, number or boolean, and with `Min` or `Max` a number. `AllowedValues` lists
 * all that a leaf may be.
 */
export type TreeNode = ObjectNode | ArrayNode | LeafNode | ReferenceNode;

export interface ObjectNode {
  readonly Type: 'Object';
  readonly Properties?: readonly TreeProperty[];
  readonly Min?: number;
  readonly Max?: number;
}

export interface TreeProperty {
  readonly Name: string;
  /** False where it is not stated. */
  readonly IsRequired?: boolean;
  readonly DefaultValue?: JsonValue;
  /** The unit of measure. */
  readonly Unit?: string;
  readonly Description?: string;
  readonly Schema: TreeNode;
}

export interface ArrayNode {
  readonly Type: 'Array';
  readonly ItemSchema?: TreeNode;
  readonly Min?: number;
  readonly Max?: number;
}

export interface LeafNode {
  readonly Type: 'Leaf';
  readonly Format?: string;
  readonly Min?: number;
  readonly Max?: number;
  readonly AllowedValues?: readonly JsonValue[];
}

/** `#/` is the root; other nodes are named by their pointer: `#/Properties/0/Schema`. */
export interface ReferenceNode {
  readonly $ref: string;
}

export function isReference(node: TreeNode): node is ReferenceNode {
  return '$ref' in node;
}
