import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotFiles } from './compare-results.mjs';

/** @typedef {Map<string, { stamp: string, digest: string }>} FilesState */

/** @param {string} folder @returns {FilesState} */
export function stateOfFiles(folder) {
  if (!existsSync(join(folder, 'apps'))) return new Map();
  return new Map(snapshotFiles(folder).map((file) => [file, stateOf(join(folder, file))]));
}

function stateOf(path) {
  const { ino, mtimeNs } = statSync(path, { bigint: true });
  return { stamp: `${ino} ${mtimeNs}`, digest: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/**
 * @param {FilesState} before
 * @param {FilesState} after
 * @returns {{ written: number, inVain: number }} files that were written, and those of them that are as they were before
 */
export function writtenFiles(before, after) {
  let written = 0;
  let inVain = 0;
  for (const [file, { stamp, digest }] of after) {
    const old = before.get(file);
    if (old?.stamp === stamp) continue;
    written++;
    if (old?.digest === digest) inVain++;
  }
  return { written, inVain };
}
