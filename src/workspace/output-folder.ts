import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { foldersOf, isOutputPath } from '../snapshot/snapshot-path.ts';
import { removeFailure, writeFailure } from './atomic-write-failure.ts';
import { errorCode, nodeFs, type OutputFs } from './output-folder-fs.ts';
import { ATTEMPTS, FolderGuard, type OutputPlace } from './output-folder-guard.ts';
import { readHead, type FileHead } from './output-folder-read.ts';
import { walkFolder, type Walked } from './output-folder-walk.ts';
import { replaceFile } from './replace-file.ts';

/**
 * A folder that files are written into without ever leaving it. Paths are relative to it, of the grammar of ids.
 * Folders are made as they are needed.
 */
export class OutputFolder {
  readonly path: string;
  readonly fs: OutputFs;
  readonly #shown: string;
  readonly #guard: FolderGuard;

  constructor(place: OutputPlace) {
    if (place.inside !== '' && !isInside(place.inside)) throw new Error(`no folder below its base: ${place.inside}`);
    this.path = place.inside === '' ? place.base : `${place.base}/${place.inside}`;
    this.fs = place.fs ?? nodeFs;
    this.#shown = place.shown;
    this.#guard = new FolderGuard(place);
  }

  /** The path of a file as people know it. */
  shown(path: string): string {
    return `${this.#shown}/${path}`;
  }

  /** Replaces a file atomically, see `replaceFile`. A folder that cannot be used gives the same finding for each of its files. */
  write(path: string, data: Uint8Array): Diagnostic | undefined {
    const folder = folderOf(path);
    const absolute = folder === '' ? this.path : `${this.path}/${folder}`;
    const name = folder === '' ? path : path.slice(folder.length + 1);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const refusal = this.#guard.ready(folder);
        if (refusal === null) replaceFile(absolute, name, data, this.fs);
        return refusal ?? undefined;
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) return writeFailure(this.shown(path), error);
        this.#guard.forget();
      }
    }
  }

  /** The bytes of a regular file of exactly that size; undefined for everything else, also behind a link. */
  read(path: string, size: number): Uint8Array | undefined {
    const bytes = this.head(path, size, size)?.bytes;
    return bytes?.length === size ? bytes : undefined;
  }

  /** At most `limit` first bytes of a regular file, see `readHead`. */
  head(path: string, limit: number, size?: number): FileHead | undefined {
    return this.#guard.leadsThere(folderOf(path)) ? readHead(`${this.path}/${path}`, limit, this.fs, size) : undefined;
  }

  /** Removes a file; that it is not there any more is no finding. */
  remove(path: string): Diagnostic | undefined {
    if (!this.#guard.leadsThere(folderOf(path))) return undefined;
    return this.#attempt(path, ['ENOENT'], () => this.fs.unlinkSync(`${this.path}/${path}`));
  }

  /** Removes the folders above removed files, as far as they are empty, and never the output folder itself. */
  removeEmptyFolders(removed: readonly string[]): Diagnostic[] {
    const folders = [...new Set(removed.flatMap(foldersOf))].sort((a, b) => compareKeys(b, a));
    const inUse = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'];
    this.#guard.forget();
    return folders.flatMap((folder) => this.#attempt(folder, inUse, () => this.fs.rmdirSync(`${this.path}/${folder}`)) ?? []);
  }

  /** Everything in it; nothing when it is not there or a link that the user did not choose. */
  walk(): Walked {
    return this.#guard.leadsThere('') ? walkFolder(this.path, this.fs) : { files: [], folders: [], temps: [], others: [] };
  }

  #attempt(path: string, harmless: readonly string[], action: () => void): Diagnostic | undefined {
    try {
      action();
      return undefined;
    } catch (error) {
      return harmless.includes(errorCode(error) ?? '') ? undefined : removeFailure(this.shown(path), error);
    }
  }
}

function folderOf(path: string): string {
  if (!isOutputPath(path)) throw new Error(`no output path: ${JSON.stringify(path)}`);
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function isInside(folder: string): boolean {
  return folder.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !/[\\\0]/.test(segment));
}
