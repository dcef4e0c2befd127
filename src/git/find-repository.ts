import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isBareRepository } from './find-git-folder.ts';

/** A repository, and the folder of it that somebody stands in. */
export interface FoundRepository {
  /** Absolute: the work tree's root, or the bare repository. */
  readonly repository: string;
  /** From the root of the repository, `/` separated; empty at the root and in a bare repository. */
  readonly prefix: string;
  readonly bare: boolean;
}

/** Looks upwards. A folder of a work tree that looks like a bare repository is none: it came with the work tree. */
export function findRepository(from: string): FoundRepository | undefined {
  const start = realFolder(from);
  if (start === undefined) return undefined;
  const folders = upwards(start);
  const repository = folders.find((folder) => existsSync(join(folder, '.git')));
  if (repository !== undefined) return { repository, prefix: relative(repository, start).split(sep).join('/'), bare: false };
  const bare = folders.find(isBareRepository);
  return bare === undefined ? undefined : { repository: bare, prefix: '', bare: true };
}

function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function upwards(start: string): string[] {
  const folders = [start];
  for (let at = start; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}
