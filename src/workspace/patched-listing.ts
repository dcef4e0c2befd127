import type { ObjectEntry } from '../git/object-reader.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { mostPatched } from './patch-index.ts';
import { entryTypes, type TreeState } from './tree-state.ts';

/** A listing told by another one, and the files that it has otherwise; undefined for one that is gone. */
export interface PatchedListing {
  readonly flat: TreeState;
  readonly patch: ReadonlyMap<string, ObjectEntry | undefined>;
}

/** A neighbour's listing. It is told by the same flat listing as its own neighbours, so that they make no chain. */
export function patchListing(
  { flat, patch }: PatchedListing,
  changes: Iterable<[string, ObjectEntry | undefined]>,
): PatchedListing {
  const all = new Map(patch);
  for (const [path, entry] of changes) all.set(path, entry);
  const next = { flat, patch: all };
  return all.size > mostPatched ? { flat: flattened(next), patch: new Map() } : next;
}

/** As if it had been listed by itself. */
export function flattened({ flat, patch }: PatchedListing): TreeState {
  if (patch.size === 0) return flat;
  const entries: ObjectEntry[] = [...patch.values()].filter((entry) => entry !== undefined);
  for (const [row, path] of flat.files.entries()) {
    if (patch.has(path)) continue;
    entries.push({
      path,
      type: (entryTypes[flat.types[row] as number] ?? 'file') as ObjectEntry['type'],
      oid: flat.oids[row] as string,
    });
  }
  entries.sort((a, b) => compareKeys(a.path, b.path));
  return {
    ...flat,
    files: entries.map(({ path }) => path),
    types: Uint8Array.from(entries, ({ type }) => entryTypes.indexOf(type)),
    oids: entries.map(({ oid }) => oid),
  };
}

/** Whether any file lies below a folder. Looks at those that were there, in their order, up to the first that still is. */
export function hasBelow({ flat, patch }: PatchedListing, folder: string): boolean {
  const start = folder === '' ? '' : `${folder}/`;
  for (const [path, entry] of patch) if (entry !== undefined && path.startsWith(start)) return true;
  const { files } = flat;
  for (let row = firstFrom(files, start); row < files.length; row++) {
    const path = files[row] as string;
    if (!path.startsWith(start)) return false;
    if (!patch.has(path)) return true;
  }
  return false;
}

/** Row of the first file that does not come before a text. */
function firstFrom(files: readonly string[], text: string): number {
  let [low, high] = [0, files.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(files[middle] as string, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
