import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** The folders of a repository: one of its own for each work tree, and the one that all its work trees share. */
export interface GitFolders {
  readonly own: string;
  readonly common: string;
}

/** @param repository absolute path of the work tree's root, or of a bare repository */
export function findGitFolder(repository: string): GitFolders | undefined {
  try {
    const entry = join(repository, '.git');
    const found = lstatSync(entry, { throwIfNoEntry: false });
    if (found === undefined) return isBareRepository(repository) ? { own: repository, common: repository } : undefined;
    const own = found.isDirectory() ? entry : linked(repository, readFileSync(entry, 'utf8'));
    return own === undefined ? undefined : { own, common: commonOf(own) };
  } catch {
    return undefined;
  }
}

/** What git itself takes for a repository without a work tree. */
export function isBareRepository(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(folder, name)));
}

/** A linked work tree and a submodule have a file in the place of the folder: `gitdir: <path>`. */
function linked(base: string, text: string): string | undefined {
  const path = /^gitdir: (.+?)\r?\n?$/.exec(text)?.[1];
  return path === undefined ? undefined : resolveFrom(base, path);
}

function commonOf(own: string): string {
  try {
    return resolveFrom(own, readFileSync(join(own, 'commondir'), 'utf8').trim());
  } catch {
    return own;
  }
}

function resolveFrom(base: string, path: string): string {
  return isAbsolute(path) ? path : join(base, path);
}
