import type { SchemaNode } from '../../model/schema-world.ts';
import type { Judgement } from '../change.ts';
import type { Found } from '../view/found.ts';
import type { Place } from '../view/place.ts';

export type Direction = 'backward' | 'forward';

/** What the families of facts need of the comparison that they are a part of. */
export interface Comparing {
  /** Everything that differs at a part of a place and below it. */
  walk(parent: Place, part: Part): Walked;
  /** Whether every value that one schema accepts is accepted by the other; `safe` means proved. */
  contained(direction: Direction, old: SchemaNode, now: SchemaNode): Judgement;
  /** The same of all that both versions say about a place; unknown where that is no single schema. */
  proof(place: Place, direction: Direction): Judgement;
}

export interface Part {
  readonly path: string;
  readonly old: readonly SchemaNode[];
  readonly new: readonly SchemaNode[];
  readonly isTwisted?: boolean;
}

export interface Walked {
  readonly place: Place;
  readonly found: readonly Found[];
}
