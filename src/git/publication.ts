import type { Commit, Person } from './object-reader.ts';
import { requestOf } from './request-of.ts';

/** How a commit of the protected branch's first-parent line came to be there. */
export interface Publication {
  /** Full object name. */
  readonly commit: string;
  /** Seconds since 1970: when it was committed. */
  readonly publishedAt: number;
  readonly publishedBy: Person;
  /** As the forge or confman counts them; undefined where the commit names none. */
  readonly publishRequestId: string | undefined;
}

/**
 * Who published is who committed. Where that is the forge itself, which commits in the name of whoever pressed the button, it is
 * the author: of a merge the one who merged; of a squash or a rebase the forge keeps only who wrote it.
 */
export function publicationOf(commit: Commit): Publication {
  const { oid, author, committer, committedAt } = commit;
  const publishedBy = isForge(committer) ? author : committer;
  return { commit: oid, publishedAt: committedAt, publishedBy, publishRequestId: requestOf(commit) };
}

/** Names under which forges sign what they commit for somebody. */
const forges: readonly RegExp[] = [
  /^noreply@github\.com$/,
  /^noreply@gitlab\.com$/,
  /^gitea@fake\.local$/,
  /^(?:noreply|no-reply)@(?:gitea|forgejo|codeberg)\.(?:io|com|org)$/,
  /^noreply@bitbucket\.org$/,
];

function isForge({ email }: Person): boolean {
  return forges.some((known) => known.test(email.toLowerCase()));
}
