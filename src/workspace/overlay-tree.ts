import { blobId } from './blob-id.ts';
import type { Blob, FileTree, ReadFailure, TreeEntry } from './file-tree.ts';

/** A tree in which some files have other contents: what would be there if they were written. */
export function overlayTree(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  const blobs = new Map<string, Blob>();
  for (const [path, text] of texts) {
    const bytes = new TextEncoder().encode(text);
    blobs.set(path, { bytes, oid: blobId(bytes) });
  }
  const entries = tree.entries.map((entry): TreeEntry => {
    const blob = blobs.get(entry.path);
    return blob === undefined ? entry : { ...entry, size: blob.bytes.byteLength, oid: blob.oid };
  });
  const { unreadable } = tree;
  return {
    entries,
    unreadable,
    read: (entry): Blob | ReadFailure => blobs.get(entry.path) ?? tree.read(entry),
    oidOf: (entry) => blobs.get(entry.path)?.oid ?? tree.oidOf?.(entry),
  };
}
