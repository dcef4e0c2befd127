import { lstatSync, type Stats } from 'node:fs';

/**
 * What a file system says of a file without reading it: size, modification time, change time, inode. Equal stats mean
 * equal content, unless the file was touched within the clock's tick of the recording (see `isRacy`).
 */
export const statWidth = 4;

/** How long before the recording a time stamp must lie to be trusted, in milliseconds. */
const tick = 50;
const coarseTick = 2000;

export function lstat(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

export function sameStat(row: Float64Array, at: number, stats: Stats): boolean {
  return row[at] === stats.size && row[at + 1] === stats.mtimeMs && row[at + 2] === stats.ctimeMs && row[at + 3] === stats.ino;
}

export function putStat(row: Float64Array, at: number, stats: Stats): void {
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
