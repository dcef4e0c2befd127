import { branchTip, isBranchName } from './branch-tip.ts';
import { findGitFolder } from './find-git-folder.ts';
import { isGitFailure } from './git-failure.ts';
import type { ObjectReader } from './object-reader.ts';
import { isShallow } from './schema-sequence.ts';

export interface FoundBase {
  /** Full name of the commit where two lines were last the same. */
  readonly oid: string;
  /** Further ones, where the lines merged each other crosswise. */
  readonly also: readonly string[];
  /** The newest commit of the line that was left. */
  readonly tip: string;
  /** As people call that line. */
  readonly name: string;
}

export type Base =
  | FoundBase
  /** `missing`: no such branch here. `shallow`: the history was cut off before the two meet. `unrelated`: they never meet. */
  | { readonly kind: 'missing' | 'shallow' | 'unrelated' | 'no-git' | 'no-commit'; readonly reason: string };

/**
 * Where the work at hand left the protected branch. The copy of `origin` counts before the own branch of that name: what
 * was not pushed is not protected yet.
 *
 * @param repository that the reader reads
 * @param head the work at hand: full name of a commit; HEAD by default
 */
export async function protectedBase(reader: ObjectReader, repository: string, branch: string, head?: string): Promise<Base> {
  const git = findGitFolder(repository);
  if (git === undefined) return { kind: 'no-git', reason: 'there is no git repository here' };
  const work = head ?? (await reader.resolveRevision('HEAD'));
  if (isGitFailure(work)) return { kind: 'no-commit', reason: work.reason };
  if (!isBranchName(branch)) return { kind: 'missing', reason: 'this is no name of a branch' };
  const tip = branchTip(git, branch, ['refs/remotes/origin/', 'refs/heads/']);
  if (tip === undefined) return { kind: 'missing', reason: 'it is not in this repository' };
  const bases = await reader.mergeBases(work, tip.oid);
  const [oid, ...also] = isGitFailure(bases) ? [] : bases;
  if (oid !== undefined) return { oid, also, tip: tip.oid, name: tip.ref.replace(/^refs\/(?:heads|remotes)\//, '') };
  return isShallow(repository)
    ? { kind: 'shallow', reason: 'the history here is cut off before the two meet' }
    : { kind: 'unrelated', reason: 'it shares no commit with what is checked out' };
}
