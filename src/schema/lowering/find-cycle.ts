import type { Unit } from './unit.ts';

/** Every unit that can be called when one is. */
export function reachableUnits(root: Unit): ReadonlySet<Unit> {
  const reached = new Set([root]);
  for (const unit of reached) for (const each of unit.calls) reached.add(each);
  return reached;
}

/**
 * Units that call each other for one and the same value, in the order of their calls and closed by the first one again:
 * validation would never end. Undefined where there are none.
 */
export function findCycle(units: Iterable<Unit>): readonly Unit[] | undefined {
  const done = new Set<Unit>();
  for (const unit of units) {
    const cycle = done.has(unit) ? undefined : cycleFrom(unit, done);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function cycleFrom(start: Unit, done: Set<Unit>): readonly Unit[] | undefined {
  const path = [start];
  const onPath = new Set(path);
  const pending = [[...start.inPlace]];
  while (path.length > 0) {
    const next = pending.at(-1)?.pop();
    if (next === undefined) {
      pending.pop();
      const left = path.pop() as Unit;
      onPath.delete(left);
      done.add(left);
    } else if (onPath.has(next)) {
      return [...path.slice(path.indexOf(next)), next];
    } else if (!done.has(next)) {
      path.push(next);
      onPath.add(next);
      pending.push([...next.inPlace]);
    }
  }
  return undefined;
}
