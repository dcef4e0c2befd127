import { execFileSync } from 'node:child_process';
import { branchTip } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';

/** The sequence with the commit it was counted at, so that it need not be counted again. */
export interface SchemaSequence {
  readonly sequence: number;
  /** Empty where there is no protected branch. */
  readonly commit: string;
}

const none: SchemaSequence = { sequence: 0, commit: '' };

/**
 * How many commits of the protected branch's first-parent line changed the schema folder. Zero outside of git and
 * before the first commit.
 *
 * @param folder relative to the root of the repository
 */
export function countSchemaSequence(repository: string, branch: string, folder: string, known: SchemaSequence): SchemaSequence {
  const git = findGitFolder(repository);
  const tip = git && branchTip(git, branch);
  if (tip === undefined) return none;
  if (tip.oid === known.commit) return known;
  const count = runGit(repository, [
    'rev-list',
    '--count',
    '--first-parent',
    '--end-of-options',
    tip.oid,
    '--',
    `:(top,literal)${folder}`,
  ]);
  return { sequence: count === undefined ? 0 : Number(count.trim()), commit: tip.oid };
}

/** Nothing that a repository configures may run: `rev-list` has no hooks, and the file system monitor is off. */
function runGit(repository: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
    });
  } catch {
    return undefined;
  }
}
