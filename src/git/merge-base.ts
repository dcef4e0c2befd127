import { runGit } from './run-git.ts';

/** The newest commit that two commits share; undefined where there is none, or the history does not reach so far. */
export function mergeBase(repository: string, a: string, b: string): string | undefined {
  const oid = runGit(repository, ['merge-base', a, b]).stdout?.toString('latin1').trim() ?? '';
  return /^[0-9a-f]{40,64}$/.test(oid) ? oid : undefined;
}
