import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { isObjectName } from './parse-commit.ts';

/** So many bytes at the end of a log are read. */
const most = 1024 * 1024;

/**
 * Commits that a ref was at before, as far as this repository remembers: git keeps a log of remote-tracking refs in work trees,
 * for 90 days by default.
 *
 * @param ref full name
 */
export function formerTips(repository: string, ref: string): ReadonlySet<string> {
  const git = findGitFolder(repository);
  const text = git === undefined ? '' : readEnd(join(git.common, 'logs', ref));
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const [old = '', now = ''] = line.split(' ', 2);
    for (const oid of [old, now]) if (isObjectName(oid) && !/^0+$/.test(oid)) found.add(oid);
  }
  return found;
}

function readEnd(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile()) return '';
    const bytes = Buffer.alloc(Math.min(stats.size, most));
    const length = readSync(file, bytes, 0, bytes.byteLength, stats.size - bytes.byteLength);
    return bytes.toString('latin1', 0, length);
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
