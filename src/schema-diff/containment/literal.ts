import type { JsonValue } from '../../model/json.ts';
import type { Part } from './part.ts';
import type { SchemaClass } from './schema-class.ts';

/** What the denial of a keyword asks for, and no keyword can say. All of it speaks of objects or arrays that have been told apart. */
export type Demand =
  | { readonly op: 'lacks'; readonly name: string }
  /** The member is there, and its value is so. */
  | { readonly op: 'has'; readonly name: string; readonly value: Literal | undefined }
  | KeyDemand
  | { readonly op: 'element'; readonly index: number; readonly value: Literal }
  /** Some element from an index on. */
  | { readonly op: 'tail'; readonly from: number; readonly value: Literal }
  | { readonly op: 'at-least' | 'at-most'; readonly item: SchemaClass; readonly count: number };

/** Some member whose name is so, with a value that is so. */
export interface KeyDemand {
  readonly op: 'key';
  readonly notNamed: ReadonlyMap<string, unknown>;
  readonly notMatching: readonly string[];
  readonly matching: string | undefined;
  readonly name: Literal | undefined;
  readonly value: Literal | undefined;
}

/** Something that holds of a value, or does not. Equal ones have equal ids, and each other id but the last bit where one denies the other. */
export interface Literal {
  readonly id: number;
  readonly positive: boolean;
  readonly part: Part<SchemaClass> | Demand;
}

/** Literals of which all hold; one of several ways to meet a choice. */
export type Way = readonly Literal[];

/** Whether any value is so. `value` is one; `empty` is proved. */
export type Found =
  | { readonly is: 'empty' }
  | { readonly is: 'value'; readonly value: JsonValue }
  | { readonly is: 'unknown'; readonly reason: string };

export const empty: Found = { is: 'empty' };

export function unknown(reason: string): Found {
  return { is: 'unknown', reason };
}
