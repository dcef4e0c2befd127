import type { GitFailure } from './git-failure.ts';
import { streamGit } from './run-git.ts';
import { writeFailed } from './write-failed.ts';

/** Writes contents into a repository: as one pack where there are many. The stream has blobs alone: such an import changes no ref. */
export async function writeBlobs(repository: string, contents: readonly Uint8Array[]): Promise<GitFailure | undefined> {
  if (contents.length === 0) return undefined;
  const { reason } = await streamGit(repository, ['fast-import', '--quiet'], { input: importOf(contents), limit: 65536 });
  return reason === undefined ? undefined : writeFailed(reason);
}

function* importOf(contents: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const bytes of contents) {
    yield Buffer.from(`blob\ndata ${bytes.byteLength}\n`);
    if (bytes.byteLength > 0) yield bytes;
    yield Buffer.from('\n');
  }
}
