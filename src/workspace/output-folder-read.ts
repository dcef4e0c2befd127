import { constants } from 'node:fs';
import { errorCode, type OutputFs } from './output-folder-fs.ts';

/** No link is followed, and opening a pipe does not wait for its other end. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface FileHead {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly size: number;
}

/**
 * The first bytes of a regular file; undefined where there is none or it cannot be read.
 *
 * @param limit at most so many bytes
 * @param size when given, a file of another size is not read
 */
export function readHead(path: string, limit: number, fs: OutputFs, size?: number): FileHead | undefined {
  let file: number | undefined;
  try {
    file = fs.openSync(path, READ);
    const stats = fs.fstatSync(file);
    if (!stats.isFile() || (size !== undefined && stats.size !== size)) return undefined;
    return { bytes: readBytes(file, Math.min(limit, stats.size), fs), size: stats.size };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

/** Fewer where the file got shorter in the meantime. */
function readBytes(file: number, length: number, fs: OutputFs): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  for (let read = -1; done < length && read !== 0; done += read) read = fs.readSync(file, bytes, done, length - done);
  return bytes.subarray(0, done);
}
