import { posix } from 'node:path';
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { parseDocumentId } from '../model/document-id.ts';
import type { Site } from '../model/source.ts';
import type { Root } from './document-index.ts';
import { inRepository, type WorkspaceLocation } from './find-workspace.ts';
import type { Settings } from './settings.ts';

/** The folders of the repository that make up the tree, the more specific first. */
export function treeRoots(
  location: WorkspaceLocation,
  settings: Settings,
  siteOf: (pointer: string) => Site | undefined,
): Outcome<readonly Root[]> {
  const diagnostics: Diagnostic[] = [];
  const folder = (text: string, pointer: string, base: boolean): string | undefined => {
    const path = posix.normalize(base ? inRepository(location, text) : text).replace(/\/$/, '');
    const inside = path !== '..' && !path.startsWith('../') && !path.toLowerCase().split('/').includes('.git');
    if (inside) return path === '.' ? '' : path;
    diagnostics.push(
      diagnostic(
        'workspace/folder-outside',
        { folder: text },
        { site: siteOf(pointer), hint: 'Name a folder inside the repository' },
      ),
    );
    return undefined;
  };
  const configs = folder(settings.configs, '/configs', true);
  const schemas = folder(settings.schemas, '/schemas', true);
  const resolved = folder(settings.resolved, '/resolved', true);
  const roots: Root[] = [];
  const add = (root: Root, pointer: string): void => {
    const same = roots.find((other) => other.folder === root.folder);
    if (same === undefined) roots.push(root);
    else diagnostics.push(folderTwice(root, same, siteOf(pointer)));
  };
  if (configs !== undefined) add({ folder: configs, at: '' }, '/configs');
  if (schemas !== undefined) add({ folder: schemas, at: 'schemas' }, '/schemas');
  for (const [i, mount] of settings.mounts.entries()) {
    const from = folder(mount.from, `/mounts/${i}/from`, false);
    const at = parseDocumentId(mount.at);
    if (at === undefined || at === 'schemas' || at.startsWith('schemas/'))
      diagnostics.push(badMount(mount.at, siteOf(`/mounts/${i}/at`)));
    else if (from !== undefined) add({ folder: from, at }, `/mounts/${i}/from`);
  }
  for (const root of roots)
    if (resolved !== undefined && overlaps(root.folder, resolved))
      diagnostics.push(overlapping(root.folder, resolved, siteOf('/resolved')));
  return { value: roots.sort((a, b) => b.folder.length - a.folder.length), diagnostics };
}

function overlaps(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function badMount(at: string, site: Site | undefined): Diagnostic {
  return diagnostic('workspace/bad-mount', { at }, { site, hint: 'Write an id such as "system"; schemas/ is taken' });
}

/** A file has one id: of two places that a folder is given, one would be empty. */
function folderTwice({ folder, at }: Root, first: Root, site: Site | undefined): Diagnostic {
  const places = [first.at, at].map((place) => (place === '' ? 'the root of the tree' : `"${place}"`));
  return diagnostic(
    'workspace/folder-twice',
    { folder, places },
    { site, hint: 'Name another folder, and refer to the documents by the ids that they have' },
  );
}

function overlapping(folder: string, resolved: string, site: Site | undefined): Diagnostic {
  return diagnostic(
    'workspace/overlapping-folders',
    { folder, resolved },
    { site, hint: 'Give the snapshots a folder of their own' },
  );
}

/** The outermost of the roots' folders: each file is listed once. */
export function topFolders(roots: readonly Root[]): string[] {
  const folders = [...new Set(roots.map((root) => root.folder))];
  return folders
    .filter((folder) => !folders.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`))))
    .sort();
}
