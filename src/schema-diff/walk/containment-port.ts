import type { JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';

export type ContainmentAnswer =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no'; readonly witness: JsonValue; readonly environment?: string | undefined }
  | { readonly answer: 'unknown'; readonly reason: string };

/** The other engine: a proof about what documents are accepted, of one pair of worlds. */
export interface ContainmentPort {
  /** Whether all that a schema of the first world accepts is accepted by one of the second. */
  subset(old: SchemaNode, now: SchemaNode): ContainmentAnswer;
  /** The reverse. */
  supset(now: SchemaNode, old: SchemaNode): ContainmentAnswer;
}

export type CreateContainment = (old: SchemaWorld, now: SchemaWorld) => ContainmentPort;
