import { gitFailure, type GitFailure } from './git-failure.ts';
import { gitMissing } from './run-git.ts';

/** What git says, the kind of failure it is, what confman says of it, and what to do. `$1` is what the pattern caught. */
const SAID: readonly (readonly [said: RegExp, ...GitFailureWords])[] = [
  [
    /^detected dubious ownership in repository at '(.+)'$/,
    'foreign-owner',
    'it belongs to another user, and git does not trust it',
    "Run git config --global --add safe.directory '$1'",
  ],
  [
    /^cannot use bare repository/,
    'foreign-owner',
    'git is told to trust no bare repository',
    'Run git config --global safe.bareRepository all',
  ],
  [
    /^not a git repository/,
    'not-a-repository',
    'there is no git repository here',
    'Put the workspace under git: git init, git add, git commit',
  ],
  [
    /promisor remote|^transport '.*' not allowed/,
    'missing-objects',
    'this is a partial clone, which has not all files of that commit, and confman fetches nothing',
    'Run git fetch --refetch --no-filter',
  ],
  [
    /(?:repo version|repository extension|repository version|object format)/,
    'unsupported',
    'the git here is too old for the format of the repository',
    'Install a newer git',
  ],
];

type GitFailureWords = [kind: GitFailure['kind'], reason: string, hint: string];

/** @param said the reason that a run of git gave */
export function explainFailure(said: string): GitFailure {
  if (said === gitMissing) return gitFailure('no-git', said, 'Install git, or put it on the PATH');
  for (const [pattern, kind, reason, hint] of SAID) {
    const found = pattern.exec(said);
    if (found !== null)
      return gitFailure(
        kind,
        reason,
        hint.replace('$1', () => found[1] ?? ''),
      );
  }
  return gitFailure('damaged', said, 'Run git fsck in the repository');
}
