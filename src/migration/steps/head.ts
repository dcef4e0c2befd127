import type { Carrying } from '../carrying.ts';
import type { Place } from '../place.ts';
import type { StepOf } from '../step.ts';
import { TreeNode } from '../tree-node.ts';
import { enclose } from './wrap.ts';

/**
 * An array becomes its one element; with `lossy` the first of several, and none at all where the array is empty. An object
 * would merge with other layers where the array replaced theirs, and is marked to replace them.
 */
export function head(place: Place, step: StepOf<'head'>, carrying: Carrying): void {
  const { node, kind, merges } = place;
  if (kind === 'unset') return;
  if (kind === 'reference') return carrying.leavesTo(place);
  if (kind === 'added') return carrying.cannotCarry(step, node, 'the first element may be in another layer');
  if (!node.isArray) return carrying.doesNotFit(step, node, 'it is no array');
  if (merges && carrying.layer?.byKey(place.path) === true)
    return carrying.cannotCarry(step, node, 'the first element may be in another layer');
  if (node.size !== 1 && !step.lossy) return carrying.doesNotFit(step, node, `it has ${node.size} elements, and one is taken`);
  const element = node.child('0');
  if (element === undefined) return drop(place, step, carrying);
  carrying.rewrite({ op: 'unwrap', path: node.path });
  node.take('0');
  node.replaceBy(element);
  if (!merges || !element.isObject) return;
  carrying.rewriteNext({ op: 'enclose', path: element.path, key: '$replace' });
  enclose(element, new TreeNode({}), '$replace');
}

/** What an empty array has to say in a layer is that there is nothing, whatever the layers below say. */
function drop({ node, merges }: Place, step: StepOf<'head'>, carrying: Carrying): void {
  const { parent } = node;
  if (merges) return carrying.cannotCarry(step, node, 'it is empty, and the first element may be in another layer');
  if (parent === undefined || node.isRoot || !parent.isObject || node.key === '$replace')
    return carrying.doesNotFit(step, node, 'it is empty, and something has to stand here');
  carrying.endPhase();
  carrying.rewrite({ op: 'remove', path: parent.path, at: node.key });
  parent.take(node.key);
}
