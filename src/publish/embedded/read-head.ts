import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';

export interface ReadHead {
  /** Full object name. */
  readonly oid: string;
  /** First line of the message. */
  readonly subject: string;
}

/** The commit that somebody wants to publish, by the names of their own repository. */
export async function readHead(location: WorkspaceLocation, revision: string): Promise<ReadHead | GitFailure> {
  const reader = await openObjectReader(location.repository);
  try {
    const oid = await reader.resolveRevision(revision);
    if (isGitFailure(oid)) return oid;
    const commit = await reader.readCommit(oid);
    return isGitFailure(commit) ? commit : { oid, subject: commit.message.split('\n')[0]?.trim() ?? '' };
  } finally {
    reader.close();
  }
}
