import { code, quote } from '../code-row.ts';

const short = (oid: string): string => oid.slice(0, 12);

export const releaseCodes = {
  'release/needs-git': code<Record<never, never>>(
    'error',
    'A release needs the git program',
    () => 'A release is written with git, and there is none on the PATH',
  ),
  'release/needs-commit': code<Record<never, never>>(
    'error',
    'What is staged cannot be released',
    () => 'A release is the build of a commit, and what is staged is none yet',
  ),
  'release/uncommitted': code<{ reason: string }>(
    'warning',
    'The working tree has what the release has not',
    (a) => `The release is the build of HEAD, without what is not committed: ${a.reason}`,
  ),
  'release/refused-branch': code<{ branch: string; reason: string }>(
    'error',
    'A branch cannot take releases',
    (a) => `Nothing is released to ${quote(a.branch)}: ${a.reason}`,
  ),
  'release/foreign-branch': code<{ branch: string; reason: string }>(
    'error',
    'A branch holds something other than releases',
    (a) => `${quote(a.branch)} has a last commit that is no release: ${a.reason}`,
  ),
  'release/older-source': code<{ branch: string; source: string; released: string; reason: string }>(
    'error',
    'The branch has the release of a commit that does not come before this one',
    (a) => `${quote(a.branch)} has the release of ${short(a.released)}, and ${short(a.source)} does not follow it: ${a.reason}`,
  ),
  'release/contended': code<{ branch: string; attempts: number }>(
    'error',
    'Other releases keep moving the branch',
    (a) => `${quote(a.branch)} was moved by others at each of ${a.attempts} attempts`,
  ),
  'release/not-written': code<{ branch: string; reason: string }>(
    'error',
    'A release could not be written',
    (a) => `${quote(a.branch)} is as it was: ${a.reason}`,
  ),
  'release/remote': code<{ remote: string; reason: string }>(
    'error',
    'A release could not be pushed',
    (a) => `Nothing was pushed to ${quote(a.remote)}: ${a.reason}`,
  ),
  'release/other-source': code<{ named: string; manifest: string }>(
    'error',
    'The commit of a release names another source than its manifest',
    (a) => `The message of the commit says that its source is ${a.named}, its manifest says ${a.manifest}`,
  ),
} as const;
