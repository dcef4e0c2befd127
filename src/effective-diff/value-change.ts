import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';

interface At {
  /** As people are told it: a pointer in which elements that are merged by key are named, `/targets[name=eu]/port`. */
  readonly path: string;
}

/**
 * One difference between two values. Elements of arrays are meant as in a move of cards: first all that were removed or
 * moved are taken out, by their old places, then all that were added or moved are put in, by their new places, in order.
 */
export type ValueChange = Added | Removed | Changed | Moved;

export interface Added extends At {
  readonly kind: 'added';
  /** In the new value. Objects on the way that the old value lacks come with it. */
  readonly newPointer: Pointer;
  readonly after: JsonValue;
}

export interface Removed extends At {
  readonly kind: 'removed';
  /** In the old value. */
  readonly oldPointer: Pointer;
  readonly before: JsonValue;
}

export interface Changed extends At {
  readonly kind: 'changed';
  readonly oldPointer: Pointer;
  readonly newPointer: Pointer;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** An element that stands elsewhere among those that stayed; what changed in it is told by changes of its own. */
export interface Moved extends At {
  readonly kind: 'moved';
  readonly oldPointer: Pointer;
  readonly newPointer: Pointer;
}
