import { gitFailure, type GitFailure } from './git-failure.ts';

/** Objects could not be written. */
export function writeFailed(reason: string): GitFailure {
  return gitFailure('write-failed', reason, 'Look at the space and the permissions of the .git folder, and run git fsck');
}
