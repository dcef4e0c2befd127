import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from '../model/source.ts';
import { inRepository, type WorkspaceLocation } from './find-workspace.ts';
import { defaultSettings, type Settings } from './settings.ts';

/**
 * Folders of the tree that the settings name and that do not exist: a typing error there would leave a tree without
 * documents, and nothing to find fault with. The default folders may be missing.
 *
 * @param isGone asked with paths from the root of the repository; of the working tree by default
 */
export function missingFolders(
  location: WorkspaceLocation,
  settings: Settings,
  siteOf: (pointer: string) => Site | undefined,
  isGone: (path: string) => boolean = (path) => isMissing(join(location.repository, path)),
): readonly Diagnostic[] {
  const own = (['configs', 'schemas'] as const).filter((key) => settings[key] !== defaultSettings[key]);
  const named = [
    ...own.map((key) => ({ folder: settings[key], path: inRepository(location, settings[key]), pointer: `/${key}` })),
    ...settings.mounts.map(({ from }, i) => ({ folder: from, path: from, pointer: `/mounts/${i}/from` })),
  ];
  return named
    .filter(({ path }) => isGone(path))
    .map(({ folder, pointer }) =>
      diagnostic('workspace/missing-folder', { folder }, { site: siteOf(pointer), hint: 'Create it, or correct its name' }),
    );
}

/** Links and the like are told when the tree is listed, and so is a name that no file system takes. */
function isMissing(path: string): boolean {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats === undefined || stats.isFile();
  } catch {
    return false;
  }
}
