import { deepEqual } from '../../model/json.ts';
import type { Carrying } from '../carrying.ts';
import { escapeDirectives } from '../escape-directives.ts';
import { openPlace, writtenKey, type Place } from '../place.ts';
import type { StepOf } from '../step.ts';

/** Takes a member away, and says so where the way back would put in another value. */
export function remove(parent: Place, step: StepOf<'remove'>, carrying: Carrying): void {
  const { node } = parent;
  if (parent.kind === 'reference') carrying.leavesTo(parent);
  if (parent.kind === 'unset' || !node.isObject) return;
  const key = step.at.at(-1) as string;
  const written = writtenKey(key, carrying.layer);
  const entry = node.child(written);
  if (entry === undefined) return;
  const { kind, node: value } = openPlace(entry, [], false, carrying.layer);
  const kept = step.value === undefined || carrying.layer === undefined ? step.value : escapeDirectives(step.value);
  const lost = kind !== 'unset' && (kept === undefined || !deepEqual(value.toJson(), kept));
  if (lost && !step.lossy) carrying.valueLost(step, entry);
  carrying.rewrite({ op: 'remove', path: node.path, at: written });
  node.take(written);
}
