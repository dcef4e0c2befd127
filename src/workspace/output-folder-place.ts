import { isAbsolute, relative, sep } from 'node:path';
import type { OutputPlace } from './output-folder-guard.ts';

/**
 * An output folder that a user named. Outside of the workspace it is theirs, links and all. Inside, the repository may have
 * put a link there to have files written elsewhere, so from the workspace down every folder has to be one.
 *
 * @param folder absolute, without `.` and `..`
 * @param root of the workspace, absolute; undefined where there is none
 * @param shown the folder as people know it
 */
export function outputPlace(folder: string, root: string | undefined, shown: string): OutputPlace {
  const inside = root === undefined ? undefined : pathInside(root, folder);
  return root === undefined || inside === undefined ? { base: folder, inside: '', shown } : { base: root, inside, shown };
}

/** The way from a folder down to a path, `/` separated, '' for the folder itself; undefined where the path lies elsewhere. */
export function pathInside(root: string, path: string): string | undefined {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way.replaceAll(sep, '/');
}
