import type { IndexEntry, ObjectEntry } from '../git/object-reader.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { documentExtension, type Blob, type FileTree, type ReadFailure, type TreeEntry } from './file-tree.ts';
import type { ObjectContents } from './object-contents.ts';
import { flattened, type PatchedListing } from './patched-listing.ts';
import { entryTypes, type ScannedTree, type TreeState } from './tree-state.ts';

/**
 * The files of a commit or of the index that a working tree would list. Their names and object names are known from the
 * start; contents come from `ObjectContents`.
 */
export class ObjectTree implements FileTree {
  readonly unreadable = [];
  readonly #listing: PatchedListing;
  readonly #contents: ObjectContents;
  #state: TreeState | undefined;
  #entries: readonly TreeEntry[] | undefined;

  /** @param listing a state, or one told by another */
  constructor(listing: TreeState | PatchedListing, contents: ObjectContents) {
    this.#listing = 'flat' in listing ? listing : { flat: listing, patch: new Map() };
    this.#contents = contents;
  }

  get contents(): ObjectContents {
    return this.#contents;
  }

  get listing(): PatchedListing {
    return this.#listing;
  }

  get state(): TreeState {
    return (this.#state ??= flattened(this.#listing));
  }

  get entries(): readonly TreeEntry[] {
    if (this.#entries !== undefined) return this.#entries;
    const { files, oids, types } = this.state;
    this.#entries = files.map((path, row) => {
      const type = entryTypes[types[row] as number] ?? 'special';
      return entryIn(this.#contents, { path, type, oid: oids[row] as string }, () => this.fileOids());
    });
    return this.#entries;
  }

  read(entry: TreeEntry): Blob | ReadFailure {
    const oid = entry.oid ?? '';
    const bytes = this.#contents.bytesOf(oid, () => this.fileOids());
    if (bytes === undefined) return { reason: 'it is too large' };
    return isGitFailure(bytes) ? { reason: bytes.reason } : { bytes, oid };
  }

  oidOf({ oid }: TreeEntry): string | undefined {
    return oid;
  }

  /** Object names of everything that can be read. */
  *fileOids(): Generator<string> {
    const { oids, types } = this.state;
    for (const [row, oid] of oids.entries()) if (types[row] === fileType) yield oid;
  }
}

/** @param others what is read along when too much was missed */
export function entryIn(
  contents: ObjectContents,
  { path, type, oid }: Pick<TreeEntry, 'path' | 'type'> & { readonly oid: string },
  others: () => Iterable<string> = () => [],
): TreeEntry {
  // Whoever asks for the size is about to read: where it is not known it is found out.
  const sizeOf = (): number | undefined => {
    const size = type === 'file' ? contents.sizeOf(oid, others) : undefined;
    return isGitFailure(size) ? undefined : size;
  };
  return {
    path,
    type,
    oid,
    get size() {
      return sizeOf();
    },
  };
}

const fileType = entryTypes.indexOf('file');

/**
 * @param folders whose files were listed: below them names with a dot in front are no part of a tree
 * @param now milliseconds since the epoch
 */
export function objectTreeState(
  entries: readonly (ObjectEntry | IndexEntry)[],
  folders: readonly string[],
  now: number,
): TreeState {
  const kept = entries.filter((entry) => isListed(entry, folders));
  return {
    recordedAt: now,
    folders: [],
    folderStats: new Float64Array(),
    files: kept.map(({ path }) => path),
    fileStats: new Float64Array(),
    types: Uint8Array.from(kept, ({ type }) => entryTypes.indexOf(type)),
    tops: [],
    oids: kept.map(({ oid }) => oid),
  };
}

/** Whether a file is one that a working tree would list. */
export function isListed({ path, type }: ObjectEntry, folders: readonly string[]): boolean {
  if (type === 'file' && !documentExtension.test(path)) return false;
  const top = folders.find((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));
  return top !== undefined && (path === top || !/(?:^|\/)\./.test(path.slice(top.length)));
}

/** What became of an earlier listing, told by names and object names alone. */
export function compareStates(state: TreeState, earlier: TreeState | undefined): ScannedTree {
  const sameNames = earlier !== undefined && sameTexts(earlier.files, state.files) && sameTypes(earlier.types, state.types);
  const unchanged = sameNames && sameTexts(earlier.oids, state.oids);
  return { state, unreadable: [], unchanged, sameNames };
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, i) => text === right[i]);
}

function sameTypes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
