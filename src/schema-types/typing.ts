import type { SchemaNode, SchemaWorld } from '../model/schema-world.ts';
import type { FilledDefaults } from './filled-defaults.ts';
import type { TypeTree } from './type-tree.ts';

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** What is known where a schema stands. */
export interface TypeContext {
  /** Defaults are filled in here: no branch was taken on the way. */
  readonly filled: boolean;
  /** The types that schemas around this one leave to the same value; undefined where they say nothing. */
  readonly within: ReadonlySet<JsonType> | undefined;
}

/** What the parts of the writer need of each other. */
export interface Typing {
  readonly world: SchemaWorld;
  readonly defaults: FilledDefaults;
  /** Names of properties whose defaults are not told. */
  readonly secrets: ReadonlySet<string>;
  /** The type of a schema, written out. */
  typeOf(node: SchemaNode, context: TypeContext): TypeTree;
  /** The name of the type of a schema; it is declared. */
  nameOf(node: SchemaNode, filled: boolean): TypeTree;
  secret(): TypeTree;
}
