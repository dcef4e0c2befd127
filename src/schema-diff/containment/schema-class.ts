import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import type { Part } from './part.ts';

/** All schemas that say the same, as far as their form shows it. One object for each. */
export interface SchemaClass {
  readonly id: number;
  readonly parts: readonly Atom[];
  /** Of the types that it may accept: an over-estimate, known when it is first asked for. */
  mask: number | undefined;
  /** One of them, for what can only be asked of a schema in its place. */
  readonly node: SchemaNode;
  readonly world: SchemaWorld;
}

/** A part, and a number that is equal for parts that mean the same. */
export interface Atom {
  readonly id: number;
  readonly part: Part<SchemaClass>;
}
