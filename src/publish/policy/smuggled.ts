import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';

export interface BroughtIn {
  /** Full names of the protected branch's tip and of what would be merged into it. */
  readonly tip: string;
  readonly head: string;
  /** Folder of the workspace in the repository. */
  readonly prefix: string;
  /** Short name of the protected branch. */
  readonly branch: string;
}

/** What is no plain file in what a head brings; undefined where there is nothing of the kind. */
export async function smuggled(
  reader: ObjectReader,
  { tip, head, prefix, branch }: BroughtIn,
): Promise<Diagnostic | GitFailure | undefined> {
  const base = await reader.mergeBase(tip, head);
  if (isGitFailure(base)) return base;
  if (base === undefined) {
    const hint = `Start from ${branch}`;
    return diagnostic('publish/wrong-merge', { commit: head, reason: 'it shares no history with the branch' }, { hint });
  }
  const changes = await reader.changes(base, head, [prefix]);
  if (isGitFailure(changes)) return changes;
  const found = changes.find(({ after }) => after !== undefined && after.type !== 'file');
  if (found?.after === undefined) return undefined;
  const what = found.after.type === 'symlink' ? 'symbolic link' : 'submodule';
  return diagnostic('publish/not-a-file', { path: found.path, what }, { hint: 'Take it out of the commits' });
}
