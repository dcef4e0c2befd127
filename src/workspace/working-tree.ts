import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { blobId } from './blob-id.ts';
import { entryTypes, type TreeState, type Unreadable } from './tree-state.ts';
import { statWidth } from './file-stat.ts';
import type { Blob, FileTree, ReadFailure, TreeEntry } from './file-tree.ts';
import { noteContent } from './note-content.ts';

/** The files of a folder on disk as a listing found them. Reading notes the blob id in the listing. */
export class WorkingTree implements FileTree {
  readonly unreadable: readonly Unreadable[];
  readonly state: TreeState;
  readonly #root: string;
  #entries: readonly WorkingTreeEntry[] | undefined;
  #buffer = Buffer.allocUnsafe(64 * 1024);

  constructor(root: string, state: TreeState, unreadable: readonly Unreadable[]) {
    this.#root = root;
    this.state = state;
    this.unreadable = unreadable;
  }

  get entries(): readonly WorkingTreeEntry[] {
    this.#entries ??= this.state.files.map((path, row) => ({
      row,
      path,
      type: entryTypes[this.state.types[row] as number] ?? 'special',
      size: this.state.fileStats[row * statWidth],
    }));
    return this.#entries;
  }

  /** Never follows a link: what was a file when it was listed must still be one. */
  read(entry: TreeEntry): Blob | ReadFailure {
    let file: number | undefined;
    try {
      file = openSync(`${this.#root}/${entry.path}`, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const bytes = this.#readAll(file, entry.size ?? fstatSync(file).size);
      const oid = blobId(bytes);
      const { row } = entry as WorkingTreeEntry;
      // Its stats are those of the first content: the next listing must not take them for the second's.
      if (!noteContent(this.state.oids, row, oid)) this.state.fileStats[row * statWidth] = Number.NaN;
      return { bytes, oid };
    } catch (error) {
      return { reason: (error as NodeJS.ErrnoException).code ?? 'unknown' };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** Read once to be known, and then remembered in the listing. */
  oidOf(entry: TreeEntry): string | undefined {
    const known = this.state.oids[(entry as WorkingTreeEntry).row];
    if (known !== undefined && known !== '') return known;
    const blob = this.read(entry);
    return 'oid' in blob ? blob.oid : undefined;
  }

  /** Into one buffer that every read uses again; it grows where a file turns out longer than it was listed. */
  #readAll(file: number, expected: number): Uint8Array {
    let length = 0;
    for (;;) {
      if (this.#buffer.byteLength - length < 1024) this.#grow(Math.max(this.#buffer.byteLength * 2, expected + 1024));
      const read = readSync(file, this.#buffer, length, this.#buffer.byteLength - length, null);
      if (read === 0) return this.#buffer.subarray(0, length);
      length += read;
    }
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafe(size);
    this.#buffer.copy(larger);
    this.#buffer = larger;
  }
}

interface WorkingTreeEntry extends TreeEntry {
  readonly row: number;
}
