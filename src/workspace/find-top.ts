import type { Stats } from 'node:fs';
import { lstat } from './file-stat.ts';

/** A folder that the settings name, as it lies there. */
export type Top =
  | { readonly kind: 'there' | 'link on the way'; readonly path: string; readonly stats: Stats }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/**
 * Looks at every folder on the way: a link there would lead out of the repository as well as one at the end.
 *
 * @param path relative to the root; `''` is the root itself
 */
export function findTop(root: string, path: string): Top {
  let at = path.indexOf('/');
  try {
    for (; at >= 0; at = path.indexOf('/', at + 1)) {
      const before = path.slice(0, at);
      const stats = lstat(`${root}/${before}`);
      if (stats?.isSymbolicLink() === true) return { kind: 'link on the way', path: before, stats };
    }
    const stats = lstat(`${root}/${path}`);
    return stats === undefined ? { kind: 'missing' } : { kind: 'there', path, stats };
  } catch (error) {
    return { kind: 'unreadable', path, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}
