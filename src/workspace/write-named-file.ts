import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nodeFs } from './output-folder-fs.ts';
import { replaceFile } from './replace-file.ts';

/** Where files are not what they seem; `/dev/shm` is a folder like any other, kept in memory. */
const systemsOwn = /^\/(?:dev\/(?!shm\/)|proc\/)/;

/**
 * Writes a file that somebody named on the command line, and makes the folders on its way. A repository may hold links: one in
 * the place of the file is replaced, and one on the way to it, from the current folder on, is refused. Pipes and what the system
 * has under `/dev` and `/proc` are written to.
 *
 * @throws what the file system says
 */
export function writeNamedFile(cwd: string, path: string, text: string): void {
  const file = resolve(cwd, path);
  const there = lstatSync(file, { throwIfNoEntry: false });
  const isReplaced = there === undefined || there.isFile() || there.isSymbolicLink() || there.isDirectory();
  if (!isReplaced || systemsOwn.test(file)) return writeFileSync(file, text);
  refuseLinks(cwd, dirname(file));
  mkdirSync(dirname(file), { recursive: true });
  if (there?.isDirectory() === true) throw new Error('it is a folder');
  replaceFile(dirname(file), basename(file), new TextEncoder().encode(text), nodeFs);
}

function refuseLinks(cwd: string, folder: string): void {
  const way = relative(cwd, folder);
  if (way === '' || way.startsWith('..') || isAbsolute(way)) return;
  let at = cwd;
  for (const part of way.split(sep)) {
    at = join(at, part);
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new Error(`${part} is a link`);
  }
}
