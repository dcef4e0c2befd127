import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { SchemaWorld } from '../model/schema-world.ts';
import type { Site, Source } from '../model/source.ts';
import type { BoundSchema } from '../schema/bound-schema.ts';

/** What the pipeline needs of the schema room. */
export interface SchemaPort {
  /** Before the first judgement: makes validators available, from an earlier run or by loading the validator library. */
  prepare(): Promise<void>;
  /** Before the first findings: what explains failures. */
  prepareFindings(): Promise<void>;
  /** After a `NotPrepared`: loads what compiles. */
  load(): Promise<void>;
  /** @param reference an id, a family, or a relative path as editors write it */
  bind(reference: string, from: Site): Outcome<BoundSchema | undefined> & { readonly dependencies: readonly string[] };
  /** What is wrong with a schema document itself. */
  check(id: DocumentId): readonly Diagnostic[];
  /** A schema version as comparison sees it; undefined where something is wrong with it. Takes `load`. */
  world(id: DocumentId): Outcome<SchemaWorld | undefined>;
  /** The same of a schema that stands in no workspace: it can refer to itself alone. */
  plainWorld(source: Source, value: JsonValue): Outcome<SchemaWorld | undefined>;
  /** A schema of confman's own, by a name outside of every workspace. */
  internal(name: string, schema: JsonObject | boolean): BoundSchema;
  /** Compiled validators for later runs; undefined where nothing is new. */
  exportValidators(): Uint8Array | undefined;
}
