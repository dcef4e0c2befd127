import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { removeFailure } from './atomic-write-failure.ts';
import { errorCode, type OutputFs } from './output-folder-fs.ts';

/**
 * Removes a folder with everything in it, or a link; links are never followed. What is gone already is no finding.
 *
 * @param shown the path as people know it
 */
export function removeTree(path: string, shown: string, fs: OutputFs): Diagnostic[] {
  try {
    const stats = fs.lstatSync(path);
    if (stats?.isDirectory() === true) removeFolder(path, fs);
    else if (stats !== undefined) fs.unlinkSync(path);
    return [];
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? [] : [removeFailure(shown, error)];
  }
}

/** The depth is bounded by the longest path that the system allows. */
function removeFolder(path: string, fs: OutputFs): void {
  for (const entry of fs.readdirSync(path)) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) removeFolder(inner, fs);
    else fs.unlinkSync(inner);
  }
  fs.rmdirSync(path);
}
