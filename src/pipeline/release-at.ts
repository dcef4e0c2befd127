import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectEntry, ObjectReader } from '../git/object-reader.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot/manifest.ts';
import { parseManifest } from '../snapshot/parse-manifest.ts';
import type { FoundFile } from '../snapshot/verify.ts';
import type { ReadRelease } from '../workspace/release-switch-read.ts';

/** In bytes: more than 300,000 entries have. */
const largestManifest = 128 * 1024 * 1024;

/**
 * The release that a commit is, as git has it: line ends and links of a checkout have no say.
 *
 * @param commit full object name
 * @param shown the commit as people named it
 */
export async function releaseAt(
  reader: ObjectReader,
  commit: string,
  shown: string,
): Promise<Outcome<ReadRelease | undefined> | GitFailure> {
  const entries = await reader.listTree(commit, ['']);
  if (isGitFailure(entries)) return entries;
  const head = entries.find(({ path, type }) => path === MANIFEST_PATH && type === 'file');
  if (head === undefined) {
    const hint = 'Name the branch of the releases with --rev';
    const missing = diagnostic('snapshot/manifest-missing', { path: `${shown}:${MANIFEST_PATH}` }, { hint });
    return { value: undefined, diagnostics: [missing] };
  }
  const read = await reader.readBlobs([head.oid], { fileBytes: largestManifest });
  if (isGitFailure(read)) return read;
  const { value: manifest, diagnostics } = parseManifest(Buffer.from(read.bytesOf(head.oid) ?? new Uint8Array()));
  if (manifest === undefined) return { value: undefined, diagnostics };
  const files = await foundFiles(reader, entries, manifest);
  if (isGitFailure(files)) return files;
  const others = entries
    .filter(({ type }) => type !== 'file')
    .map(({ path, type }) => ({ path, kind: type === 'symlink' ? 'the symbolic link' : 'the submodule' }));
  return { value: { manifest, files, others }, diagnostics: [] };
}

/** No content is held that is larger than the manifest says of any: such a file is told by its size. */
async function foundFiles(
  reader: ObjectReader,
  entries: readonly ObjectEntry[],
  { apps, schemas }: Manifest,
): Promise<readonly FoundFile[] | GitFailure> {
  const fileBytes = [...apps, ...schemas].reduce((largest, { size }) => Math.max(largest, size), 0);
  const files = entries.filter(({ type }) => type === 'file');
  const contents = await reader.readBlobs(
    files.map(({ oid }) => oid),
    { fileBytes },
  );
  if (isGitFailure(contents)) return contents;
  return files.map(({ path, oid }) => ({
    path,
    size: contents.sizeOf(oid) ?? 0,
    read: () => {
      const bytes = contents.bytesOf(oid);
      return bytes && Buffer.from(bytes);
    },
  }));
}
