import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';

/** So many paths are asked for at a time: a command line has room for no more. */
const portion = 200;

/** The texts of files as a commit has them, by path; without those that it does not have, or that are too large. */
export async function committedTexts(
  reader: ObjectReader,
  commit: string,
  paths: readonly string[],
  fileBytes: number,
): Promise<ReadonlyMap<string, string> | GitFailure> {
  const texts = new Map<string, string>();
  for (let at = 0; at < paths.length; at += portion) {
    const wanted = new Set(paths.slice(at, at + portion));
    const listed = await reader.listTree(commit, [...wanted]);
    if (isGitFailure(listed)) return listed;
    const files = listed.filter(({ path, type }) => type === 'file' && wanted.has(path));
    const blobs = await reader.readBlobs(
      files.map(({ oid }) => oid),
      { fileBytes },
    );
    if (isGitFailure(blobs)) return blobs;
    for (const { path, oid } of files) {
      const bytes = blobs.bytesOf(oid);
      if (bytes !== undefined) texts.set(path, Buffer.from(bytes).toString('utf8'));
    }
  }
  return texts;
}
