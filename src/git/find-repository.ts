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

/** Looks upwards, as git does. */
export function findRepository(from: string): FoundRepository | undefined {
  const start = realFolder(from);
  if (start === undefined) return undefined;
  for (const repository of upwards(start)) {
    if (existsSync(join(repository, '.git')))
      return { repository, prefix: relative(repository, start).split(sep).join('/'), bare: false };
    if (isBareRepository(repository)) return { repository, prefix: '', bare: true };
  }
  return undefined;
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
