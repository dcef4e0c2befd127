import { compareKeys } from '../../model/canonical-json.ts';
import { parentOf, type DocumentId } from '../../model/document-id.ts';
import type { Root } from '../../workspace/document-index.ts';
import type { Workspace } from '../workspace.ts';

/** Folders of the repository, by those of the tree. */
export class RealFolders {
  readonly #roots: readonly Root[];
  /** Folders of the repository in which documents are, with the root that these belong to: `folder\0of the root`. */
  readonly #used = new Set<string>();

  constructor({ roots, index }: Workspace) {
    this.#roots = roots;
    for (const { entry } of index.files.values()) {
      const root = roots.find(({ folder }) => isBelow(entry.path, folder));
      if (root !== undefined) this.#note(parentOf(entry.path) ?? '', root.folder);
    }
  }

  /**
   * What a folder of the tree is made of: a folder of documents, and those that are mounted in it. Only those that have any
   * document, relative to the root of the repository, sorted.
   *
   * @param folder undefined for the root of the tree, of which schemas are no part
   */
  of(folder: DocumentId | undefined): string[] {
    const places = this.#roots.flatMap((root) => {
      const place = placeIn(root, folder ?? '');
      return place === undefined || !this.#used.has(`${place}\0${root.folder}`) ? [] : [place];
    });
    return [...new Set(places)].sort(compareKeys);
  }

  #note(folder: string, root: string): void {
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at) ?? (at === '' ? undefined : '')) {
      const key = `${at}\0${root}`;
      if (this.#used.has(key)) return;
      this.#used.add(key);
      if (at === root) return;
    }
  }
}

/** Where a folder of the tree lies in the folder of a root, or that folder where the root is mounted in it. */
function placeIn({ folder, at }: Root, wanted: string): string | undefined {
  if (at === 'schemas' && wanted !== 'schemas' && !wanted.startsWith('schemas/')) return undefined;
  if (wanted === '' || at === wanted || at.startsWith(`${wanted}/`)) return folder;
  if (at !== '' && !wanted.startsWith(`${at}/`)) return undefined;
  const rest = at === '' ? wanted : wanted.slice(at.length + 1);
  return folder === '' ? rest : `${folder}/${rest}`;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
