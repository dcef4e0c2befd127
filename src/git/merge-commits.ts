import { gitFailure, type GitFailure } from './git-failure.ts';
import { isObjectName } from './parse-commit.ts';
import { streamGit } from './run-git.ts';
import type { Workbench } from './workbench.ts';

/** The tree of both, or the paths that both changed in ways that do not go together, and the tree with git's marks in these files. */
export type Merged = { readonly tree: string } | { readonly conflicts: readonly string[]; readonly marked: string };

/**
 * Nobody's settings but git's own have a say, so that the same two commits merge alike on every machine: renames, limits and
 * merge drivers could be configured. Attributes of a person's own are read from a default place unless another is named. Renames of files that
 * were changed as well are looked for among a million pairs at most, in some seconds: a head may bring many more files than git's own
 * limit lets it compare in minutes.
 */
const variables = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'core.attributesFile',
  GIT_CONFIG_VALUE_0: '/dev/null',
  GIT_CONFIG_KEY_1: 'merge.renameLimit',
  GIT_CONFIG_VALUE_1: '1000',
  GIT_ATTR_NOSYSTEM: '1',
} as const;

/** Merges two commits without a working tree. What is written stays in the workbench. */
export async function mergeCommits(bench: Workbench, ours: string, theirs: string): Promise<Merged | GitFailure> {
  const args = ['merge-tree', '--write-tree', '--no-messages', '--name-only', '-z', ours, theirs];
  const merged = await streamGit(bench.path, args, { limit: 1 << 24, variables });
  const printed = merged.stdout === undefined ? (merged.printed ?? '') : merged.stdout.toString('utf8');
  const [tree = '', ...paths] = printed.split('\0');
  if (merged.stdout !== undefined && isObjectName(tree)) return { tree };
  if (isObjectName(tree)) return { conflicts: paths.filter((path) => path !== '').toSorted(), marked: tree };
  const reason = merged.reason ?? 'git names no tree';
  if (/unrelated histories/.test(reason))
    return gitFailure('bad-revision', 'they share no history', 'Start from the protected branch');
  const isOld = /usage:|unknown (?:rev|option)|not a valid ref/i.test(printed);
  if (isOld) return gitFailure('unsupported', 'the git here cannot merge without a working tree', 'Install git 2.38 or newer');
  return gitFailure('damaged', reason, 'Run git fsck in the repository');
}
