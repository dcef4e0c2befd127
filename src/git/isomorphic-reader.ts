import fs, { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expandOid, readObject, resolveRef } from 'isomorphic-git';
import { compareKeys } from '../model/canonical-json.ts';
import { BlobContents } from './blob-contents.ts';
import { ancestorsOf, newestShared } from './commit-walk.ts';
import { compareTrees } from './compare-trees.ts';
import { findGitFolder, type GitFolders } from './find-git-folder.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { missingObject } from './missing-object.ts';
import type { BlobLimits, Commit, IndexEntry, ObjectEntry, ObjectReader, TreeChange, WalkOptions } from './object-reader.ts';
import { isObjectName, parseCommit } from './parse-commit.ts';
import { parseTree, type TreeRow } from './parse-tree.ts';
import { readIndex } from './read-index.ts';
import { badRevision, unknownRevision } from './revision-failure.ts';
import { isRevision, splitRevision, type RevisionStep } from './revision.ts';

/** SHA-1, the one format it knows. */
const nameLength = 20;

/** Reads without a git binary. Slower, and an object's size is known only with its content. */
export class IsomorphicReader implements ObjectReader {
  readonly engine = 'isomorphic-git';
  readonly #repository: string;
  readonly #index: string | undefined;
  readonly #git: GitFolders | undefined;
  readonly #cache = {};
  #refused: GitFailure | undefined;

  /** @param index path of the index, where it is another than the repository's own */
  constructor(repository: string, index: string | undefined) {
    this.#repository = repository;
    this.#index = index;
    this.#git = findGitFolder(repository);
    this.#refused = this.#git === undefined ? noRepository : unsupportedFormat(this.#git);
  }

  async resolveRevision(revision: string): Promise<string | GitFailure> {
    if (!isRevision(revision)) return badRevision(revision);
    if (this.#refused !== undefined) return this.#refused;
    const { name, steps } = splitRevision(revision);
    let oid = await this.#named(name);
    for (const step of [undefined, ...steps]) {
      const commit: Commit | undefined = oid === undefined ? undefined : await this.#peeled(oid);
      oid = step === undefined ? commit?.oid : commit && (await this.#step(commit, step));
    }
    return oid ?? unknownRevision(revision, this.#repository);
  }

  async readCommit(oid: string): Promise<Commit | GitFailure> {
    const object = await this.#read(oid);
    if (isGitFailure(object)) return object;
    const commit = object.type === 'commit' ? parseCommit(oid, object.bytes) : undefined;
    return commit ?? missingObject(oid, this.#repository);
  }

  async listTree(commit: string, paths: readonly string[]): Promise<readonly ObjectEntry[] | GitFailure> {
    const changes = await this.changes('', commit, paths);
    return isGitFailure(changes) ? changes : changes.flatMap(({ after }) => after ?? []);
  }

  async listIndex(paths: readonly string[]): Promise<readonly IndexEntry[] | GitFailure> {
    if (this.#refused !== undefined) return this.#refused;
    const path = this.#index === undefined ? join(this.#git?.own ?? '', 'index') : this.#indexPath(this.#index);
    if (!existsSync(path)) return [];
    const entries = readIndex(readFileSync(path), nameLength);
    if (isGitFailure(entries)) return entries;
    return inOrder(entries.filter((entry) => isWanted(entry.path, paths)));
  }

  /** Git takes a relative one from the root of the work tree. */
  #indexPath(index: string): string {
    return isAbsolute(index) ? index : join(this.#repository, index);
  }

  /** @param before also `''`, which has nothing */
  async changes(before: string, after: string, paths: readonly string[]): Promise<readonly TreeChange[] | GitFailure> {
    const [left, right] = [await this.#treeOf(before), await this.#treeOf(after)];
    if (isGitFailure(left)) return left;
    if (isGitFailure(right)) return right;
    return compareTrees(left, right, paths, async (oids) => {
      const trees: (readonly TreeRow[])[] = [];
      for (const oid of oids) {
        const object = await this.#read(oid);
        if (isGitFailure(object)) return object;
        if (object.type !== 'tree') return missingObject(oid, this.#repository);
        trees.push(parseTree(object.bytes, nameLength));
      }
      return trees;
    });
  }

  /** @param oid of a commit or a tree */
  async #treeOf(oid: string): Promise<string | undefined | GitFailure> {
    if (oid === '') return undefined;
    const object = await this.#read(oid);
    if (isGitFailure(object) || object.type === 'tree') return isGitFailure(object) ? object : oid;
    return parseCommit(oid, object.bytes)?.tree ?? missingObject(oid, this.#repository);
  }

  async readBlobs(oids: readonly string[], { fileBytes }: BlobLimits): Promise<BlobContents | GitFailure> {
    const contents = new Map<string, Buffer>();
    const sizes: { readonly oid: string; readonly size: number }[] = [];
    for (const oid of new Set(oids)) {
      const object = await this.#read(oid);
      if (isGitFailure(object)) return object;
      if (object.type !== 'blob') return missingObject(oid, this.#repository);
      sizes.push({ oid, size: object.bytes.byteLength });
      if (object.bytes.byteLength <= fileBytes) contents.set(oid, object.bytes);
    }
    const batch = BlobContents.of(sizes, fileBytes);
    if (isGitFailure(batch)) return batch;
    for (const [oid, bytes] of contents) if (!batch.put(oid, bytes)) return missingObject(oid, this.#repository);
    return batch;
  }

  async mergeBase(a: string, b: string): Promise<string | undefined | GitFailure> {
    const shared = await newestShared(a, b, this.#reachable);
    return isGitFailure(shared) ? shared : shared[0];
  }

  async mergeBases(a: string, b: string): Promise<readonly string[] | GitFailure> {
    return newestShared(a, b, this.#reachable);
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean | GitFailure> {
    const ancestors = await ancestorsOf(of, this.#reachable);
    return isGitFailure(ancestors) ? ancestors : ancestors.has(ancestor);
  }

  async firstParents(from: string, { paths, limit = Infinity, until }: WalkOptions): Promise<readonly string[] | GitFailure> {
    const beyond = until === undefined ? new Map() : await ancestorsOf(until, this.#reachable);
    if (isGitFailure(beyond)) return beyond;
    const found: string[] = [];
    for (let oid: string | undefined = from; oid !== undefined && !beyond.has(oid) && found.length < limit;) {
      const commit: Commit | GitFailure = await this.#reachable(oid);
      if (isGitFailure(commit)) return commit;
      const [parent] = commit.parents;
      const changes = paths === undefined ? undefined : await this.changes(parent ?? '', oid, paths);
      if (isGitFailure(changes)) return changes;
      if (changes === undefined || changes.length > 0) found.push(oid);
      oid = parent;
    }
    return found;
  }

  close(): void {
    // Nothing is kept open.
  }

  /** A shallow clone knows the parents of its last commits by name alone. */
  readonly #reachable = async (oid: string): Promise<Commit | GitFailure> => {
    const commit = await this.readCommit(oid);
    return isGitFailure(commit) || !this.#cutOff().has(oid) ? commit : { ...commit, parents: [] };
  };

  #cut: ReadonlySet<string> | undefined;

  #cutOff(): ReadonlySet<string> {
    return (this.#cut ??= new Set(readText(join(this.#git?.common ?? '', 'shallow')).split('\n')));
  }

  async #read(oid: string): Promise<{ readonly type: string; readonly bytes: Buffer } | GitFailure> {
    if (this.#refused !== undefined) return this.#refused;
    const gitdir = this.#git?.common ?? '';
    try {
      const { type, object } = await readObject({ fs, gitdir, oid, format: 'content', cache: this.#cache });
      const bytes = object as Uint8Array;
      return { type, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    } catch {
      return missingObject(oid, this.#repository);
    }
  }

  /** What a name without steps stands for, a commit or a tag. */
  async #named(name: string): Promise<string | undefined> {
    const gitdir = this.#git?.common ?? '';
    try {
      if (isObjectName(name)) return name;
      if (name === 'HEAD' || name === '@') return await this.#head(gitdir);
      return await resolveRef({ fs, gitdir, ref: name });
    } catch {
      return /^[0-9a-f]{4,39}$/.test(name) ? this.#expanded(name, gitdir) : undefined;
    }
  }

  async #expanded(oid: string, gitdir: string): Promise<string | undefined> {
    try {
      return await expandOid({ fs, gitdir, oid, cache: this.#cache });
    } catch {
      return undefined;
    }
  }

  /** Each work tree has its own. */
  async #head(gitdir: string): Promise<string | undefined> {
    const text = readText(join(this.#git?.own ?? '', 'HEAD')).trim();
    const ref = /^ref: (refs\/.+)$/.exec(text)?.[1];
    if (ref !== undefined) return resolveRef({ fs, gitdir, ref });
    return isObjectName(text) ? text : undefined;
  }

  /** The commit itself, or the one that a tag is of. */
  async #peeled(oid: string): Promise<Commit | undefined> {
    const object = await this.#read(oid);
    if (isGitFailure(object)) return undefined;
    if (object.type === 'commit') return parseCommit(oid, object.bytes);
    const target = object.type === 'tag' ? /^object ([0-9a-f]+)\n/.exec(object.bytes.toString('latin1'))?.[1] : undefined;
    return target === undefined ? undefined : this.#peeled(target);
  }

  async #step(commit: Commit, { kind, count }: RevisionStep): Promise<string | undefined> {
    if (kind === '^') return count === 0 ? commit.oid : (await this.#parents(commit))[count - 1];
    let at: Commit | undefined = commit;
    for (let i = 0; i < count && at !== undefined; i++) {
      const parent: string | undefined = (await this.#parents(at))[0];
      at = parent === undefined ? undefined : await this.#peeled(parent);
    }
    return at?.oid;
  }

  async #parents({ oid, parents }: Commit): Promise<readonly string[]> {
    return this.#cutOff().has(oid) ? [] : parents;
  }
}

const noRepository = gitFailure(
  'not-a-repository',
  'there is no git repository here',
  'Put the workspace under git: git init, git add, git commit',
);

function unsupportedFormat({ common }: GitFolders): GitFailure | undefined {
  const format = /^\s*objectformat\s*=\s*"?(\w+)/im.exec(readText(join(common, 'config')))?.[1] ?? 'sha1';
  if (format.toLowerCase() === 'sha1') return undefined;
  const reason = `the repository is of the format ${format}, which takes a git binary to read`;
  return gitFailure('unsupported', reason, 'Install git, or put it on the PATH');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The path itself, or something below it, is asked for. */
function isWanted(path: string, paths: readonly string[]): boolean {
  return paths.some((wanted) => wanted === '' || path === wanted || path.startsWith(`${wanted}/`));
}

function inOrder<T extends { readonly path: string }>(entries: T[]): readonly T[] {
  return entries.sort((a, b) => compareKeys(a.path, b.path));
}
