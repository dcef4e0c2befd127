import type { JsonValue } from '../model/json.ts';
import { carryStep } from './carry-step.ts';
import { Carrying } from './carrying.ts';
import type { ConflictReason } from './patch-conflict.ts';
import { sharedLength } from './shared-length.ts';
import { covers, stepBelow } from './step-below.ts';
import type { Path, Step, StepOf } from './step.ts';

/** What an operation does to one place. A value that is moved or copied is not known. */
export interface Touch {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: readonly string[];
  readonly value: JsonValue | undefined;
  /** What else the data must be like; set where the new place may need objects made or taken away. */
  readonly depends?: Step;
}

export interface Refused {
  readonly reason: ConflictReason;
  readonly message: string;
}

/** The same in the data that a step leads to. */
export function carryTouch(touch: Touch, step: Step): Touch | Refused {
  const carried = carryThrough(touch, step);
  const isElsewhere = !('reason' in carried) && carried.path !== touch.path;
  return isElsewhere && mayNameElement(step) ? { ...carried, depends: step } : carried;
}

/** Steps for members leave elements alone, and a number may be the key of the one or the index of the other. */
function mayNameElement(step: Step): boolean {
  const isMember = step.op === 'rename' || step.op === 'move';
  return isMember && step.at.some((key) => /^\d+$/.test(key));
}

function carryThrough(touch: Touch, step: Step): Touch | Refused {
  const place: Path = [...step.scope, ...step.at];
  if (shiftsElements(touch, place))
    return refuse('depends-on-data', 'the elements after it change their places, and the step names one of them');
  if (step.op === 'move') return carryByMove(touch, step, place);
  if (covers(place, touch.path)) return carryInside(touch, step, place);
  if (step.op === 'rename' && covers([...place.slice(0, -1), step.to], touch.path))
    return refuse('taken', 'the place is given to another value');
  return covers(touch.path, place) ? carryValue(touch, step) : touch;
}

function refuse(reason: ConflictReason, message: string): Refused {
  return { reason, message };
}

/** A step that names elements by their index means others after an element has come or gone before them. */
function shiftsElements({ op, path }: Touch, place: Path): boolean {
  if (op !== 'add' && op !== 'remove') return false;
  const token = place[path.length - 1];
  const last = path.at(-1);
  if (token === undefined || token === null || last === undefined || !/^\d+$/.test(token) || !/^(?:\d+|-)$/.test(last))
    return false;
  return covers(path.slice(0, -1), place.slice(0, path.length - 1));
}

/** The value holds what the step concerns. */
function carryValue(touch: Touch, step: Step): Touch | Refused {
  const { value } = touch;
  const inner = stepBelow(step, touch.path);
  if (inner === undefined || value === undefined) return touch;
  const carrying = new Carrying(value, { layer: undefined, fill: true, source: undefined, isSecret: () => false });
  carryStep(inner, carrying);
  const [finding] = carrying.diagnostics;
  if (finding?.code === 'migration/value-lost') return refuse('removed', 'a part of its value is not there any more');
  if (finding?.code === 'migration/occupied') return refuse('taken', 'a part of its value stands where another one moves to');
  if (finding !== undefined) return refuse('not-convertible', 'its value does not fit the step');
  return { ...touch, value: carrying.root.toJson() };
}

/** The place lies in what the step concerns. */
function carryInside(touch: Touch, step: Exclude<Step, StepOf<'move'>>, place: Path): Touch | Refused {
  const { path } = touch;
  const rest = path.slice(place.length);
  switch (step.op) {
    case 'add':
      return carryIntoAdded(touch, step, rest.length === 0);
    case 'remove':
      return refuse('removed', 'the place is not there any more');
    case 'rename':
      return { ...touch, path: [...path.slice(0, place.length - 1), step.to, ...rest] };
    case 'convert':
      return rest.length === 0 ? carryValue(touch, step) : refuse('not-convertible', 'a single value stands around it');
    case 'wrap':
      return rest.length === 0 ? carryValue(touch, step) : { ...touch, path: [...path.slice(0, place.length), '0', ...rest] };
    default:
      return carryIntoHead(touch, step, place);
  }
}

/** Where a value is filled in, taking one away gives the filled in one. */
function carryIntoAdded(touch: Touch, { lossy, value, optional }: StepOf<'add'>, isThere: boolean): Touch | Refused {
  if (!lossy) return refuse('taken', 'the place is given to a value that the migration adds');
  if (optional) return touch;
  return isThere && touch.op === 'remove' ? { ...touch, op: 'replace', value } : touch;
}

function carryIntoHead(touch: Touch, step: Step, place: Path): Touch | Refused {
  const { op, path } = touch;
  const rest = path.slice(place.length);
  if (rest.length === 0) return carryValue(touch, step);
  const counts = rest.length === 1 && (op === 'add' || op === 'remove');
  if (rest[0] !== '0' || counts) return refuse('narrowed', 'of the elements there one is left');
  return { ...touch, path: [...path.slice(0, place.length), ...rest.slice(1)] };
}

function carryByMove(touch: Touch, step: StepOf<'move'>, from: Path): Touch | Refused {
  const { path } = touch;
  const to: Path = [...step.scope, ...step.to];
  if (covers(from, path)) {
    const moved = { ...touch, path: [...path.slice(0, step.scope.length), ...step.to, ...path.slice(from.length)] };
    return path.length === from.length && changesObjects(touch, step) ? { ...moved, depends: step } : moved;
  }
  if (covers(to, path)) return refuse('taken', 'the place is given to a value that moves there');
  const [holdsSource, holdsTarget] = [covers(path, from), covers(path, to)];
  if (holdsSource && holdsTarget) return carryValue(touch, step);
  if (holdsSource) return refuse('split', 'a part of its value is elsewhere now');
  if (holdsTarget) return refuse('split', 'a part of what is there now was elsewhere');
  return isBesideEmptied(touch, step) ? { ...touch, depends: step } : touch;
}

/** Whether objects come or go with the value that comes or goes. */
function changesObjects({ op }: Touch, { at, to, emptied }: StepOf<'move'>): boolean {
  const shared = sharedLength(at, to);
  return (op === 'add' || op === 'remove') && (to.length - shared > 1 || (emptied === 'remove' && at.length - shared > 1));
}

/** An entry that comes or goes in an object that is taken away when it has no other. */
function isBesideEmptied({ op, path }: Touch, { scope, at, to, emptied }: StepOf<'move'>): boolean {
  if (emptied === 'keep' || (op !== 'add' && op !== 'remove')) return false;
  const parent = path.slice(0, -1);
  return (
    parent.length > scope.length + sharedLength(at, to) &&
    covers(parent, [...scope, ...at]) &&
    parent.length < scope.length + at.length
  );
}
