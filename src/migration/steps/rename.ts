import type { Carrying } from '../carrying.ts';
import { writtenKey, type Place } from '../place.ts';
import type { StepOf } from '../step.ts';
import type { TreeNode } from '../tree-node.ts';

/** Gives a member another key, whatever it holds: a directive keeps its meaning under the new key. */
export function rename(parent: Place, step: StepOf<'rename'>, carrying: Carrying): void {
  const { node } = parent;
  if (parent.kind === 'reference') carrying.leavesTo(parent);
  if (parent.kind === 'unset' || !node.isObject) return;
  const from = writtenKey(step.at.at(-1) as string, carrying.layer);
  const to = writtenKey(step.to, carrying.layer);
  const taken = node.child(to);
  if (taken !== undefined) return carrying.occupied(step, taken, step.to);
  if (!node.has(from)) return;
  carrying.rewrite({ op: 'rename', path: node.path, at: from, to });
  node.put(to, node.take(from) as TreeNode);
}
