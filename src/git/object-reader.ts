import type { BlobContents } from './blob-contents.ts';
import type { GitFailure } from './git-failure.ts';

export type ObjectType = 'file' | 'symlink' | 'submodule';

/** One file of a tree. `path` is relative to the root of the repository, `/` separated. */
export interface ObjectEntry {
  readonly path: string;
  readonly type: ObjectType;
  /** Object name, hexadecimal. */
  readonly oid: string;
}

/** A file of the index. Stages 1 to 3 are the sides of a conflict that nobody has settled yet. */
export interface IndexEntry extends ObjectEntry {
  readonly stage: 0 | 1 | 2 | 3;
}

/** A file that two trees have differently. A move is a file that went and one that came. */
export interface TreeChange {
  readonly path: string;
  readonly before: ObjectEntry | undefined;
  readonly after: ObjectEntry | undefined;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** `Key: value` of the last paragraph of a commit's message. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
}

export interface Commit {
  /** Full object name. */
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  /** Seconds since 1970: the committer's time. */
  readonly committedAt: number;
  readonly message: string;
  readonly trailers: readonly Trailer[];
  /** How long all before the message is, in characters, and its fields beside those above; undefined of what is being made. */
  readonly header?: { readonly length: number; readonly others: readonly string[] };
}

export interface BlobLimits {
  /** In bytes: a larger file's size is told, and its content not read. */
  readonly fileBytes: number;
}

export interface WalkOptions {
  /** Only commits that changed one of these, compared with their first parent. */
  readonly paths?: readonly string[];
  readonly limit?: number;
  /** Full object name of the commit to stop before. */
  readonly until?: string;
}

/**
 * The objects of a repository, read and never changed. Nothing is checked out, fetched or run: no filter, attribute, hook
 * or helper of the repository has a say. Object names are full and hexadecimal; whoever has a revision as people type it
 * asks `resolveRevision` first. Folders and files are named from the root of the repository, `''` stands for all of it.
 * Lists come in code-unit order of their paths.
 */
export interface ObjectReader {
  readonly engine: 'git' | 'isomorphic-git';
  /** The commit that a revision as people type it names. Its form is checked before anything is asked. */
  resolveRevision(revision: string): Promise<string | GitFailure>;
  readCommit(oid: string): Promise<Commit | GitFailure>;
  listTree(commit: string, paths: readonly string[]): Promise<readonly ObjectEntry[] | GitFailure>;
  /** The index that the next commit is made from: the one that GIT_INDEX_FILE names while git runs a hook. */
  listIndex(paths: readonly string[]): Promise<readonly IndexEntry[] | GitFailure>;
  /** @param before full name of a commit or a tree */
  changes(before: string, after: string, paths: readonly string[]): Promise<readonly TreeChange[] | GitFailure>;
  /** Sizes are asked for first, so that no more than the limits allow is ever held. */
  readBlobs(oids: readonly string[], limits: BlobLimits): Promise<BlobContents | GitFailure>;
  /** Undefined where two commits share no history. */
  mergeBase(a: string, b: string): Promise<string | undefined | GitFailure>;
  /** All of them, the best first: two lines that merged each other crosswise have several. */
  mergeBases(a: string, b: string): Promise<readonly string[] | GitFailure>;
  isAncestor(ancestor: string, of: string): Promise<boolean | GitFailure>;
  /** The line of first parents from a commit on, the newest first. */
  firstParents(from: string, options: WalkOptions): Promise<readonly string[] | GitFailure>;
  close(): void;
}
