import type { Dirent, Stats } from 'node:fs';
import { readdirSync } from 'node:fs';
import { compareKeys } from '../model/canonical-json.ts';
import { documentExtension, type EntryType } from './file-tree.ts';
import { isRacy, lstat, putStat, sameStat, statWidth } from './file-stat.ts';

/** A listing of folders and files with their stats, in columns so that it can be kept and compared at little cost. */
export interface TreeState {
  /** Milliseconds since the epoch when the listing was made. */
  readonly recordedAt: number;
  readonly folders: readonly string[];
  readonly folderStats: Float64Array;
  readonly files: readonly string[];
  readonly fileStats: Float64Array;
  readonly types: Uint8Array;
  /** Those of the asked folders and single files that were there. */
  readonly tops: readonly string[];
  /** Git blob ids, hexadecimal; empty where the content was never read. */
  readonly oids: string[];
}

export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface ScannedTree {
  readonly state: TreeState;
  readonly unreadable: readonly Unreadable[];
  /** Nothing was added, removed or touched since the earlier listing. */
  readonly unchanged: boolean;
  /** The same files as in the earlier listing: only contents can differ. */
  readonly sameNames: boolean;
}

export const entryTypes: readonly EntryType[] = ['file', 'symlink', 'submodule', 'special'];

/**
 * Lists what can be a document below the given folders, and single files such as the settings. With an earlier listing
 * an untouched folder is not read again, and an untouched file keeps its blob id.
 *
 * @param root absolute path of the repository; everything else is relative to it
 */
export function scanTree(
  root: string,
  tops: readonly string[],
  singles: readonly string[],
  earlier: TreeState | undefined,
  now: number,
): ScannedTree {
  if (earlier !== undefined) {
    const quick = sameTops(root, [...tops, ...singles], earlier) ? rescan(root, earlier, now) : undefined;
    if (quick !== undefined) return quick;
  }
  return new Scan(root, earlier, now).run(tops, singles);
}

/** A folder or file that is named by the settings can come and go without any listed folder telling. */
function sameTops(root: string, names: readonly string[], earlier: TreeState): boolean {
  const listed = new Set(earlier.tops);
  return names.every((name) => listed.has(name) === (lstat(`${root}/${name}`) !== undefined));
}

/** The usual case: no folder changed, so the names are the same and only stats are compared. */
function rescan(root: string, earlier: TreeState, now: number): ScannedTree | undefined {
  const { folders, folderStats, files, fileStats, recordedAt } = earlier;
  for (let i = 0, at = 0; i < folders.length; i++, at += statWidth) {
    const stats = lstat(`${root}/${folders[i]}`);
    if (stats === undefined || !stats.isDirectory() || !sameStat(folderStats, at, stats) || isRacy(folderStats, at, recordedAt))
      return undefined;
  }
  let touched: { stats: Float64Array; oids: string[] } | undefined;
  for (let i = 0, at = 0; i < files.length; i++, at += statWidth) {
    const stats = lstat(`${root}/${files[i]}`);
    if (stats === undefined || !sameType(earlier.types[i] as number, stats)) return undefined;
    if (sameStat(fileStats, at, stats) && !isRacy(fileStats, at, recordedAt)) continue;
    touched ??= { stats: fileStats.slice(), oids: [...earlier.oids] };
    putStat(touched.stats, at, stats);
    touched.oids[i] = '';
  }
  if (touched === undefined) return { state: earlier, unreadable: [], unchanged: true, sameNames: true };
  const state = { ...earlier, recordedAt: now, fileStats: touched.stats, oids: touched.oids };
  return { state, unreadable: [], unchanged: false, sameNames: true };
}

function sameType(type: number, stats: Stats): boolean {
  return entryTypes[type] === typeOf(stats);
}

function typeOf(entry: Stats | Dirent): EntryType {
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'symlink' : 'special';
}

class Scan {
  readonly #root: string;
  readonly #earlier: TreeState | undefined;
  readonly #earlierFiles = new Map<string, number>();
  readonly #now: number;
  readonly #folders: string[] = [];
  readonly #folderStats: Stats[] = [];
  readonly #files: string[] = [];
  readonly #fileStats: Stats[] = [];
  readonly #types: EntryType[] = [];
  readonly #oids: string[] = [];
  readonly #tops: string[] = [];
  readonly #unreadable: Unreadable[] = [];

  constructor(root: string, earlier: TreeState | undefined, now: number) {
    this.#root = root;
    this.#earlier = earlier;
    this.#now = now;
    for (const [i, path] of (earlier?.files ?? []).entries()) this.#earlierFiles.set(path, i);
  }

  run(tops: readonly string[], singles: readonly string[]): ScannedTree {
    for (const path of singles) {
      const stats = lstat(`${this.#root}/${path}`);
      if (stats === undefined) continue;
      this.#tops.push(path);
      this.#file(path, stats);
    }
    for (const top of tops) {
      const stats = lstat(`${this.#root}/${top}`);
      if (stats !== undefined) this.#tops.push(top);
      if (stats?.isDirectory() === true) this.#folder(top, stats);
      else if (stats !== undefined) this.#file(top, stats);
    }
    return { state: this.#state(), unreadable: this.#unreadable, unchanged: false, sameNames: false };
  }

  #folder(path: string, stats: Stats): void {
    this.#folders.push(path);
    this.#folderStats.push(stats);
    for (const entry of this.#list(path)) {
      const name = entry.name;
      if (name.startsWith('.')) {
        if (name === '.git' && path !== '') this.#add(path, 'submodule', undefined);
        continue;
      }
      const child = path === '' ? name : `${path}/${name}`;
      if (entry.isDirectory()) this.#subfolder(child);
      else if (documentExtension.test(name) || entry.isSymbolicLink()) this.#child(child);
    }
  }

  #subfolder(path: string): void {
    const stats = lstat(`${this.#root}/${path}`);
    if (stats?.isDirectory() === true) this.#folder(path, stats);
  }

  #child(path: string): void {
    const stats = lstat(`${this.#root}/${path}`);
    if (stats !== undefined) this.#file(path, stats);
  }

  #list(path: string): Dirent[] {
    try {
      return readdirSync(`${this.#root}/${path}`, { withFileTypes: true }).sort((a, b) => compareKeys(a.name, b.name));
    } catch (error) {
      this.#unreadable.push({ path, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' });
      return [];
    }
  }

  #file(path: string, stats: Stats): void {
    this.#add(path, typeOf(stats), stats);
  }

  #add(path: string, type: EntryType, stats: Stats | undefined): void {
    this.#files.push(path);
    this.#types.push(type);
    this.#fileStats.push(stats ?? (lstat(`${this.#root}/${path}`) as Stats));
    this.#oids.push(stats === undefined ? '' : this.#knownOid(path, stats));
  }

  #knownOid(path: string, stats: Stats): string {
    const at = this.#earlierFiles.get(path);
    if (at === undefined || this.#earlier === undefined) return '';
    const { fileStats, recordedAt, oids } = this.#earlier;
    const trusted = sameStat(fileStats, at * statWidth, stats) && !isRacy(fileStats, at * statWidth, recordedAt);
    return trusted ? (oids[at] as string) : '';
  }

  #state(): TreeState {
    return {
      recordedAt: this.#now,
      folders: this.#folders,
      folderStats: columns(this.#folderStats),
      files: this.#files,
      fileStats: columns(this.#fileStats),
      types: Uint8Array.from(this.#types, (type) => entryTypes.indexOf(type)),
      tops: this.#tops,
      oids: this.#oids,
    };
  }
}

function columns(all: readonly Stats[]): Float64Array {
  const rows = new Float64Array(all.length * statWidth);
  for (const [i, stats] of all.entries()) putStat(rows, i * statWidth, stats);
  return rows;
}
