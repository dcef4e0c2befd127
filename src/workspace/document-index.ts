import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { lastSegment, parentOf, parseDocumentId, type DocumentId } from '../model/document-id.ts';
import type { SourceFormat } from '../model/source.ts';
import { fileSite } from './file-site.ts';
import { readFailure } from './read-failure.ts';
import { type FileTree, type TreeEntry } from './file-tree.ts';

/** A folder of the repository and the id under which it appears (`''` is the root of the base tree). */
export interface Root {
  readonly folder: string;
  readonly at: string;
}

export interface IndexedFile {
  readonly id: DocumentId;
  readonly entry: TreeEntry;
  readonly format: SourceFormat;
}

/** What the names of a tree's files say, before any of them is read. */
export interface DocumentIndex {
  readonly files: ReadonlyMap<DocumentId, IndexedFile>;
  /** Ids of all apps (folders with a `config` document), sorted. */
  readonly apps: readonly DocumentId[];
  /** Version names of each schema family, ascending: `schemas/apps/billing` has `1`, `1.2`, `2`. */
  readonly versions: ReadonlyMap<DocumentId, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

export function indexDocuments(tree: FileTree, roots: readonly Root[], limit: number): DocumentIndex {
  const files = new Map<DocumentId, IndexedFile>();
  const diagnostics: Diagnostic[] = tree.unreadable.map(({ path, reason }) => readFailure(path, reason));
  const clashes = new Map<DocumentId, IndexedFile[]>();
  for (const entry of tree.entries) {
    const file = indexEntry(entry, roots, diagnostics);
    if (file === undefined) continue;
    const first = files.get(file.id);
    if (first === undefined) files.set(file.id, file);
    else clashes.set(file.id, [...(clashes.get(file.id) ?? [first]), file]);
  }
  for (const [id, claims] of clashes) diagnostics.push(collision(id, claims));
  diagnostics.push(...caseCollisions(files));
  if (files.size > limit)
    diagnostics.push(
      diagnostic(
        'workspace/too-many-documents',
        { found: files.size, limit },
        { hint: 'Raise limits.documents in confman.json5' },
      ),
    );
  return { files, apps: appsOf(files.keys()), versions: versionsOf(files.keys()), diagnostics };
}

/** Undefined for what is no document; where it cannot stay, that is told. */
export function indexEntry(entry: TreeEntry, roots: readonly Root[], diagnostics: Diagnostic[]): IndexedFile | undefined {
  if (entry.type !== 'file') {
    if (roots.some((root) => standsInTheWay(entry.path, root))) diagnostics.push(notAFile(entry));
    return undefined;
  }
  const root = rootOf(entry.path, roots);
  if (root === undefined) return undefined;
  const id = parseDocumentId(addressOf(entry.path, root));
  if (id === undefined) {
    diagnostics.push(
      diagnostic(
        'workspace/bad-id',
        { path: entry.path },
        { site: fileSite(entry.path), hint: 'Rename the file or folder, or move it out of the tree' },
      ),
    );
    return undefined;
  }
  if (root.at !== 'schemas' && id.startsWith('schemas/')) {
    const folder = root.folder === '' ? 'schemas' : `${root.folder}/schemas`;
    const hint = 'Move it beside the documents if it holds schema versions, else rename it';
    diagnostics.push(diagnostic('workspace/reserved-folder', { folder }, { site: fileSite(folder), hint }));
    return undefined;
  }
  return { id, entry, format: formatOf(entry.path) };
}

/** In the folder of a root, in its place, or above it. */
function standsInTheWay(path: string, { folder }: Root): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`) || folder.startsWith(`${path}/`);
}

function rootOf(path: string, roots: readonly Root[]): Root | undefined {
  return roots.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
}

function addressOf(path: string, { folder, at }: Root): string {
  const local = path.slice(folder === '' ? 0 : folder.length + 1, path.lastIndexOf('.'));
  return at === '' ? local : `${at}/${local}`;
}

/** The id that a path has, also of a file that is not there any more. */
export function idOfPath(path: string, roots: readonly Root[]): DocumentId | undefined {
  const root = rootOf(path, roots);
  return root === undefined ? undefined : parseDocumentId(addressOf(path, root));
}

function formatOf(path: string): SourceFormat {
  if (path.endsWith('.json5')) return 'json5';
  return path.endsWith('.json') ? 'json' : 'yaml';
}

function notAFile({ path, type }: TreeEntry): Diagnostic {
  const site = fileSite(path);
  if (type === 'symlink')
    return diagnostic(
      'workspace/symlink',
      { path },
      { site, hint: 'Replace the link by a $ref, or mount the folder it points to' },
    );
  if (type === 'submodule')
    return diagnostic('workspace/submodule', { path }, { site, hint: 'Move the submodule out of the tree' });
  return diagnostic('workspace/special-file', { path }, { site, hint: 'Move it out of the tree' });
}

function collision(id: DocumentId, claims: readonly IndexedFile[]): Diagnostic {
  const files = claims.map((file) => file.entry.path).sort(compareKeys);
  const hint = 'Keep one of the files, or rename the others';
  return diagnostic('workspace/id-collision', { id, files }, { ...lastAmong(files), hint });
}

/** The place of a finding about several files, the others beside it. */
function lastAmong(files: readonly string[]): Pick<Diagnostic, 'site' | 'related'> {
  const others = files.slice(0, -1).map((path) => ({ site: fileSite(path), message: 'the other file' }));
  return { site: fileSite(files.at(-1) as string), related: others };
}

/** File systems that ignore letter case would hand out one file for both. */
function caseCollisions(files: ReadonlyMap<DocumentId, IndexedFile>): Diagnostic[] {
  const seen = new Map<string, IndexedFile>();
  const found: Diagnostic[] = [];
  for (const file of files.values()) {
    const folded = file.id.toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) {
      seen.set(folded, file);
      continue;
    }
    const pair = [other, file].sort((a, b) => compareKeys(a.id, b.id));
    found.push(
      diagnostic(
        'workspace/id-case',
        { ids: pair.map((each) => each.id), files: pair.map((each) => each.entry.path) },
        { ...lastAmong(pair.map((each) => each.entry.path)), hint: 'Rename one of them' },
      ),
    );
  }
  return found;
}

export function appsOf(ids: Iterable<DocumentId>): DocumentId[] {
  const apps: DocumentId[] = [];
  for (const id of ids) if (id.endsWith('/config') && !id.startsWith('schemas/')) apps.push(parentOf(id) as DocumentId);
  return apps.sort(compareKeys);
}

const VERSION = /^v(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?:\.(0|[1-9]\d{0,8}))?$/;

export function versionsOf(ids: Iterable<DocumentId>): Map<DocumentId, string[]> {
  const versions = new Map<DocumentId, string[]>();
  for (const id of ids) {
    if (!id.startsWith('schemas/')) continue;
    const name = lastSegment(id);
    const family = parentOf(id) as DocumentId;
    if (!VERSION.test(name)) continue;
    const names = versions.get(family);
    if (names === undefined) versions.set(family, [name.slice(1)]);
    else names.push(name.slice(1));
  }
  for (const names of versions.values()) names.sort(compareVersions);
  return versions;
}

/** `1.10` comes after `1.9`; a missing part counts as zero. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < 3; i++) {
    const order = (left[i] ?? 0) - (right[i] ?? 0);
    if (order !== 0) return order;
  }
  return compareKeys(a, b);
}
