import type { Carrying } from '../carrying.ts';
import { writtenKey, type Place } from '../place.ts';
import type { StepOf } from '../step.ts';
import { TreeNode } from '../tree-node.ts';
import { escapeDirectives } from '../escape-directives.ts';

/**
 * Gives an object a member that it has not; a lossy step leaves one that is there. Where other layers have a say, one of them is enough: the others would write
 * over it, so that only the layer that fills gets it. An element that is unset gets nothing, nor does what refers elsewhere.
 */
export function add(parent: Place, step: StepOf<'add'>, carrying: Carrying): void {
  const { node } = parent;
  const { value: given } = step;
  if (parent.kind === 'unset' || !node.isObject) return;
  const key = step.at.at(-1) as string;
  const written = writtenKey(key, carrying.layer);
  if (node.has(written) && step.lossy) return;
  if (node.has(written)) return carrying.occupied(step, node.child(written) as TreeNode, key);
  if (step.optional || given === undefined) return;
  if (parent.kind === 'reference') return carrying.leavesTo(parent);
  if ((parent.merges && !carrying.options.fill) || (carrying.layer !== undefined && node.has('$unset'))) return;
  carrying.enlarge(step, given);
  const value = carrying.layer === undefined ? given : escapeDirectives(given);
  carrying.rewrite({ op: 'add', path: node.path, at: written, value });
  node.put(written, new TreeNode(value));
}
