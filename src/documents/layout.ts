import { parsePointer, type Pointer } from '../model/pointer.ts';
import type { Span } from '../model/source.ts';

/**
 * Where a value stands in its text. Offsets in UTF-16 code units, ends exclusive.
 * After a syntax error a value that is missing has an empty span.
 */
export interface LayoutNode {
  readonly kind: 'object' | 'array' | 'scalar';
  /** From the opening bracket or the first character to after the last. */
  readonly start: number;
  readonly end: number;
  /** The key that the value stands under, decoded; undefined for elements and for the root. */
  readonly key: string | undefined;
  /** Of the key with its quotes; -1 where there is none. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** The offset of the comma after the value, -1 where there is none. */
  readonly comma: number;
  /** Members or elements in the order of the text. */
  readonly children: readonly LayoutNode[];
}

/** Every position of one document. What is covered by nothing here is white space. */
export interface Layout {
  /** Undefined for a document without a value. */
  readonly root: LayoutNode | undefined;
  /** With their delimiters, without the line end, in order. */
  readonly comments: readonly Span[];
}

const indexes = new WeakMap<LayoutNode, ReadonlyMap<string, LayoutNode>>();
const INDEXED_FROM = 16;

/** The member or element that a token of a pointer names. Of duplicate keys the last counts. */
export function childOf(node: LayoutNode, token: string): LayoutNode | undefined {
  if (node.kind === 'array') return /^(?:0|[1-9]\d{0,9})$/.test(token) ? node.children[Number(token)] : undefined;
  if (node.children.length < INDEXED_FROM) return node.children.findLast((child) => child.key === token);
  let index = indexes.get(node);
  if (index === undefined) {
    index = new Map(node.children.map((child) => [child.key ?? '', child]));
    indexes.set(node, index);
  }
  return index.get(token);
}

/** What stands at a pointer; its nearest ancestor where nothing does, undefined in a document without a value. */
export function nodeAt({ root }: Layout, pointer: Pointer): LayoutNode | undefined {
  let node = root;
  for (const token of parsePointer(pointer) ?? []) {
    const child = node && childOf(node, token);
    if (child === undefined) return node;
    node = child;
  }
  return node;
}
