import type { JsonValue } from '../../model/json.ts';

/**
 * Changes of a text that keep more of it than steps can: a key becomes another one in its place, an entry goes elsewhere
 * with its comments, a value is put into brackets or taken out of them. Paths lead to containers and values as they are
 * before the change; the rewrites of one list concern different containers.
 */
export type Rewrite =
  | { readonly op: 'rename'; readonly path: readonly string[]; readonly at: string; readonly to: string }
  | { readonly op: 'remove'; readonly path: readonly string[]; readonly at: string }
  | { readonly op: 'add'; readonly path: readonly string[]; readonly at: string; readonly value: JsonValue }
  | { readonly op: 'replace'; readonly path: readonly string[]; readonly value: JsonValue }
  /** The value becomes `[value]`, or `{ key: value }`. */
  | { readonly op: 'enclose'; readonly path: readonly string[]; readonly key?: string }
  /** The array becomes its first element. */
  | { readonly op: 'unwrap'; readonly path: readonly string[] }
  | {
      readonly op: 'move';
      /** The member that goes. */
      readonly path: readonly string[];
      readonly at: string;
      /** What goes with it: how many of the objects around it have no other member. */
      readonly emptied: number;
      /** An object that is there, and the keys below it: all but the last are made. */
      readonly to: readonly string[];
      readonly keys: readonly string[];
    };
