import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobId } from './blob-id.ts';
import type { Blob, ReadFailure } from './file-tree.ts';

/** One file, never through a link at its end. */
export function readPlainFile(root: string, path: string): Blob | ReadFailure | { readonly missing: true } {
  let file: number | undefined;
  try {
    file = openSync(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return { reason: 'not a file' };
    const bytes = readFileSync(file);
    return { bytes, oid: blobId(bytes) };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { missing: true } : { reason: code === 'ELOOP' ? 'a symbolic link' : code };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
