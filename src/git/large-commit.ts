import { gitFailure, type GitFailure } from './git-failure.ts';
import { mostOfCommit } from './parse-commit.ts';

export function largeCommit(oid: string): GitFailure {
  const reason = `commit ${oid} is larger than ${mostOfCommit / 1024 / 1024} MB`;
  return gitFailure('too-large', reason, 'Make it anew with a shorter message');
}
