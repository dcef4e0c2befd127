import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { GitFailure } from './git-failure.ts';
import { objectName } from './object-name.ts';
import type { Workbench } from './workbench.ts';
import { writeFailed } from './write-failed.ts';

/**
 * Writes an object into a workbench, as a loose object of git's own form. A repository of our own needs no process of git for that;
 * whoever gets the object checks its name again.
 *
 * @param like an object name of the repository, for its hash
 * @returns its object name
 */
export function writeBenchObject(
  bench: Workbench,
  type: 'blob' | 'commit' | 'tree',
  bytes: Uint8Array,
  like: string,
): string | GitFailure {
  const oid = objectName(bytes, like, type);
  const path = join(bench.path, '.git', 'objects', oid.slice(0, 2), oid.slice(2));
  try {
    if (existsSync(path)) return oid;
    mkdirSync(dirname(path), { recursive: true });
    // Named when it is whole: a git that is running here may look for it at any moment.
    const draft = `${path}.tmp`;
    writeFileSync(draft, deflateSync(Buffer.concat([Buffer.from(`${type} ${bytes.byteLength}\0`), bytes])));
    renameSync(draft, path);
    return oid;
  } catch (error) {
    return writeFailed(error instanceof Error ? error.message : String(error));
  }
}
