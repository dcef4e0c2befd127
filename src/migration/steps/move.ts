import type { Carrying } from '../carrying.ts';
import { entryOf, openPlace, writtenKey, type Place } from '../place.ts';
import { sharedLength } from '../shared-length.ts';
import type { StepOf } from '../step.ts';
import { TreeNode } from '../tree-node.ts';
import { rename } from './rename.ts';

/** What one end of a move leads through, from the object that both ends have in common. */
interface Way {
  /** The deepest object that is there. */
  readonly last: Place;
  /** Keys below it, down to the member itself. */
  readonly missing: readonly string[];
  /** Why the member cannot be reached, where something else than an object is on the way. */
  readonly blocked: TreeNode | undefined;
}

/**
 * Takes a member to another object, and makes the objects on its way. The two ends must belong to the same layers: a
 * directive between them says something about one end alone, which no document could say about the other.
 *
 * @param shared the deepest object that both ends lie in
 */
export function move(shared: Place, step: StepOf<'move'>, carrying: Carrying): void {
  if (shared.kind === 'unset' || !shared.node.isObject) return;
  const depth = sharedLength(step.at, step.to);
  const [from, to] = [step.at.slice(depth), step.to.slice(depth)];
  const key = to.at(-1) as string;
  if (from.length === 1 && to.length === 1) return rename(shared, { ...step, op: 'rename', at: step.at, to: key }, carrying);
  if (shared.kind === 'reference') carrying.leavesTo(shared);
  const [source, target] = [wayTo(shared, from, carrying), wayTo(shared, to, carrying)];
  const parted = partedBy(source, carrying) ?? partedBy(target, carrying);
  if (parted !== undefined && shared.merges)
    return carrying.cannotCarry(
      step,
      parted,
      'it stands between the two ends of the move, and other layers may have more of both',
    );
  if (target.missing.length === 0) return carrying.occupied(step, target.last.node, key);
  if (source.missing.length > 0) return undefined;
  if (target.blocked !== undefined)
    return carrying.doesNotFit(step, target.blocked, 'it is no object, and the value would move into it');
  const { node } = source.last;
  if (target.missing.length > 1 && openPlace(node, [], false, carrying.layer).kind === 'unset')
    return carrying.cannotCarry(step, node, 'the objects that would be made around it would be there, and empty');
  carry(node, target, step, carrying);
}

function wayTo(shared: Place, keys: readonly string[], carrying: Carrying): Way {
  let last = shared;
  for (const [i, key] of keys.entries()) {
    const { node } = last;
    if (last.kind === 'reference' && i > 0) carrying.leavesTo(last);
    if (last.kind === 'unset' || !node.isObject) return { last, missing: keys.slice(i), blocked: node };
    const written = node.child(writtenKey(key, carrying.layer));
    if (written === undefined) return { last, missing: keys.slice(i), blocked: undefined };
    if (i === keys.length - 1) return { last: { ...last, node: written }, missing: [], blocked: undefined };
    last = entryOf(last, key, carrying.layer) as Place;
  }
  return { last, missing: [], blocked: undefined };
}

/** A value on the way that hides what the layers below have at one end alone. */
function partedBy({ last, blocked }: Way, { layer }: Carrying): TreeNode | undefined {
  if (layer === undefined || blocked !== undefined) return layer && blocked;
  return last.kind === 'reference' || last.merges ? undefined : last.node;
}

function carry(node: TreeNode, { last, missing }: Way, step: StepOf<'move'>, carrying: Carrying): void {
  const parent = node.parent as TreeNode;
  const keys = missing.map((key) => writtenKey(key, carrying.layer));
  const emptied = step.emptied === 'remove' ? emptiedBy(node, last.node) : 0;
  carrying.rewrite({ op: 'move', path: parent.path, at: node.key, emptied, to: last.node.path, keys });
  parent.take(node.key);
  let empty = parent;
  for (let i = 0; i < emptied; i++) {
    const outer = empty.parent as TreeNode;
    outer.take(empty.key);
    empty = outer;
  }
  let into = last.node;
  for (const key of keys.slice(0, -1)) {
    const made = new TreeNode({});
    into.put(key, made);
    into = made;
  }
  into.put(keys.at(-1) as string, node);
}

/** How many of the objects around a member have nothing else; one that the member goes to stays. */
function emptiedBy(node: TreeNode, target: TreeNode): number {
  let count = 0;
  for (let at = node.parent; at !== undefined && !at.isRoot && at.isObject && at.size === 1; at = at.parent) {
    if (target.isBelow(at)) break;
    count++;
  }
  return count;
}
