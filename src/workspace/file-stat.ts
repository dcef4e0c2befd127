import { lstatSync, type Stats } from 'node:fs';

/**
 * What a file system says of a file without reading it: size, modification time, change time, inode. Equal stats mean
 * equal content, unless the file was touched within the clock's tick of the recording (see `isRacy`).
 */
export const statWidth = 4;

/** The four, by name. */
export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** How long before the recording a time stamp must lie to be trusted, in milliseconds. */
const tick = 50;
const coarseTick = 2000;

/** Undefined where nothing is, also because a file stands where the path has a folder. */
export function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function sameStat(row: Float64Array, at: number, stats: FileStat): boolean {
  return row[at] === stats.size && row[at + 1] === stats.mtimeMs && row[at + 2] === stats.ctimeMs && row[at + 3] === stats.ino;
}

export function sameRow(left: Float64Array, at: number, right: Float64Array, other: number): boolean {
  return (
    left[at] === right[other] &&
    left[at + 1] === right[other + 1] &&
    left[at + 2] === right[other + 2] &&
    left[at + 3] === right[other + 3]
  );
}

export function putStat(row: Float64Array, at: number, stats: FileStat): void {
  row[at] = stats.size;
  row[at + 1] = stats.mtimeMs;
  row[at + 2] = stats.ctimeMs;
  row[at + 3] = stats.ino;
}

/** A file that changed so shortly before its stats were recorded that a later change could have left them the same. */
export function isRacy(row: Float64Array, at: number, recordedAt: number): boolean {
  const [mtime, ctime] = [row[at + 1] as number, row[at + 2] as number];
  const latest = mtime > ctime ? mtime : ctime;
  return latest > recordedAt - (latest % 1000 === 0 ? coarseTick : tick);
}

export function statAt(row: Float64Array, at: number): FileStat {
  const [size, mtimeMs, ctimeMs, ino] = row.subarray(at, at + statWidth) as unknown as [number, number, number, number];
  return { size, mtimeMs, ctimeMs, ino };
}
