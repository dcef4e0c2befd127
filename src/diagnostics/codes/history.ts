import { code, list, nearest, quote } from '../code-row.ts';
import { counted } from '../sentence.ts';

export const historyCodes = {
  'history/blame-needs-git': code<Record<string, never>>(
    'error',
    'Who wrote a line takes the git binary to find out',
    () => 'Who wrote a line cannot be told: git was not found',
  ),
  'history/cut': code<{ branch: string }>(
    'warning',
    'The history here is cut off before its beginning',
    (a) => `The history of ${quote(a.branch)} is cut off here: what is older than its last commit cannot be told`,
  ),
  'history/no-branch': code<{ branch: string }>(
    'error',
    'The branch whose history is asked for is not here',
    (a) => `There is no branch ${quote(a.branch)} in this repository, and so no history`,
  ),
  'history/no-such-app': code<{ app: string; line: string; near: readonly string[] }>(
    'error',
    'No commit of the history has an app of that name',
    (a) => `There never was an app ${quote(a.app)}${a.line === '' ? '' : ` on ${quote(a.line)}`}${nearest(a.near)}`,
  ),
  'history/rewritten': code<{ branch: string; tip: string; gone: number; commits: readonly string[] }>(
    'warning',
    'Commits are gone from the protected branch',
    (a) =>
      a.gone === 0
        ? `${quote(a.branch)} was rewritten: it once ended with ${quote(a.tip)}, which is not even in this repository any more`
        : `${quote(a.branch)} was rewritten: ${counted(a.gone, 'commit')} that it had ${a.gone === 1 ? 'is' : 'are'} gone, ${list(a.commits, 3)}${a.gone > a.commits.length ? ' and older' : ''}`,
  ),
  'history/rerouted': code<{ branch: string; tip: string }>(
    'warning',
    'The first-parent line of the protected branch goes another way',
    (a) =>
      `${quote(a.branch)} once ended with ${quote(a.tip)}, which now came in by a merge: its line of first parents is another one`,
  ),
} as const;
