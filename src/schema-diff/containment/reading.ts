import type { JsonObject, JsonValue } from '../../model/json.ts';
import { member } from '../../model/json.ts';
import type { Draft, SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import type { Part } from './part.ts';

export type NodePart = Part<SchemaNode>;

/** A schema that is being read. */
export interface Reading {
  readonly world: SchemaWorld;
  readonly node: SchemaNode;
  readonly schema: JsonObject;
  /** The subschema at a path of keys; undefined where none stands there. */
  readonly at: (...tokens: string[]) => SchemaNode | undefined;
  /** The texts of the world, for what depends on all of them. */
  readonly fingerprint: () => string;
}

const order: readonly Draft[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];

export function isSince(draft: Draft, first: Draft): boolean {
  return order.indexOf(draft) >= order.indexOf(first);
}

/** Undefined where neither bound says anything. */
export function spanOf(schema: JsonObject, least: string, most: string): { min: number; max: number } | undefined {
  const [min, max] = [member(schema, least), member(schema, most)];
  const span = { min: typeof min === 'number' ? Math.max(0, min) : 0, max: typeof max === 'number' ? max : Infinity };
  return span.min === 0 && span.max === Infinity ? undefined : span;
}

export function textsOf(values: readonly JsonValue[]): ReadonlySet<string> {
  return new Set(values.filter((each) => typeof each === 'string'));
}
