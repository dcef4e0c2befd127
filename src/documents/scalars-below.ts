import type { Site } from '../model/source.ts';
import { nodeAt, type LayoutNode } from './layout.ts';
import { layoutOf } from './source-index.ts';

/** The places of all scalars in a value of a document, the value itself where it is one. */
export function scalarsBelow(site: Site): Site[] {
  const node = nodeAt(layoutOf(site.source), site.pointer);
  return node === undefined ? [] : scalarsOf(node).map(({ start, end }) => ({ ...site, at: { start, end } }));
}

/** A value that is missing after a syntax error has no place. */
function scalarsOf(node: LayoutNode): LayoutNode[] {
  return node.kind === 'scalar' ? (node.start < 0 ? [] : [node]) : node.children.flatMap(scalarsOf);
}
