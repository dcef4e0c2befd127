import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { compareKeys } from '../model/canonical-json.ts';
import { lastSegment, parseDocumentId } from '../model/document-id.ts';
import type { Root } from './document-index.ts';
import { documentExtension } from './file-tree.ts';
import { findWorkspace } from './find-workspace.ts';
import { peekRoots } from './peek-roots.ts';

export interface ListedIds {
  /** Whole ids. */
  readonly ids: readonly string[];
  /** Where to go on: `apps/billing/`. */
  readonly folders: readonly string[];
}

/** So many folders are read for one key press; in a larger tree ids are completed a folder at a time. */
const budget = 400;

const nothing: ListedIds = { ids: [], folders: [] };

/**
 * The ids that start with a text, sorted, read from the folders as they are now; the documents are not opened. What is no id
 * by its grammar is left out, so that no file name can mean anything to a shell.
 *
 * @param directory where to look for the workspace
 * @param wanted apps alone, or documents and schemas as well
 */
export async function listIds(directory: string, start: string, wanted: 'apps' | 'all'): Promise<ListedIds> {
  const location = findWorkspace(directory);
  if (location === undefined) return nothing;
  const roots = await peekRoots(location);
  const slash = start.startsWith('/') ? '/' : '';
  const text = start.slice(slash.length);
  const folder = text.slice(0, Math.max(text.lastIndexOf('/'), 0));
  const listing = new Listing(location.repository, roots, wanted, text);
  const { ids, folders } = listing.list(folder);
  return { ids: ids.map((id) => slash + id), folders: folders.map((id) => `${slash}${id}/`) };
}

class Listing {
  readonly #repository: string;
  readonly #roots: readonly Root[];
  readonly #apps: boolean;
  readonly #start: string;
  #read = 0;

  constructor(repository: string, roots: readonly Root[], wanted: 'apps' | 'all', start: string) {
    this.#repository = repository;
    this.#roots = roots;
    this.#apps = wanted === 'apps';
    this.#start = start;
  }

  list(folder: string): ListedIds {
    const top = this.#contents(folder);
    const ids = new Set(this.#idsOf(folder, top.documents));
    const open = top.folders.filter((child) => child.startsWith(this.#start));
    const below = new Set(ids);
    for (const child of open) this.#collect(child, below);
    if (this.#read <= budget) return { ids: sorted(below), folders: [] };
    for (const child of open) if (this.#hasConfig(child)) ids.add(child);
    return { ids: sorted(ids), folders: sorted(open) };
  }

  #collect(folder: string, into: Set<string>): void {
    if (this.#read > budget) return;
    const { documents, folders } = this.#contents(folder);
    for (const id of this.#idsOf(folder, documents)) into.add(id);
    for (const child of folders) this.#collect(child, into);
  }

  /** The folder itself when it is an app, and the documents in it when they are wanted. */
  #idsOf(folder: string, documents: readonly string[]): string[] {
    const app = documents.some((id) => lastSegment(id) === 'config') ? [folder] : [];
    const ids = this.#apps ? app : [...app, ...documents];
    return ids.filter((id) => id !== '' && id.startsWith(this.#start));
  }

  #hasConfig(folder: string): boolean {
    return this.#contents(folder).documents.some((id) => lastSegment(id) === 'config');
  }

  /** Ids of what lies in a folder of the tree, wherever its files are kept. */
  #contents(folder: string): { readonly documents: readonly string[]; readonly folders: readonly string[] } {
    const documents: string[] = [];
    const folders = this.#mountsIn(folder);
    for (const { at, folder: place } of this.#roots) {
      const inside = at === '' || folder === at ? '' : folder.startsWith(`${at}/`) ? folder.slice(at.length) : undefined;
      if (inside === undefined) continue;
      const path = at === '' ? `${place}/${folder}` : `${place}${inside}`;
      for (const entry of this.#entries(path)) {
        const id = idOf(folder, entry.isDirectory() ? entry.name : entry.name.replace(documentExtension, ''));
        if (id === undefined) continue;
        if (entry.isDirectory()) folders.push(id);
        else if (entry.isFile() && documentExtension.test(entry.name)) documents.push(id);
      }
    }
    return { documents, folders };
  }

  /** Folders that are there only because something is mounted at them or below. */
  #mountsIn(folder: string): string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    const below = this.#roots.filter(({ at }) => at !== '' && at.startsWith(prefix) && at !== folder);
    return this.#apps && folder === ''
      ? below.map(({ at }) => firstOf(at, prefix)).filter((id) => id !== 'schemas')
      : below.map(({ at }) => firstOf(at, prefix));
  }

  #entries(path: string): Dirent[] {
    this.#read += 1;
    try {
      return readdirSync(join(this.#repository, path), { withFileTypes: true });
    } catch {
      return [];
    }
  }
}

function idOf(folder: string, name: string): string | undefined {
  return parseDocumentId(folder === '' ? name : `${folder}/${name}`);
}

function firstOf(at: string, prefix: string): string {
  const end = at.indexOf('/', prefix.length);
  return end < 0 ? at : at.slice(0, end);
}

function sorted(ids: Iterable<string>): string[] {
  return [...new Set(ids)].sort(compareKeys);
}
