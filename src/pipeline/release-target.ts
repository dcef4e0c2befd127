import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isBranchName } from '../git/branch-tip.ts';
import type { BranchTarget } from '../git/branch-target.ts';
import { currentBranch } from '../git/current-branch.ts';
import { isGitFailure } from '../git/git-failure.ts';
import { LocalBranch } from '../git/local-branch.ts';
import { openRemoteBranch } from '../git/remote-branch.ts';
import { withoutPassword } from '../git/remote-url.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { releaseProblem } from './release-problem.ts';

export interface ReleaseTargetOptions {
  readonly branch: string;
  /** Name of a remote, an address, or a folder; undefined for the branch of this repository. */
  readonly remote: string | undefined;
  /** That the release is built from, as people typed it. */
  readonly revision: string;
  /** Absolute: what a folder is relative to. */
  readonly cwd: string;
}

/** The branch that a release goes to. It has to be closed. */
export async function openReleaseTarget(
  { workspace, objects }: OpenedWorkspace,
  { branch, remote, revision, cwd }: ReleaseTargetOptions,
): Promise<BranchTarget | Diagnostic> {
  const { repository } = workspace.location;
  if (objects?.reader.engine === 'isomorphic-git')
    return diagnostic('release/needs-git', {}, { hint: 'Install git, or put it on the PATH; export needs none' });
  if (objects?.commit === undefined) return diagnostic('release/needs-commit', {}, { hint: 'Commit it, and leave --staged out' });
  const open = objects.bare ? undefined : currentBranch(repository);
  const reason = unfitReason(branch, revision, workspace.settings.protectedBranch, open);
  if (reason !== undefined)
    return diagnostic('release/refused-branch', { branch, reason }, { hint: 'Choose another branch with --branch' });
  const like = objects.commit.oid;
  if (remote === undefined) return new LocalBranch(repository, branch, like);
  const opened = await openRemoteBranch({ repository, remote, branch, cwd, like });
  return isGitFailure(opened) ? releaseProblem(opened, withoutPassword(remote)) : opened;
}

/**
 * A branch that people work on must not be written over by a program. Letter case does not tell branches apart: it does not where
 * they are files of a system that knows none.
 */
function unfitReason(branch: string, revision: string, protectedBranch: string, open: string | undefined): string | undefined {
  if (!isBranchName(branch) || /^(?:HEAD$|refs\/)/i.test(branch)) return 'this is no name of a branch that confman takes';
  const isSame = (other = ''): boolean => other.toLowerCase() === branch.toLowerCase();
  if (isSame(protectedBranch)) return 'it is the protected branch';
  if (isSame(revision.replace(/[~^].*$/, '').replace(/^(?:refs\/)?heads\//, '')))
    return 'it is the branch that the release is built from';
  return isSame(open) ? 'it is the branch that is checked out' : undefined;
}
