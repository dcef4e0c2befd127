import type { SnapshotFormatName } from '../snapshot/formats.ts';

/** What `resolve` was asked for, however it then goes about it. */
export interface ResolveFlags {
  readonly out?: string | undefined;
  readonly outputFormat?: SnapshotFormatName | undefined;
  readonly bare?: boolean | undefined;
  readonly allowInvalid?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly threads?: number | undefined;
  readonly schemaVersion?: string | undefined;
}
