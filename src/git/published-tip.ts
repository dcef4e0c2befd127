import { branchTip, isBranchName } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';

/** Where the protected branch stands here. */
export interface PublishedTip {
  /** Full name of the ref. */
  readonly ref: string;
  /** Full object name of its commit. */
  readonly oid: string;
}

/** The copy of `origin` counts before the own branch of that name: what was not pushed is not published yet. */
export function publishedTip(repository: string, branch: string): PublishedTip | undefined {
  const git = findGitFolder(repository);
  if (git === undefined || !isBranchName(branch)) return undefined;
  return branchTip(git, branch, ['refs/remotes/origin/', 'refs/heads/']);
}
