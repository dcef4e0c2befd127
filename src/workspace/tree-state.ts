import type { Dirent, Stats } from 'node:fs';
import { readdirSync } from 'node:fs';
import { compareKeys } from '../model/canonical-json.ts';
import { documentExtension, type EntryType } from './file-tree.ts';
import { findTop, type Top } from './find-top.ts';
import { isRacy, lstat, putStat, sameRow, sameStat, statWidth } from './file-stat.ts';
import { statBatch, statKinds, type StatBatch } from './stat-batch.ts';

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
 * @param looked stats of `treePaths(earlier)`, where they were taken already
 */
export function scanTree(
  root: string,
  tops: readonly string[],
  singles: readonly string[],
  earlier: TreeState | undefined,
  now: number,
  looked?: StatBatch,
): ScannedTree {
  if (earlier !== undefined && sameTops(root, [...tops, ...singles], earlier)) {
    const quick = rescan(earlier, now, looked ?? statBatch(root, treePaths(earlier)));
    if (quick !== undefined) return quick;
  }
  return new Scan(root, earlier, now).run(tops, singles);
}

/** What a rescan looks at: folders, then files. */
export function treePaths({ folders, files }: TreeState): string[] {
  return [...folders, ...files];
}

/** A folder or file that is named by the settings can come and go without any listed folder telling. */
function sameTops(root: string, names: readonly string[], earlier: TreeState): boolean {
  const listed = new Set(earlier.tops);
  return names.every((name) => listed.has(name) === (findTop(root, name).kind === 'there'));
}

/** The usual case: no folder changed, so the names are the same and only stats are compared. */
function rescan(earlier: TreeState, now: number, { kinds, stats }: StatBatch): ScannedTree | undefined {
  const { folders, folderStats, files, fileStats, recordedAt, types } = earlier;
  for (let i = 0, at = 0; i < folders.length; i++, at += statWidth) {
    if (kinds[i] !== statKinds.folder || !sameRow(folderStats, at, stats, at) || isRacy(folderStats, at, recordedAt))
      return undefined;
  }
  const touched: number[] = [];
  for (let i = 0, at = 0, row = folders.length; i < files.length; i++, at += statWidth, row++) {
    if (entryTypes[types[i] as number] !== entryTypeOf(kinds[row] as number)) return undefined;
    if (!sameRow(fileStats, at, stats, row * statWidth) || isRacy(fileStats, at, recordedAt)) touched.push(i);
  }
  if (touched.length === 0) return { state: earlier, unreadable: [], unchanged: true, sameNames: true };
  const oids = [...earlier.oids];
  for (const i of touched) oids[i] = '';
  const from = folders.length * statWidth;
  const state = { ...earlier, recordedAt: now, fileStats: stats.slice(from, from + files.length * statWidth), oids };
  return { state, unreadable: [], unchanged: false, sameNames: true };
}

function entryTypeOf(kind: number): EntryType | undefined {
  if (kind === statKinds.file) return 'file';
  if (kind === statKinds.symlink) return 'symlink';
  return kind === statKinds.special ? 'special' : undefined;
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
    for (const top of tops) this.#top(findTop(this.#root, top));
    return { state: this.#state(), unreadable: this.#unreadable, unchanged: false, sameNames: false };
  }

  #top(top: Top): void {
    if (top.kind === 'unreadable') this.#unreadable.push(top);
    if (top.kind === 'unreadable' || top.kind === 'missing') return;
    const { path, stats } = top;
    if (top.kind === 'there') this.#tops.push(path);
    if (stats.isDirectory()) this.#folder(path, stats);
    else this.#file(path, stats);
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
    const stats = this.#look(path);
    if (stats?.isDirectory() === true) this.#folder(path, stats);
  }

  #child(path: string): void {
    const stats = this.#look(path);
    if (stats !== undefined) this.#file(path, stats);
  }

  /** Undefined for what vanished since it was listed; what cannot be looked at is a finding. */
  #look(path: string): Stats | undefined {
    try {
      return lstat(`${this.#root}/${path}`);
    } catch (error) {
      this.#unreadable.push({ path, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' });
      return undefined;
    }
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
