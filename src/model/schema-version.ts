import { lastSegment, parentOf, type DocumentId } from './document-id.ts';

const NUMBERS = /^v?((?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){0,2})$/;

/** A schema version taken apart: `schemas/shop/v1.2` is version `v1.2` of the family `schemas/shop`. */
export interface SchemaVersion {
  readonly family: DocumentId;
  readonly version: string;
}

/** `v1.2` of `v1.2` or `1.2`; undefined where the text names no version. */
export function versionName(text: string): string | undefined {
  const numbers = NUMBERS.exec(text)?.[1];
  return numbers === undefined ? undefined : `v${numbers}`;
}

/** Undefined for ids that are no version of a family. */
export function schemaVersionOf(id: string): SchemaVersion | undefined {
  const version = lastSegment(id);
  const family = parentOf(id);
  if (family === undefined || !family.startsWith('schemas/') || versionName(version) !== version) return undefined;
  return { family, version };
}

/** A name that was probably meant to be a version, and is none: `V2`, `v01`, `v1.2.3.4`, `version2`. */
export function isFailedVersion(name: string): boolean {
  return /^(?:v|ver|version)[-_.]?\d/i.test(name) && versionName(name) !== name;
}
