import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { removeFailure } from './atomic-write-failure.ts';
import { isStale, machineLiveness, parseTempName, shortHash, type Liveness, type TempKind } from './atomic-write-temp.ts';
import { errorCode, nodeFs, type OutputFs } from './output-folder-fs.ts';
import { removeTree } from './release-switch-remove.ts';

/** The largest release takes minutes to write. */
const PATIENCE = 24 * 3600_000;

export interface RecoverOptions {
  /** The target as people know it. */
  readonly shown: string;
  readonly fs?: OutputFs;
  readonly liveness?: Liveness;
}

/** Marks what belongs to a target among what else lies beside it. */
export function targetTag(target: string): string {
  return shortHash(basename(target));
}

/** Where the releases lie that a target leads to when it is a link. */
export function releasesFolder(target: string): string {
  return `${target}.releases`;
}

/**
 * Puts right what a killed export left beside its target: when the target is missing because the switch was cut in two,
 * the old release comes back; then leftovers are removed. Nothing is touched of processes that still run. Idempotent.
 *
 * @param target absolute; a link is not followed
 */
export function recoverRelease(target: string, options: RecoverOptions): Diagnostic[] {
  const { shown, fs = nodeFs, liveness = machineLiveness } = options;
  const find = (folder: string, kind: TempKind): string[] => leftovers(folder, targetTag(target), kind, fs, liveness);
  try {
    const olds = find(dirname(target), 'old');
    for (const old of olds) if (fs.lstatSync(target) === undefined) fs.renameSync(old, target);
    const rest = [...olds, ...find(dirname(target), 'new'), ...find(releasesFolder(target), 'new')];
    return rest.flatMap((path) => removeTree(path, besides(shown, target, path), fs));
  } catch (error) {
    return [removeFailure(shown, error)];
  }
}

/** How people know something beside a target: by the way they wrote the target. */
export function besides(shown: string, target: string, path: string): string {
  return join(dirname(shown), path.slice(dirname(target).length));
}

/** What dead exports to one target left in a folder, the newest first. */
function leftovers(folder: string, tag: string, kind: TempKind, fs: OutputFs, liveness: Liveness): string[] {
  const found: { path: string; modified: number }[] = [];
  for (const name of namesIn(folder, fs)) {
    const parsed = parseTempName(name);
    if (parsed?.kind !== kind || parsed.tag !== tag) continue;
    const path = join(folder, name);
    const modified = fs.lstatSync(path)?.mtimeMs;
    if (modified !== undefined && isStale(parsed, modified, PATIENCE, liveness)) found.push({ path, modified });
  }
  return found.sort((a, b) => b.modified - a.modified).map(({ path }) => path);
}

/** Where a folder cannot be read there is nothing to recover; writing will say what is wrong with it. */
function namesIn(folder: string, fs: OutputFs): string[] {
  try {
    return fs.readdirSync(folder).map(({ name }) => name);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
