import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Nobody writes longer hooks, or longer configurations of them. */
const limit = 1024 * 1024;

/** What lies in the place of a hook, or of the configuration of what writes hooks. */
export type HookFile =
  /** Text is one character for each byte (latin1), so that what is not touched stays as it is. */
  | { readonly kind: 'file'; readonly text: string; readonly mode: number }
  | { readonly kind: 'link' }
  | { readonly kind: 'other'; readonly reason: string };

/** @returns undefined where there is nothing */
export function readHookFile(path: string): HookFile | undefined {
  let file: number | undefined;
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) return { kind: 'link' };
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) return { kind: 'other', reason: 'it is no file' };
    if (stats.size > limit) return { kind: 'other', reason: 'it is larger than 1 MiB' };
    return { kind: 'file', text: readFileSync(file, 'latin1'), mode: stats.mode & 0o777 };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { kind: 'other', reason: `it cannot be read (${code})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Where nothing is executable by a bit, everything is. */
export function isExecutable(file: HookFile): boolean {
  return file.kind !== 'file' || process.platform === 'win32' || (file.mode & 0o111) !== 0;
}

/** Whether a folder is there that is none by a link. */
export function isPlainFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && realpathSync(path) === path;
  } catch {
    return false;
  }
}

/** The first place of a program, as a shell would find it. @param path the value of PATH */
export function findProgram(name: string, folders: readonly string[], path: string): string | undefined {
  const all = [...folders, ...path.split(delimiter).filter((folder) => folder !== '')];
  return all.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    const stats = statSync(path);
    return stats.isFile() && (process.platform === 'win32' || (stats.mode & 0o111) !== 0);
  } catch {
    return false;
  }
}
