import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Where a workspace lies. `repository` is the root of the git repository, or the workspace itself outside of one. */
export interface WorkspaceLocation {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly repository: string;
  /** The workspace relative to the repository, `/` separated; empty where they are the same. */
  readonly prefix: string;
  /** There is a git repository. */
  readonly git: boolean;
}

export const settingsName = 'confman.json5';

/** Looks from a folder upwards for `confman.json5`, else for a `configs` folder, and never out of the repository. */
export function findWorkspace(from: string): WorkspaceLocation | undefined {
  const start = realFolder(resolve(from));
  if (start === undefined) return undefined;
  const folders = upwards(start);
  const repository = folders.find((folder) => existsSync(join(folder, '.git')));
  const inside = repository === undefined ? folders : folders.slice(0, folders.indexOf(repository) + 1);
  const root =
    inside.find((folder) => isFile(join(folder, settingsName))) ?? inside.find((folder) => isFolder(join(folder, 'configs')));
  if (root === undefined) return undefined;
  const top = repository ?? root;
  return { root, repository: top, prefix: relative(top, root).split(sep).join('/'), git: repository !== undefined };
}

/** Whether there is a folder to look from. */
export function canLookFrom(from: string): boolean {
  return realFolder(resolve(from)) !== undefined;
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

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A path of the workspace as a path of the repository. */
export function inRepository({ prefix }: WorkspaceLocation, path: string): string {
  return prefix === '' ? path : `${prefix}/${path}`;
}
