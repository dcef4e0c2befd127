import { branchTip, isBranchName } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';
import { isShallow } from './schema-sequence.ts';
import { mergeBase } from './merge-base.ts';
import { readCommit } from './read-commit.ts';

export type Base =
  | { readonly oid: string; readonly name: string }
  /** `missing`: no such branch here. `shallow`: the history was cut off before the two meet. `unrelated`: they never meet. */
  | { readonly kind: 'missing' | 'shallow' | 'unrelated' | 'no-git' | 'no-commit'; readonly reason: string };

/**
 * Where the work at hand left the protected branch. The copy of `origin` counts before the own branch of that name: what
 * was not pushed is not protected yet.
 */
export function protectedBase(repository: string, branch: string): Base {
  const git = findGitFolder(repository);
  if (git === undefined) return { kind: 'no-git', reason: 'there is no git repository here' };
  const head = readCommit(repository, 'HEAD');
  if ('reason' in head) return { kind: 'no-commit', reason: 'there is no commit yet' };
  if (!isBranchName(branch)) return { kind: 'missing', reason: 'this is no name of a branch' };
  const tip = branchTip(git, branch, ['refs/remotes/origin/', 'refs/heads/']);
  if (tip === undefined) return { kind: 'missing', reason: 'it is not in this repository' };
  const oid = mergeBase(repository, head.oid, tip.oid);
  if (oid !== undefined) return { oid, name: tip.ref.replace(/^refs\/(?:heads|remotes)\//, '') };
  return isShallow(repository)
    ? { kind: 'shallow', reason: 'the history here is cut off before the two meet' }
    : { kind: 'unrelated', reason: 'it shares no commit with what is checked out' };
}
