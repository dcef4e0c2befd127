import { constants } from 'node:fs';
import { tempName } from './atomic-write-temp.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';

/** `O_NOFOLLOW` is not known on Windows; there `O_EXCL` alone refuses a link. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Before the umask. */
const MODE = 0o644;
/** Names of ours that are taken, one after the other, before giving up. */
const ATTEMPTS = 1000;

/**
 * Replaces a file whole: whoever reads it, and whatever ends this process, sees the old bytes or the new ones. A link in
 * its place is replaced and not followed; links above it are the caller's matter (`OutputFolder` refuses them). Bytes are not
 * forced to the disk: after a power cut a file may be damaged, which the next run without cache sees and repairs.
 *
 * @param mode permissions that the file has to have, whatever the umask; where a file system knows none, it has its own
 * @throws what the file system says
 */
export function replaceFile(folder: string, name: string, data: Uint8Array, fs: OutputFs, mode?: number): void {
  const temp = createTemp(folder, fs, mode);
  try {
    if (mode !== undefined) permit(temp.file, mode, fs);
    fillFile(temp.file, data, fs);
    fs.renameSync(temp.path, `${folder}/${name}`);
  } catch (error) {
    removeQuietly(temp.path, fs);
    throw error;
  }
}

function createTemp(folder: string, fs: OutputFs, mode = MODE): { readonly path: string; readonly file: number } {
  for (let attempt = 1; ; attempt += 1) {
    const path = `${folder}/${tempName('tmp')}`;
    try {
      return { path, file: fs.openSync(path, CREATE, mode) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || attempt === ATTEMPTS) throw error;
    }
  }
}

function permit(file: number, mode: number, fs: OutputFs): void {
  try {
    fs.fchmodSync(file, mode);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Closes the file in any case; network file systems report a full disk only then, so that error counts. */
function fillFile(file: number, data: Uint8Array, fs: OutputFs): void {
  try {
    for (let done = 0; done < data.length;) done += fs.writeSync(file, data, done, data.length - done);
  } catch (error) {
    closeQuietly(file, fs);
    throw error;
  }
  fs.closeSync(file);
}

function closeQuietly(file: number, fs: OutputFs): void {
  try {
    fs.closeSync(file);
  } catch {
    // The first error is the one to report.
  }
}

function removeQuietly(path: string, fs: OutputFs): void {
  try {
    fs.unlinkSync(path);
  } catch {
    // It may be gone with its folder; what stays is swept later.
  }
}
