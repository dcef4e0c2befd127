import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findGitFolder } from './find-git-folder.ts';
import { gitFailure, type GitFailure } from './git-failure.ts';
import { splitRevision } from './revision.ts';

export function badRevision(revision: string): GitFailure {
  const reason = 'this is no name of a commit that confman takes';
  return gitFailure('bad-revision', reason, correctionOf(revision));
}

function correctionOf(revision: string): string {
  if (revision.includes(':')) return 'Name the commit alone, without a path';
  if (revision.includes('..')) return 'Write the two commits apart, as in confman diff HEAD~1 HEAD';
  if (revision.includes('@{')) return 'Write the commit itself, as git rev-list -1 --before=DATE main finds it';
  return 'Write a branch, a tag, a commit, or steps from one such as HEAD~2';
}

/** A name of the right form that leads to no commit: the history may be too short for it, or there is none yet. */
export function unknownRevision(revision: string, repository: string): GitFailure {
  const { name, steps } = splitRevision(revision);
  if (revision === 'HEAD' || revision === '@')
    return gitFailure('no-commit', 'there is no commit yet', 'Commit the workspace first: git commit');
  const git = findGitFolder(repository);
  if (steps.length > 0 && git !== undefined && existsSync(join(git.common, 'shallow'))) {
    const deep = steps.reduce((sum, { kind, count }) => sum + (kind === '~' ? count : 1), 0);
    return gitFailure('shallow', 'the history here is cut off before it', `Run git fetch --deepen=${deep} origin`);
  }
  const back = steps.length > 0 && steps.every(({ kind, count }) => kind === '~' || count === 1);
  if (back && (name === 'HEAD' || name === '@'))
    return gitFailure('unknown-revision', 'the history does not go back that far', 'Take fewer steps: git log shows the history');
  const hint = /^[0-9a-f]{40,64}$/.test(name)
    ? `Run git fetch origin ${name}`
    : 'Fetch it with git fetch origin, or name a branch, a tag or a commit that is here';
  return gitFailure('unknown-revision', 'there is no such commit', hint);
}
