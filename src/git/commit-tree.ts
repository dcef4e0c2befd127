import { createHash } from 'node:crypto';
import { documentExtension, type Blob, type EntryType, type FileTree, type TreeEntry } from '../workspace/file-tree.ts';
import { streamGit } from './run-git.ts';

/** Room for the listing of a tree and for the contents of its files; both are held in memory. */
const listingLimit = 256 * 1024 * 1024;
const contentLimit = 1024 * 1024 * 1024;

export interface CommitFiles {
  /** Full object name. */
  readonly commit: string;
  /** Folders and single files, relative to the repository; `''` stands for all of it. */
  readonly paths: readonly string[];
  /** In bytes: the content of a larger file is not read. */
  readonly fileBytes: number;
}

export type CommitFailure = { readonly reason: string };

/**
 * The files of a commit that a working tree would list: what can be a document, links, submodules. Nothing is checked
 * out, so no filter, attribute or hook has a say. The names alone; `readCommitTree` has the contents too.
 */
export async function listCommitTree(repository: string, { commit, paths }: CommitFiles): Promise<TreeEntry[] | CommitFailure> {
  const folders = paths.includes('') ? [] : paths;
  const args = ['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit, '--', ...folders];
  const { stdout, reason } = await streamGit(repository, args, { input: '', limit: listingLimit });
  if (stdout === undefined) return { reason: reason === 'not a tree object' ? 'this repository does not have it' : reason };
  const rows = stdout.toString('utf8').split('\0');
  return rows.flatMap((row) => entryOf(row, folders) ?? []);
}

/** As a tree of files. Every content is held against its object name. */
export async function readCommitTree(repository: string, files: CommitFiles): Promise<FileTree | CommitFailure> {
  const entries = await listCommitTree(repository, files);
  if ('reason' in entries) return entries;
  const sizes = new Map<string, number>();
  for (const { type, oid, size } of entries)
    if (type === 'file' && oid !== undefined && size !== undefined && size <= files.fileBytes) sizes.set(oid, size);
  const contents = await readBlobs(repository, sizes);
  if ('reason' in contents) return contents;
  return { entries, unreadable: [], read: (entry) => contents.get(entry.oid ?? '') ?? { reason: 'not in this tree' } };
}

/** `<mode> <type> <oid> <size, padded>\t<path>` */
function entryOf(row: string, folders: readonly string[]): TreeEntry | undefined {
  const [, mode, oid, length, path] = /^(\d{6}) [a-z]+ ([0-9a-f]{40,64}) +(\d+|-)\t(.+)$/s.exec(row) ?? [];
  if (mode === undefined || oid === undefined || path === undefined || isHidden(path, folders)) return undefined;
  const type = typeOf(mode);
  if (type === 'file' && !documentExtension.test(path)) return undefined;
  return { path, type, oid, size: length === '-' ? undefined : Number(length) };
}

function typeOf(mode: string): EntryType {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}

/** Below the folders that were asked for, names with a dot in front are no part of a tree. */
function isHidden(path: string, folders: readonly string[]): boolean {
  const top = folders.find((folder) => path === folder || path.startsWith(`${folder}/`)) ?? '';
  return path !== top && /(?:^|\/)\./.test(path.slice(top.length));
}

/** Contents by object name, from one process. */
async function readBlobs(
  repository: string,
  sizes: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Blob> | CommitFailure> {
  const blobs = new Map<string, Blob>();
  let total = 0;
  for (const size of sizes.values()) total += size;
  if (total > contentLimit) return { reason: `its documents have ${total} bytes, and ${contentLimit} can be read` };
  if (sizes.size === 0) return blobs;
  const input = [...sizes.keys(), ''].join('\n');
  const limit = total + sizes.size * 128;
  const { stdout, reason } = await streamGit(repository, ['cat-file', '--batch'], { input, limit });
  if (stdout === undefined) return { reason };
  let at = 0;
  for (const [oid, size] of sizes) {
    const header = `${oid} blob ${size}\n`;
    const start = at + header.length;
    const bytes = stdout.subarray(start, start + size);
    if (stdout.toString('latin1', at, start) !== header || objectName(bytes, oid) !== oid)
      return { reason: `object ${oid} is missing or damaged` };
    blobs.set(oid, { bytes, oid });
    at = start + size + 1;
  }
  return blobs;
}

/** What git names a content, by the hash that an object name of this length is of. */
export function objectName(bytes: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.byteLength}\0`)
    .update(bytes)
    .digest('hex');
}
