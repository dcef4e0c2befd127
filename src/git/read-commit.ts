import { runGit } from './run-git.ts';

export interface Commit {
  /** Full object name. */
  readonly oid: string;
  /** Seconds since 1970. */
  readonly committedAt: number;
}

export type CommitResult = Commit | { readonly reason: string };

/** @param name `HEAD`, a full object name of a commit, or a revision whose form was checked */
export function readCommit(repository: string, name: string): CommitResult {
  const found = runGit(repository, ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`]);
  const oid = found.stdout?.toString('latin1').trim() ?? '';
  if (!/^[0-9a-f]{40,64}$/.test(oid)) return { reason: reasonOf(found.reason) };
  const { stdout, reason } = runGit(repository, ['cat-file', 'commit', oid]);
  const time = /^committer .*> (\d{1,12}) [+-]\d{4}$/m.exec(stdout?.toString('latin1') ?? '')?.[1];
  return time === undefined ? { reason: reason ?? 'the commit cannot be read' } : { oid, committedAt: Number(time) };
}

/** Git's words for a name that leads to no commit help nobody. */
function reasonOf(said = ''): string {
  return /^(?:Needed a single revision|Not a valid object name|)$/.test(said) ? 'there is no such commit' : said;
}
