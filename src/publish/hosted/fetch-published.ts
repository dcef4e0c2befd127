import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { pause } from '../../git/pause.ts';
import type { HostedStore } from './hosted-store.ts';

/** How often the forge may say that it merged, and give a branch on which that is not: its parts learn of it one after the other. */
const looks = 4;

/**
 * Brings the protected branch with a commit that the forge says it published there.
 *
 * @returns full name of the branch's tip, and whether the commit is on its first-parent line
 */
export async function fetchPublished(
  store: HostedStore,
  commit: string,
): Promise<{ readonly tip: string; readonly isThere: boolean } | GitFailure | readonly Diagnostic[]> {
  for (let look = 1; ; look += 1) {
    const fetched = await store.fetch([]);
    if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
    const { tip } = fetched;
    const line = await store.reader.firstParents(tip, {});
    if (isGitFailure(line)) return line;
    if (line.includes(commit) || look === looks) return { tip, isThere: line.includes(commit) };
    await pause(look);
  }
}
