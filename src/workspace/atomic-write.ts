import { dirname, basename } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { isStale, machineLiveness, parseTempName, type Liveness } from './atomic-write-temp.ts';
import { errorCode, nodeFs, type OutputFs } from './output-folder-fs.ts';
import { replaceFile } from './replace-file.ts';

/**
 * As `replaceFile`, but tells what went wrong.
 *
 * @param shown the path as people know it
 */
export function writeAtomic(path: string, data: Uint8Array, shown: string, fs: OutputFs = nodeFs): Diagnostic | undefined {
  try {
    replaceFile(dirname(path), basename(path), data, fs);
    return undefined;
  } catch (error) {
    return writeFailure(shown, error);
  }
}

/** A file takes microseconds to write: whatever process has that number now, it is not working on this one. */
const PATIENCE = 10 * 60_000;

export interface SweepOptions {
  readonly fs?: OutputFs;
  readonly liveness?: Liveness;
}

/** Removes what killed runs left unfinished in a folder, and nothing else. Returns the names. */
export function sweepTemp(folder: string, { fs = nodeFs, liveness = machineLiveness }: SweepOptions = {}): string[] {
  try {
    const names = fs.readdirSync(folder).map(({ name }) => name);
    return names.filter((name) => sweepFile(`${folder}/${name}`, name, fs, liveness));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

function sweepFile(path: string, name: string, fs: OutputFs, liveness: Liveness): boolean {
  const parsed = parseTempName(name);
  if (parsed?.kind !== 'tmp' || parsed.tag !== undefined) return false;
  try {
    const stats = fs.lstatSync(path);
    if (stats?.isFile() !== true || !isStale(parsed, stats.mtimeMs, PATIENCE, liveness)) return false;
    fs.unlinkSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false; // Another process was faster, or it may not be removed: it harms nobody.
  }
}
