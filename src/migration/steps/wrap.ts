import type { Carrying } from '../carrying.ts';
import type { Place } from '../place.ts';
import type { StepOf } from '../step.ts';
import { TreeNode } from '../tree-node.ts';

/** A value becomes an array with that one element. Objects of several layers merge and arrays do not, so that one layer's part of an object is no element. */
export function wrap(place: Place, step: StepOf<'wrap'>, carrying: Carrying): void {
  const { node, kind, merges } = place;
  if (kind === 'unset') return;
  if (kind === 'added') return carrying.cannotCarry(step, node, 'what is added to an array is no element of another');
  if (merges && kind === 'reference') return carrying.cannotCarry(step, node, 'what it refers to may merge with other layers');
  if (merges && node.isObject)
    return carrying.cannotCarry(
      step,
      node,
      'other layers may have more of this object; { $replace: .. } says that they have not',
    );
  if (merges && node.isArray && carrying.layer?.byKey(place.path) === true)
    return carrying.cannotCarry(step, node, 'other layers may have more of this array');
  carrying.rewrite({ op: 'enclose', path: node.path });
  enclose(node, new TreeNode([]), '0');
}

/** The node comes to lie in a container that takes its place. */
export function enclose(node: TreeNode, container: TreeNode, key: string): void {
  node.replaceBy(container);
  container.put(key, node);
}
