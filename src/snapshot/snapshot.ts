import type { DocumentId } from '../model/document-id.ts';
import type { JsonObject } from '../model/json.ts';
import { digestOf, type Digest } from './digest.ts';

/** `NotValidated` means that no schema is bound. */
export type ValidationStatus = 'Valid' | 'Invalid' | 'NotValidated';

/** A resolved app with what is known about it. The fields are written in this order. */
export interface Snapshot {
  /** `<app>/resolved` */
  readonly _id: string;
  /** The id of the bound schema version; null when none is bound. */
  readonly schemaRef: string | null;
  /** The last segment of the version that was validated against: `v2`. Null when no schema is bound. */
  readonly validatedWithSchemaVersion: string | null;
  readonly validationStatus: ValidationStatus;
  /** How many commits of the protected branch have changed `schemas/`. */
  readonly schemaSequence: number;
  /** UTC, whole seconds, always 20 characters: `2026-05-13T16:50:00Z`. */
  readonly resolvedAt: string;
  readonly digest: Digest;
  readonly data: JsonObject;
}

export type SnapshotEnvelope = Omit<Snapshot, 'data'>;

export interface SnapshotInput {
  readonly app: DocumentId;
  readonly data: JsonObject;
  /** True when every object of `data` has its keys in code-unit order and no key is an array index. */
  readonly sorted: boolean;
  /** Null when no schema is bound. `version` is the segment `v2`, without the family. */
  readonly schema: { readonly id: string; readonly version: string } | null;
  /** Whether validation found no error; not looked at when no schema is bound. */
  readonly valid: boolean;
  readonly schemaSequence: number;
  /** As `instantText` writes it. */
  readonly resolvedAt: string;
}

export function buildSnapshot(input: SnapshotInput): Snapshot {
  const { schema } = input;
  return {
    _id: snapshotId(input.app),
    schemaRef: schema === null ? null : schema.id,
    validatedWithSchemaVersion: schema === null ? null : schema.version,
    validationStatus: schema === null ? 'NotValidated' : input.valid ? 'Valid' : 'Invalid',
    schemaSequence: input.schemaSequence,
    resolvedAt: input.resolvedAt,
    digest: digestOf(input.data, input.sorted),
    data: input.data,
  };
}

export function snapshotId(app: string): string {
  return `${app}/resolved`;
}

export function appOf({ _id: id }: Snapshot): string {
  return id.slice(0, -'/resolved'.length);
}

/** All fields but `data`, in the order in which they are written, whatever order the object has. */
export function envelopeOf(snapshot: Snapshot): SnapshotEnvelope {
  const { _id, schemaRef, validatedWithSchemaVersion, validationStatus, schemaSequence, resolvedAt, digest } = snapshot;
  return { _id, schemaRef, validatedWithSchemaVersion, validationStatus, schemaSequence, resolvedAt, digest };
}
