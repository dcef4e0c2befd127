export type EntryType = 'file' | 'symlink' | 'submodule' | 'special';

/** One file of a tree. `path` is relative to the root of the repository, `/` separated. */
export interface TreeEntry {
  readonly path: string;
  readonly type: EntryType;
  /** Where the tree knows them without reading: the size in bytes, and the git blob id. */
  readonly size?: number | undefined;
  readonly oid?: string | undefined;
}

export interface Blob {
  readonly bytes: Uint8Array;
  /** Git blob id, hexadecimal: the identity of the content. */
  readonly oid: string;
}

export interface ReadFailure {
  readonly reason: string;
}

/**
 * A source of files: the working tree, memory, later the index or a revision. A tree is a fixed listing; `read` gives
 * the content of one of its entries and is called at most once per entry and run. The bytes may be reused by the next read.
 */
export interface FileTree {
  readonly entries: readonly TreeEntry[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  read(entry: TreeEntry): Blob | ReadFailure;
  /** The blob id of an entry, where it can be had at less cost than `read` and a parse. */
  oidOf?(entry: TreeEntry): string | undefined;
}

/** Files that can be documents, by their extension. */
export const documentExtension = /\.(?:json5|json|yaml|yml)$/;
