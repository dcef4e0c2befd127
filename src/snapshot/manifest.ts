import { compareKeys } from '../model/canonical-json.ts';
import type { Digest } from './digest.ts';
import type { SnapshotFormatName } from './formats.ts';

export const MANIFEST_PATH = 'manifest.json';
export const MANIFEST_VERSION = 1;

/** One file of a release. */
export interface ManifestEntry {
  readonly id: string;
  /** Relative to the release, `/` separated. */
  readonly path: string;
  /** Over the canonical form of the content: an app's data, a schema. Independent of format and envelope. */
  readonly digest: Digest;
  /** In bytes. */
  readonly size: number;
  /** Over the bytes of the file, so that a changed envelope is seen too. */
  readonly fileDigest: Digest;
}

export interface ManifestApp extends ManifestEntry {
  /** The id of the schema version that the app's data was made for; null when none is bound. */
  readonly schema: string | null;
}

/** What a release says about itself before its entries. */
export interface ReleaseHeader {
  /** The full object name of the commit that was built; null for a working tree. */
  readonly commit: string | null;
  /** The schema sequence. */
  readonly sequence: number;
  /** The version of confman that built it. */
  readonly toolVersion: string;
  readonly outputFormat: SnapshotFormatName;
  readonly bare: boolean;
}

/** Entries are sorted by id. Nothing in it depends on when or where it was built. */
export interface Manifest extends ReleaseHeader {
  readonly formatVersion: typeof MANIFEST_VERSION;
  readonly apps: readonly ManifestApp[];
  readonly schemas: readonly ManifestEntry[];
}

export function renderManifest(
  header: ReleaseHeader,
  apps: readonly ManifestApp[],
  schemas: readonly ManifestEntry[],
): Uint8Array {
  const { commit, sequence, toolVersion, outputFormat, bare } = header;
  const manifest: Manifest = {
    formatVersion: MANIFEST_VERSION,
    commit,
    sequence,
    toolVersion,
    outputFormat,
    bare,
    apps: byId(apps),
    schemas: byId(schemas),
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

function byId<E extends ManifestEntry>(entries: readonly E[]): E[] {
  return [...entries].sort((a, b) => compareKeys(a.id, b.id));
}
