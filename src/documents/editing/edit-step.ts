import type { JsonValue } from '../../model/json.ts';

/**
 * The smallest changes of a text: another value for an entry that exists, a new entry in a container that exists, or one
 * entry less. `path` leads to the container or value; elements have their index in decimal.
 */
export type EditStep =
  | { readonly op: 'replace'; readonly path: readonly string[]; readonly value: JsonValue }
  | { readonly op: 'add'; readonly path: readonly string[]; readonly at: string | number; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: readonly string[]; readonly at: string | number };
