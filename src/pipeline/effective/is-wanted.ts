import type { ValueChange } from '../../effective-diff/value-change.ts';
import type { Pointer } from '../../model/pointer.ts';

/** Whether a change is at one of the places, below it, or around it. */
export function isWanted(change: ValueChange, pointers: readonly Pointer[]): boolean {
  if (pointers.length === 0) return true;
  const places = [change.kind === 'added' ? [] : change.oldPointer, change.kind === 'removed' ? [] : change.newPointer].flat();
  return pointers.some((wanted) => places.some((at) => holds(wanted, at) || holds(at, wanted)));
}

function holds(outer: Pointer, inner: Pointer): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
