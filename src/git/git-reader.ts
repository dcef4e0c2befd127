import { compareKeys } from '../model/canonical-json.ts';
import { BlobContents } from './blob-contents.ts';
import { CatFile, type FoundObjects } from './cat-file.ts';
import { compareTrees } from './compare-trees.ts';
import { explainFailure } from './explain-failure.ts';
import { gitFailure, isGitFailure, type GitFailure } from './git-failure.ts';
import { knowsBatchCommand } from './git-version.ts';
import { largeCommit } from './large-commit.ts';
import { missingObject } from './missing-object.ts';
import type { BlobLimits, Commit, IndexEntry, ObjectEntry, ObjectReader, TreeChange, WalkOptions } from './object-reader.ts';
import { objectType } from './object-type.ts';
import { isObjectName, mostOfCommit, parseCommit } from './parse-commit.ts';
import { parseTree, type TreeRow } from './parse-tree.ts';
import { badRevision, unknownRevision } from './revision-failure.ts';
import { isRevision } from './revision.ts';
import { streamGit } from './run-git.ts';

/** Room for the listing of a tree, which is held in memory. */
const listingLimit = 256 * 1024 * 1024;

/** What the index has for a file that was only announced (`git add --intent-to-add`): the empty content. */
const emptyBlobs = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);
const announcedFlag = 0x2000_0000;

/** Reads with the git binary. */
export class GitReader implements ObjectReader {
  readonly engine = 'git';
  readonly #repository: string;
  readonly #index: string | undefined;
  #catFile: CatFile | undefined;

  /** @param index path of the index, where it is another than the repository's own */
  constructor(repository: string, index: string | undefined) {
    this.#repository = repository;
    this.#index = index;
  }

  get #objects(): CatFile {
    return (this.#catFile ??= new CatFile(this.#repository, knowsBatchCommand()));
  }

  async resolveRevision(revision: string): Promise<string | GitFailure> {
    if (!isRevision(revision)) return badRevision(revision);
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const { stdout, reason } = await streamGit(this.#repository, args, { limit: 1024 });
    const oid = stdout?.toString('latin1').trim() ?? '';
    if (isObjectName(oid)) return oid;
    const failure = explainFailure(reason ?? '');
    return failure.kind === 'damaged' ? unknownRevision(revision, this.#repository) : failure;
  }

  async readCommit(oid: string): Promise<Commit | GitFailure> {
    if (!isObjectName(oid)) return missingObject(oid, this.#repository);
    const found = await this.#objects.contents([oid], mostOfCommit);
    if (isUnanswered(found)) return explainFailure(found.reason);
    const object = found[0]?.type === 'commit' ? found[0] : undefined;
    if (object !== undefined && object.bytes === undefined) return largeCommit(oid);
    const bytes = object?.bytes;
    const commit = bytes && parseCommit(oid, bytes);
    return commit ?? missingObject(oid, this.#repository);
  }

  async listTree(commit: string, paths: readonly string[]): Promise<readonly ObjectEntry[] | GitFailure> {
    if (!isObjectName(commit)) return missingObject(commit, this.#repository);
    const args = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit, ...narrowed(paths)];
    const { stdout, reason } = await streamGit(this.#repository, args, { limit: listingLimit });
    if (stdout === undefined) return this.#missing(reason, commit);
    return inOrder(rowsOf(stdout).flatMap((row) => treeEntry(row) ?? []));
  }

  async listIndex(paths: readonly string[]): Promise<readonly IndexEntry[] | GitFailure> {
    const rows = await this.#indexRows([], paths);
    if (isGitFailure(rows)) return rows;
    const entries = rows.flatMap((row) => indexEntry(row) ?? []);
    if (!entries.some(({ oid }) => emptyBlobs.has(oid))) return inOrder(entries);
    const announced = await this.#announced(paths);
    return isGitFailure(announced) ? announced : inOrder(entries.filter(({ path }) => !announced.has(path)));
  }

  async #announced(paths: readonly string[]): Promise<ReadonlySet<string> | GitFailure> {
    const rows = await this.#indexRows(['--debug'], paths);
    if (isGitFailure(rows)) return rows;
    const announced = new Set<string>();
    // The facts of an entry follow its name, in front of the next row.
    for (const [i, row] of rows.entries()) {
      const flags = /^ {2}size: .*\tflags: ([0-9a-f]+)\n/m.exec(rows[i + 1] ?? '')?.[1] ?? '0';
      if ((Number.parseInt(flags, 16) & announcedFlag) !== 0)
        announced.add(row.slice(row.indexOf('\t', row.lastIndexOf('\n') + 1) + 1));
    }
    return announced;
  }

  async #indexRows(options: readonly string[], paths: readonly string[]): Promise<readonly string[] | GitFailure> {
    const args = ['ls-files', '--stage', '-z', '--full-name', ...options, '--', ...narrowed(paths)];
    const { stdout, reason } = await streamGit(this.#repository, args, { limit: listingLimit, index: this.#index });
    return stdout === undefined ? explainFailure(reason) : rowsOf(stdout);
  }

  async changes(before: string, after: string, paths: readonly string[]): Promise<readonly TreeChange[] | GitFailure> {
    for (const oid of [before, after]) if (!isObjectName(oid)) return missingObject(oid, this.#repository);
    const found = await this.#objects.sizes([`${before}^{tree}`, `${after}^{tree}`]);
    if (isUnanswered(found)) return explainFailure(found.reason);
    const [old, now] = found;
    if (old?.type !== 'tree' || now?.type !== 'tree')
      return missingObject(old?.type === 'tree' ? after : before, this.#repository);
    return compareTrees(old.oid, now.oid, paths, (oids) => this.#trees(oids));
  }

  async #trees(oids: readonly string[]): Promise<readonly (readonly TreeRow[])[] | GitFailure> {
    const sized = await this.#objects.sizes(oids);
    if (isUnanswered(sized)) return explainFailure(sized.reason);
    const size = sized.reduce((sum, object) => sum + (object?.size ?? 0), 0);
    if (size > listingLimit) return gitFailure('too-large', `the folders have listings of ${size} bytes`, 'Split the folders');
    const found = await this.#objects.contents(oids);
    if (isUnanswered(found)) return explainFailure(found.reason);
    const gone = found.findIndex((object) => object?.type !== 'tree');
    if (gone >= 0) return missingObject(oids[gone] as string, this.#repository);
    return found.map((object, i) => parseTree(object?.bytes ?? Buffer.alloc(0), (oids[i] as string).length / 2));
  }

  async readBlobs(oids: readonly string[], { fileBytes }: BlobLimits): Promise<BlobContents | GitFailure> {
    const wanted = [...new Set(oids)];
    const foreign = wanted.find((oid) => !isObjectName(oid));
    if (foreign !== undefined) return missingObject(foreign, this.#repository);
    const sized = await this.#objects.sizes(wanted);
    if (isUnanswered(sized)) return explainFailure(sized.reason);
    const gone = sized.findIndex((object) => object?.type !== 'blob');
    if (gone >= 0) return missingObject(wanted[gone] as string, this.#repository);
    const batch = BlobContents.of(
      sized.flatMap((object) => (object === undefined ? [] : [object])),
      fileBytes,
    );
    if (isGitFailure(batch)) return batch;
    // In portions: what git gave is copied and let go.
    for (const portion of batch.portions()) {
      const found = await this.#objects.contents(portion);
      if (isUnanswered(found)) return explainFailure(found.reason);
      for (const [i, oid] of portion.entries()) {
        const bytes = found[i]?.bytes;
        if (bytes === undefined || !batch.put(oid, bytes)) return missingObject(oid, this.#repository);
      }
    }
    return batch;
  }

  async mergeBase(a: string, b: string): Promise<string | undefined | GitFailure> {
    const { stdout, reason } = await streamGit(this.#repository, ['merge-base', '--end-of-options', a, b], { limit: 4096 });
    const oid = stdout?.toString('latin1').trim() ?? '';
    if (isObjectName(oid)) return oid;
    return reason === undefined || reason.startsWith('git ended with 1') ? undefined : this.#missing(reason, a);
  }

  async mergeBases(a: string, b: string): Promise<readonly string[] | GitFailure> {
    const args = ['merge-base', '--all', '--end-of-options', a, b];
    const { stdout, reason } = await streamGit(this.#repository, args, { limit: listingLimit });
    if (stdout !== undefined) return stdout.toString('latin1').split('\n').filter(isObjectName);
    return reason.startsWith('git ended with 1') ? [] : this.#missing(reason, a);
  }

  async isAncestor(ancestor: string, of: string): Promise<boolean | GitFailure> {
    const base = await this.mergeBase(ancestor, of);
    return isGitFailure(base) ? base : base === ancestor;
  }

  async firstParents(from: string, { paths, limit, until }: WalkOptions): Promise<readonly string[] | GitFailure> {
    const args = ['rev-list', '--first-parent', '--no-graph'];
    if (limit !== undefined) args.push(`--max-count=${limit}`);
    args.push('--end-of-options', from, ...(until === undefined ? [] : [`^${until}`]), '--', ...narrowed(paths ?? ['']));
    const { stdout, reason } = await streamGit(this.#repository, args, { limit: listingLimit });
    if (stdout === undefined) return this.#missing(reason, from);
    return stdout.toString('latin1').split('\n').filter(isObjectName);
  }

  close(): void {
    this.#catFile?.close();
  }

  #missing(reason: string, oid: string): GitFailure {
    const failure = explainFailure(reason);
    const gone = failure.kind === 'damaged' && /^(?:bad object|not a tree object|Not a valid|invalid)/i.test(reason);
    return gone ? missingObject(oid, this.#repository) : failure;
  }
}

function isUnanswered(found: FoundObjects | { readonly reason: string }): found is { readonly reason: string } {
  return 'reason' in found;
}

/** No path at all is every path. */
function narrowed(paths: readonly string[]): readonly string[] {
  return paths.includes('') ? [] : paths;
}

function rowsOf(stdout: Buffer): string[] {
  const rows = stdout.toString('utf8').split('\0');
  rows.pop();
  return rows;
}

/** `<mode> <type> <oid>\t<path>` */
function treeEntry(row: string): ObjectEntry | undefined {
  const tab = row.indexOf('\t');
  const [mode = '', , oid = ''] = row.slice(0, tab).split(' ');
  return tab < 0 ? undefined : { path: row.slice(tab + 1), type: objectType(mode), oid };
}

/** `<mode> <oid> <stage>\t<path>` */
function indexEntry(row: string): IndexEntry | undefined {
  const tab = row.indexOf('\t');
  const [mode = '', oid = '', stage = '0'] = row.slice(0, tab).split(' ');
  if (tab < 0) return undefined;
  return { path: row.slice(tab + 1), type: objectType(mode), oid, stage: Number(stage) as IndexEntry['stage'] };
}

/** Git sorts by bytes, which is another order for some letters. */
function inOrder<T extends { readonly path: string }>(entries: T[]): readonly T[] {
  return entries.sort((a, b) => compareKeys(a.path, b.path));
}
