import { accessSync, constants, existsSync, realpathSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeFailure } from './atomic-write-failure.ts';
import { lstat } from './file-stat.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Why a folder, or where it is not there yet the nearest one above it, cannot be written; undefined where it can. */
export function unwritable(folder: string, shown: string): Diagnostic | undefined {
  try {
    accessSync(nearestFolder(folder), constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return writeFailure(shown, error);
  }
}

/** Bytes left on the file system of a folder; undefined where it does not say. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(nearestFolder(folder));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** Whether a folder can be reached by its name in other letters; undefined where its name has none. */
export function ignoresCase(folder: string): boolean | undefined {
  const real = realpathSync(folder);
  const name = basename(real);
  const other = name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  if (other === name) return undefined;
  const stats = lstat(join(dirname(real), other));
  return stats !== undefined && stats.ino === lstat(real)?.ino;
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
