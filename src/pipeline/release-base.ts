import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { Commit, ObjectReader } from '../git/object-reader.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot/manifest.ts';
import { parseManifest } from '../snapshot/parse-manifest.ts';
import { releaseSource } from './release-message.ts';

/** In bytes. What is larger on a branch is none of ours, or is written anew. */
const largest = { manifest: 128 * 1024 * 1024, file: 64 * 1024 * 1024 } as const;

/** What a branch has, to put a release on. */
export interface ReleaseBase {
  readonly commit: Commit;
  /** Undefined where there is none that can be used. */
  readonly manifest: Manifest | undefined;
  /** Full object name of the commit that it is the release of. */
  readonly source: string | undefined;
  /** Why it is not taken for a release of ours; undefined where it is one. */
  readonly foreign: string | undefined;
  /** The contents of its snapshots by path. */
  readonly earlier: (path: string) => Uint8Array | undefined;
}

/** @param tip object name of a commit that the reader has */
export async function readReleaseBase(reader: ObjectReader, tip: string): Promise<ReleaseBase | GitFailure> {
  const commit = await reader.readCommit(tip);
  if (isGitFailure(commit)) return commit;
  const entries = await reader.listTree(tip, ['']);
  if (isGitFailure(entries)) return entries;
  const oids = new Map(entries.flatMap(({ path, type, oid }) => (type === 'file' ? [[path, oid] as const] : [])));
  const manifest = await manifestOf(reader, oids.get(MANIFEST_PATH));
  if (isGitFailure(manifest)) return manifest;
  const listed = new Set([MANIFEST_PATH, ...[...(manifest?.apps ?? []), ...(manifest?.schemas ?? [])].map(({ path }) => path)]);
  const paths = (manifest?.apps ?? []).flatMap(({ path }) => (oids.has(path) ? [path] : []));
  const contents = await reader.readBlobs(
    paths.map((path) => oids.get(path) as string),
    { fileBytes: largest.file },
  );
  if (isGitFailure(contents) && contents.kind !== 'too-large') return contents;
  const named = releaseSource(commit);
  const stranger = entries
    .map(({ path }) => path)
    .sort(compareKeys)
    .find((path) => !listed.has(path) || !oids.has(path));
  return {
    commit,
    manifest,
    source: manifest?.commit ?? named,
    foreign: foreignReason(named, manifest, stranger),
    earlier: (path) => {
      const bytes = listed.has(path) && !isGitFailure(contents) ? contents.bytesOf(oids.get(path) ?? '') : undefined;
      return bytes && Buffer.from(bytes);
    },
  };
}

async function manifestOf(reader: ObjectReader, oid: string | undefined): Promise<Manifest | undefined | GitFailure> {
  if (oid === undefined) return undefined;
  const read = await reader.readBlobs([oid], { fileBytes: largest.manifest });
  if (isGitFailure(read)) return read;
  const bytes = read.bytesOf(oid);
  return bytes && parseManifest(Buffer.from(bytes)).value;
}

function foreignReason(
  named: string | undefined,
  manifest: Manifest | undefined,
  stranger: string | undefined,
): string | undefined {
  if (manifest === undefined) return 'it has no manifest that this version knows';
  if (named === undefined) return 'its message names no source';
  return stranger === undefined ? undefined : `it holds ${JSON.stringify(stranger)}, which its manifest does not list`;
}
