import { compareKeys } from '../model/canonical-json.ts';
import { blobId } from './blob-id.ts';
import { documentExtension, type Blob, type FileTree, type TreeEntry } from './file-tree.ts';

/** A tree that was never on a disk: for the library and for tests. Keys are paths, values texts. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const blobs = new Map<string, Blob>();
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    blobs.set(path, { bytes, oid: blobId(bytes) });
  }
  const paths = [...blobs.keys()].filter((path) => documentExtension.test(path)).sort(compareKeys);
  const entries = paths.map((path): TreeEntry => ({
    path,
    type: 'file',
    size: blobs.get(path)?.bytes.byteLength,
    oid: blobs.get(path)?.oid,
  }));
  return { entries, unreadable: [], read: (entry) => blobs.get(entry.path) ?? { reason: 'not in this tree' } };
}
