import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import type { NodePart } from './reading.ts';

/** A node on its way to a class. */
export interface Shape {
  readonly node: SchemaNode;
  readonly world: SchemaWorld;
  readonly parts: readonly NodePart[];
  readonly children: readonly SchemaNode[];
}
