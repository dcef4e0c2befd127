import { isAlias, type Node } from 'yaml';
import type { JsonPrimitive, JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { Span } from '../../model/source.ts';
import type { LayoutNode } from '../layout.ts';

/** A value with its place. `size` and `height` count all values in it, aliases unfolded. */
export interface YamlValue {
  readonly value: JsonValue;
  readonly layout: LayoutNode;
  readonly size: number;
  readonly height: number;
}

/** Where a value stands: its pointer, how deep, and the key that it is under. */
export interface Position {
  readonly pointer: Pointer;
  readonly depth: number;
  readonly key?: string | undefined;
  readonly keySpan?: Span | undefined;
}

export const NO_SPAN: Span = { start: -1, end: -1 };

export function measure(parts: readonly YamlValue[]): { readonly size: number; readonly height: number } {
  let size = 1;
  let height = 0;
  for (const part of parts) {
    size += part.size;
    height = Math.max(height, part.height);
  }
  return { size, height: height + 1 };
}

export function leaf(value: JsonPrimitive, span: Span, at: Position): YamlValue {
  return { value, layout: layoutNode('scalar', span, at, []), size: 1, height: 0 };
}

export function layoutNode(
  kind: LayoutNode['kind'],
  span: Span,
  { key, keySpan = NO_SPAN }: Position,
  children: readonly LayoutNode[],
): LayoutNode {
  return { kind, ...span, key, keyStart: keySpan.start, keyEnd: keySpan.end, comma: -1, children };
}

export function spanOf(node: Pick<Node, 'range'>): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

export function kindOf(node: Node | null, value: JsonValue): string {
  if (isAlias(node)) return 'an alias';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a sequence';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
