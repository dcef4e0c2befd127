import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { childId, type DocumentId } from '../model/document-id.ts';
import { PatchedMap } from '../model/patched-map.ts';
import { appsOf, indexEntry, versionsOf, type DocumentIndex, type IndexedFile, type Root } from './document-index.ts';
import type { TreeEntry } from './file-tree.ts';

/** A file that two trees have differently; both sides are plain files, or nothing. */
export interface FileChange {
  readonly path: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

/** More differences than these are made a table of their own, so that no look-up and no further change pays for the past. */
export const mostPatched = 1024;

/** Ids of a flat index by what a file system without letter case makes of them. */
const foldedIds = new WeakMap<ReadonlyMap<DocumentId, IndexedFile>, ReadonlyMap<string, DocumentId>>();

/**
 * The index of a tree of which another is known, at the cost of what they have differently.
 *
 * @returns undefined where names clash, or are no names: then the whole tree has to be looked at to tell
 */
export function patchIndex(
  index: DocumentIndex,
  changes: readonly FileChange[],
  roots: readonly Root[],
  limit: number,
): DocumentIndex | undefined {
  if (index.diagnostics.length > 0) return undefined;
  const { files } = index;
  const told: PatchedMap<DocumentId, IndexedFile> | undefined = files instanceof PatchedMap ? files : undefined;
  const patch = new Map<DocumentId, IndexedFile | undefined>(told?.patch);
  const flat = told?.flat ?? files;
  if (!applied(changes, files, patch, roots) || hasNamesake(flat, patch)) return undefined;
  const next = new PatchedMap(flat, patch, byPath);
  if (next.size > limit) return undefined;
  if (patch.size > mostPatched) return new PatchedIndex(next.whole, undefined);
  return new PatchedIndex(next, index instanceof PatchedIndex ? index.flat : index);
}

/** Lists that few ask for are made when they do. */
class PatchedIndex implements DocumentIndex {
  readonly files: ReadonlyMap<DocumentId, IndexedFile>;
  readonly diagnostics = [];
  /** What the files are told by. It is held instead of the neighbour, so that neighbours of neighbours make no chain. */
  readonly flat: DocumentIndex | undefined;
  #apps: readonly DocumentId[] | undefined;
  #versions: DocumentIndex['versions'] | undefined;

  constructor(files: ReadonlyMap<DocumentId, IndexedFile>, flat: DocumentIndex | undefined) {
    this.files = files;
    this.flat = flat;
  }

  get apps(): readonly DocumentId[] {
    return (this.#apps ??= this.#listApps());
  }

  get versions(): DocumentIndex['versions'] {
    return (this.#versions ??= this.#listVersions());
  }

  #listApps(): readonly DocumentId[] {
    if (this.flat === undefined) return appsOf(this.files.keys());
    const touched = appsOf(this.#touched());
    if (touched.length === 0) return this.flat.apps;
    const others = new Set(touched);
    const there = touched.filter((app) => this.files.has(childId(app, 'config')));
    return [...this.flat.apps.filter((app) => !others.has(app)), ...there].sort(compareKeys);
  }

  #listVersions(): DocumentIndex['versions'] {
    if (this.flat === undefined || this.#touched().some((id) => id.startsWith('schemas/'))) return versionsOf(this.files.keys());
    return this.flat.versions;
  }

  #touched(): DocumentId[] {
    return this.files instanceof PatchedMap ? [...(this.files.patch as ReadonlyMap<DocumentId, unknown>).keys()] : [];
  }
}

/** Files that went, then those that came: a document may have moved to another extension. */
function applied(
  changes: readonly FileChange[],
  files: ReadonlyMap<DocumentId, IndexedFile>,
  patch: Map<DocumentId, IndexedFile | undefined>,
  roots: readonly Root[],
): boolean {
  for (const { before, after } of changes) {
    if (before === undefined || after !== undefined) continue;
    const file = indexEntry(before, roots, []);
    if (file !== undefined) patch.set(file.id, undefined);
  }
  for (const { path, after } of changes) {
    if (after === undefined) continue;
    const problems: Diagnostic[] = [];
    const file = indexEntry(after, roots, problems);
    if (problems.length > 0) return false;
    if (file === undefined) continue;
    const there = patch.has(file.id) ? patch.get(file.id) : files.get(file.id);
    if (there !== undefined && there.entry.path !== path) return false;
    patch.set(file.id, file);
  }
  return true;
}

/** Whether an id differs from another in letter case alone. The flat index has no such pair. */
function hasNamesake(
  flat: ReadonlyMap<DocumentId, IndexedFile>,
  patch: ReadonlyMap<DocumentId, IndexedFile | undefined>,
): boolean {
  const came = [...patch].flatMap(([id, file]) => (file !== undefined && !flat.has(id) ? [id] : []));
  if (came.length === 0) return false;
  const known = foldedIds.get(flat) ?? new Map([...flat.keys()].map((id) => [id.toLowerCase(), id]));
  foldedIds.set(flat, known);
  const met = new Set<string>();
  for (const id of came) {
    const folded = id.toLowerCase();
    const other = known.get(folded);
    const isThere = other !== undefined && !(patch.has(other) && patch.get(other) === undefined);
    if (isThere || met.has(folded)) return true;
    met.add(folded);
  }
  return false;
}

function byPath(a: IndexedFile, b: IndexedFile): number {
  return compareKeys(a.entry.path, b.entry.path);
}
