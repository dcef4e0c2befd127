import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';

/** Longer than git holds a ref: it does so while hooks of a transaction run, for milliseconds. */
const patience = 60_000;

export interface LeftLock {
  readonly ref: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/**
 * A lock of a ref that a git which was killed has left: nobody moves that ref any more. It is told, never removed: a git that was
 * only held up (a machine that slept) would go on without it, and beside another one.
 * @param repository absolute
 * @param refs whole names
 * @param now milliseconds since 1970
 */
export function leftLock(repository: string, refs: readonly string[], now: number): LeftLock | undefined {
  const common = findGitFolder(repository)?.common;
  if (common === undefined) return undefined;
  for (const ref of refs) {
    const since = changedAt(join(common, `${ref}.lock`));
    if (since !== undefined && now - since > patience) return { ref, since };
  }
  return undefined;
}

function changedAt(path: string): number | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
  } catch {
    return undefined;
  }
}
