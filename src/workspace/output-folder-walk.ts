import type { Dirent } from 'node:fs';
import { compareKeys } from '../model/canonical-json.ts';
import { parseTempName } from './atomic-write-temp.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';

/** What lies below a folder. Paths are relative to it, `/` separated. Nothing is followed or opened. */
export interface Walked {
  /** Regular files, but for our unfinished ones. */
  readonly files: readonly string[];
  /** Every folder after the one that it lies in. */
  readonly folders: readonly string[];
  /** Files with the name of an unfinished one of ours. */
  readonly temps: readonly string[];
  /** Links, devices and folders that cannot be read, with a word for each: `the symbolic link`. */
  readonly others: readonly { readonly path: string; readonly kind: string }[];
}

interface Found {
  readonly files: string[];
  readonly folders: string[];
  readonly temps: string[];
  readonly others: { path: string; kind: string }[];
}

/** Everything below a folder, in code-unit order of the paths; nothing when there is no such folder. */
export function walkFolder(root: string, fs: OutputFs): Walked {
  const found: Found = { files: [], folders: [], temps: [], others: [] };
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const entry of entriesOf(`${root}/${folder}`, folder, fs, found)) {
      const path = prefix + entry.name;
      note(path, entry, found);
      if (entry.isDirectory()) open.push(path);
    }
  }
  found.others.sort((a, b) => compareKeys(a.path, b.path));
  return {
    ...found,
    files: found.files.sort(compareKeys),
    folders: found.folders.sort(compareKeys),
    temps: found.temps.sort(compareKeys),
  };
}

function note(path: string, entry: Dirent, found: Found): void {
  if (entry.isDirectory()) found.folders.push(path);
  else if (entry.isFile()) (parseTempName(entry.name)?.kind === 'tmp' ? found.temps : found.files).push(path);
  else found.others.push({ path, kind: entry.isSymbolicLink() ? 'the symbolic link' : 'the special file' });
}

function entriesOf(path: string, folder: string, fs: OutputFs, found: Found): Dirent[] {
  try {
    return fs.readdirSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code !== 'ENOENT') found.others.push({ path: folder, kind: 'the unreadable folder' });
    return [];
  }
}
