import { lstatSync, type Stats } from 'node:fs';
import { putStat, statWidth } from './file-stat.ts';

/** What a path leads to, links not followed. */
export const statKinds = { missing: 0, file: 1, folder: 2, symlink: 3, special: 4 } as const;

/** Stats of many paths: for path i the kind `kinds[i]` and, unless it is missing, `statWidth` numbers from `i * statWidth`. */
export interface StatBatch {
  readonly kinds: Uint8Array;
  readonly stats: Float64Array;
}

/** @param paths relative to `root`; what cannot be looked at counts as missing */
export function statBatch(root: string, paths: readonly string[]): StatBatch {
  const kinds = new Uint8Array(paths.length);
  const stats = new Float64Array(paths.length * statWidth);
  for (let i = 0; i < paths.length; i++) {
    const found = look(`${root}/${paths[i]}`);
    kinds[i] = found === undefined ? statKinds.missing : kindOf(found);
    if (found !== undefined) putStat(stats, i * statWidth, found);
  }
  return { kinds, stats };
}

const quietly = { throwIfNoEntry: false } as const;

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, quietly);
  } catch {
    return undefined;
  }
}

function kindOf(found: Stats): number {
  if (found.isFile()) return statKinds.file;
  if (found.isDirectory()) return statKinds.folder;
  return found.isSymbolicLink() ? statKinds.symlink : statKinds.special;
}
