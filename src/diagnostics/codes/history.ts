import { code, quote } from '../code-row.ts';

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
} as const;
