import { join } from 'node:path';
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { MANIFEST_PATH, type Manifest } from '../snapshot/manifest.ts';
import { parseManifest } from '../snapshot/parse-manifest.ts';
import type { FoundFile, FoundRelease } from '../snapshot/verify.ts';
import { nodeFs, type OutputFs } from './output-folder-fs.ts';
import { readHead } from './output-folder-read.ts';
import { walkFolder } from './output-folder-walk.ts';
import { LARGEST_MANIFEST } from './release-switch-target.ts';

/** More than a snapshot can have, so that a sparse file of any size costs nothing. */
const LARGEST_FILE = 512 * 1024 * 1024;

/** `FoundRelease` but for the format, which its manifest names. */
export type ReadRelease = Omit<FoundRelease, 'format'>;

/**
 * A release as it lies on disk, for `verifyRelease`. Files are read one by one as they are asked for; no link in it is
 * followed, a link to it is.
 *
 * @param shown the folder as people know it
 */
export function readRelease(folder: string, shown: string, fs: OutputFs = nodeFs): Outcome<ReadRelease | undefined> {
  const bytes = readHead(join(folder, MANIFEST_PATH), LARGEST_MANIFEST, fs)?.bytes;
  if (bytes === undefined) {
    const hint = 'Name a folder that confman export has written';
    return {
      value: undefined,
      diagnostics: [diagnostic('snapshot/manifest-missing', { path: `${shown}/${MANIFEST_PATH}` }, { hint })],
    };
  }
  const { value: manifest, diagnostics } = parseManifest(bytes);
  return { value: manifest === undefined ? undefined : contents(folder, manifest, fs), diagnostics };
}

function contents(folder: string, manifest: Manifest, fs: OutputFs): ReadRelease {
  const { files, temps, others } = walkFolder(folder, fs);
  const paths = [...files, ...temps].filter((path) => !isGits(path));
  return { manifest, files: foundFiles(folder, paths, fs), others: others.filter(({ path }) => !isGits(path)) };
}

/** A release branch that is checked out has git's own beside the release. */
function isGits(path: string): boolean {
  return path === '.git' || path.startsWith('.git/');
}

function* foundFiles(folder: string, paths: readonly string[], fs: OutputFs): Generator<FoundFile> {
  for (const path of paths) {
    const absolute = join(folder, path);
    const size = fs.lstatSync(absolute)?.size ?? 0;
    yield { path, size, read: () => (size > LARGEST_FILE ? undefined : readHead(absolute, size, fs, size)?.bytes) };
  }
}
