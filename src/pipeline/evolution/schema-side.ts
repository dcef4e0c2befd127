import type { DocumentId } from '../../model/document-id.ts';
import type { SchemaVersion } from '../../model/schema-version.ts';
import type { SchemaWorld } from '../../model/schema-world.ts';
import type { BoundSchema } from '../../schema/bound-schema.ts';
import type { Workspace } from '../workspace.ts';

/** One of two schemas that are compared. */
export interface SchemaSide {
  /** As people know it: `schemas/shop/v1`, `main:schemas/shop/v1`, `old.json`. */
  readonly name: string;
  readonly world: SchemaWorld;
  /** Ready to judge data. */
  readonly bound: () => BoundSchema | undefined;
  /** Undefined for a file that stands in no tree of schemas. */
  readonly home: SchemaHome | undefined;
}

export interface SchemaHome {
  /** Of the working tree, or of a commit. */
  readonly workspace: Workspace;
  readonly id: DocumentId;
  /** Undefined for a schema that is no version of a family. */
  readonly version: SchemaVersion | undefined;
}
