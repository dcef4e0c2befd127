import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { errorCode, nodeFs, type OutputFs } from './output-folder-fs.ts';

export interface OutputPlace {
  /** Absolute. The user chose it: it is made when it is not there, and may be a link or lie behind one. */
  readonly base: string;
  /**
   * The output folder below `base`, `/` separated, '' for `base` itself. The repository may have put something there, so
   * from here on a link is an error.
   */
  readonly inside: string;
  /** The output folder as people know it, for findings. */
  readonly shown: string;
  readonly fs?: OutputFs | undefined;
}

/** How often another process may make a folder, or remove it because it is empty, at the wrong moment. */
export const ATTEMPTS = 20;

/**
 * Sees that the way to an output is made of folders, not of links. Each folder is checked once: Node can only name
 * paths, so somebody who may change the output folder while it is written is not kept out.
 */
export class FolderGuard {
  readonly #place: OutputPlace;
  readonly #fs: OutputFs;
  /** Folders relative to the base: what is wrong with one, or null. */
  readonly #checked = new Map<string, Diagnostic | null>();

  constructor(place: OutputPlace) {
    this.#place = place;
    this.#fs = place.fs ?? nodeFs;
  }

  /** Another process may remove folders that it finds empty. */
  forget(): void {
    this.#checked.clear();
  }

  /**
   * Makes a folder, relative to the output folder, and those above it: null, or why nothing can be written there.
   * Throws ENOENT when one vanished again.
   */
  ready(folder: string): Diagnostic | null {
    return this.#ready(this.#fromBase(folder));
  }

  /** Whether a folder is there, without links on the way; makes nothing. */
  leadsThere(folder: string): boolean {
    try {
      return this.#leadsThere(this.#fromBase(folder));
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return false;
    }
  }

  #ready(folder: string): Diagnostic | null {
    const known = this.#checked.get(folder);
    if (known !== undefined) return known;
    const result = folder === '' ? this.#makeBase() : (this.#ready(parentOf(folder)) ?? this.#make(folder));
    this.#checked.set(folder, result);
    return result;
  }

  #makeBase(): Diagnostic | null {
    const { base, shown } = this.#place;
    try {
      this.#fs.mkdirsSync(base);
      return null;
    } catch (error) {
      return /^(?:EEXIST|ENOTDIR)$/.test(errorCode(error) ?? '') ? notFolder(shown) : writeFailure(shown, error);
    }
  }

  #make(folder: string): Diagnostic | null {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found = this.#look(folder);
        if (found !== undefined) return found;
        this.#fs.mkdirSync(`${this.#place.base}/${folder}`);
        return null;
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT') throw error;
        if (code !== 'EEXIST' || attempt === ATTEMPTS) return writeFailure(this.#shown(folder), error);
      }
    }
  }

  /** Null for a folder, undefined for nothing. */
  #look(folder: string): Diagnostic | null | undefined {
    const stats = this.#fs.lstatSync(`${this.#place.base}/${folder}`);
    if (stats === undefined || stats.isDirectory()) return stats === undefined ? undefined : null;
    return stats.isSymbolicLink() ? linkFound(this.#shown(folder)) : notFolder(this.#shown(folder));
  }

  #leadsThere(folder: string): boolean {
    if (folder === '' || this.#checked.get(folder) === null) return true;
    const leads = this.#leadsThere(parentOf(folder)) && this.#look(folder) === null;
    if (leads) this.#checked.set(folder, null);
    return leads;
  }

  #fromBase(folder: string): string {
    const { inside } = this.#place;
    return inside === '' ? folder : folder === '' ? inside : `${inside}/${folder}`;
  }

  #shown(folder: string): string {
    const { inside, shown } = this.#place;
    if (folder.length > inside.length) return `${shown}/${folder.slice(inside === '' ? 0 : inside.length + 1)}`;
    const rest = inside.slice(folder.length);
    return rest !== '' && shown.endsWith(rest) ? shown.slice(0, -rest.length) : shown;
  }
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(folder.lastIndexOf('/'), 0));
}

export function linkFound(path: string): Diagnostic {
  const hint = 'Replace the link with a folder, or choose another output folder with --out';
  return diagnostic('snapshot/output-link', { path }, { hint });
}

export function notFolder(path: string): Diagnostic {
  return diagnostic('snapshot/output-not-folder', { path }, { hint: 'Remove the file, or choose another folder with --out' });
}
