export type GitFailureKind =
  | 'no-git'
  | 'not-a-repository'
  | 'foreign-owner'
  | 'bad-revision'
  | 'unknown-revision'
  | 'no-commit'
  | 'missing-objects'
  | 'shallow'
  | 'unmerged'
  | 'too-large'
  | 'unsupported'
  | 'refused-branch'
  | 'write-failed'
  | 'remote-failed'
  | 'damaged';

/** Why git's data cannot be had, and what to do about it. */
export interface GitFailure {
  readonly kind: GitFailureKind;
  /** Goes on after a colon: `there is no such commit`. */
  readonly reason: string;
  /** Starts with a verb; names the exact command where there is one. */
  readonly hint: string;
}

export function gitFailure(kind: GitFailureKind, reason: string, hint: string): GitFailure {
  return { kind, reason, hint };
}

export function isGitFailure(value: unknown): value is GitFailure {
  return typeof value === 'object' && value !== null && 'kind' in value && 'reason' in value && 'hint' in value;
}
