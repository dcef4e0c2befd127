import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { hasIdSegments } from '../model/document-id.ts';
import { snapshotFormats, type SnapshotFormatName } from './formats.ts';

/** Where a snapshot lies below its output folder: the id and an extension. */
export function snapshotPath(app: string, format: SnapshotFormatName): string {
  return `${app}.${snapshotFormats[format].extension}`;
}

/**
 * A relative path that stays below its folder on every system: the segments of ids, separated by `/`, no link to
 * the folder itself or above it, no drive, no stream, no reserved prefix.
 */
export function isOutputPath(path: unknown): path is string {
  return typeof path === 'string' && path.length <= 4096 && hasIdSegments(path);
}

export interface OutputEntry {
  readonly id: string;
  readonly path: string;
}

/**
 * Two outputs at one path, also where letter case is not told apart, or one where another needs a folder
 * (`a` writes the file `a.json`, `a.json/b` wants it for a folder).
 */
export function pathCollisions(entries: readonly OutputEntry[]): Diagnostic[] {
  const files = new Map<string, OutputEntry[]>();
  for (const entry of entries) {
    const key = entry.path.toLowerCase();
    const claims = files.get(key);
    if (claims === undefined) files.set(key, [entry]);
    else claims.push(entry);
  }
  for (const entry of entries) {
    for (const folder of foldersOf(entry.path)) files.get(folder.toLowerCase())?.push(entry);
  }
  return [...files.values()]
    .filter((claims) => claims.length > 1)
    .map(collision)
    .sort((a, b) => compareKeys(String(a.args['path']), String(b.args['path'])));
}

function collision(claims: readonly OutputEntry[]): Diagnostic {
  const path = (claims[0] as OutputEntry).path;
  const ids = [...new Set(claims.map((claim) => claim.id))].sort(compareKeys);
  return diagnostic('snapshot/path-collision', { path, ids }, { hint: 'Rename one of the apps' });
}

/** Every folder above a path, without the top: `a/b/c.json` gives `a/b` and `a`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return folders;
}
