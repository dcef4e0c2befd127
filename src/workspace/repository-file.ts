import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { decodeText } from '../documents/decode-text.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { nodeFs } from './output-folder-fs.ts';
import { pathInside } from './output-folder-place.ts';
import { readFailure } from './read-failure.ts';
import { readPlainFile } from './read-plain-file.ts';
import { replaceFile } from './replace-file.ts';

/** In bytes: what is written here by hand is far below. */
const mostBytes = 8 * 1024 * 1024;

/** Of a file: read, write and execute for owner, group and others. */
const PERMISSIONS = 0o777;

/**
 * The path of a file in a repository, relative to its root; undefined for one elsewhere, or among git's own.
 *
 * @param file absolute
 */
export function pathInRepository(repository: string, file: string): string | undefined {
  const path = pathInside(repository, file);
  return path === undefined || path === '' || path.toLowerCase().split('/').includes('.git') ? undefined : path;
}

/** The text of a file of the working tree; undefined where there is none. No link is followed, also not on the way to it. */
export function readRepositoryFile(repository: string, path: string): { readonly text: string | undefined } | Diagnostic {
  if (linkOnTheWay(repository, path)) return readFailure(path, 'a symbolic link');
  if ((nodeFs.lstatSync(join(repository, path))?.size ?? 0) > mostBytes) return readFailure(path, 'too large');
  const file = readPlainFile(repository, path);
  if ('missing' in file) return { text: undefined };
  if ('reason' in file) return readFailure(path, file.reason);
  const decoded = decodeText(file.bytes);
  return 'text' in decoded ? decoded : readFailure(path, 'no UTF-8');
}

/** Writes a file of the working tree whole, and the folders on its way. Never through a link, nor in the place of one. */
export function writeRepositoryFile(repository: string, path: string, text: string): Diagnostic | undefined {
  const file = join(repository, path);
  try {
    if (linkOnTheWay(repository, path)) throw Object.assign(new Error('a link'), { code: 'ELOOP', syscall: 'open' });
    nodeFs.mkdirsSync(dirname(file));
    const mode = nodeFs.lstatSync(file)?.mode;
    replaceFile(
      dirname(file),
      basename(file),
      new TextEncoder().encode(text),
      nodeFs,
      mode === undefined ? undefined : mode & PERMISSIONS,
    );
    return undefined;
  } catch (error) {
    return writeFailure(path, error);
  }
}

function linkOnTheWay(repository: string, path: string): boolean {
  let at = repository;
  for (const part of path.split('/')) {
    at = join(at, part);
    if (nodeFs.lstatSync(at)?.isSymbolicLink() === true) return true;
  }
  return false;
}
