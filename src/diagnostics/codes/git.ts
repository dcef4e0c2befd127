import { code, list, quote } from '../code-row.ts';

export const gitCodes = {
  'git/unknown-revision': code<{ revision: string; reason: string }>(
    'error',
    'A revision names no commit',
    (a) => `${quote(a.revision)} cannot be used: ${a.reason}`,
  ),
  'git/index-unreadable': code<{ reason: string }>(
    'error',
    'What is staged cannot be read',
    (a) => `The index cannot be read: ${a.reason}`,
  ),
  'git/unmerged': code<{ paths: readonly string[] }>(
    'error',
    'The index has conflicts that are not settled',
    (a) => `A merge is not finished: ${list(a.paths, 3)} ${a.paths.length === 1 ? 'has' : 'have'} conflicts`,
  ),
  'git/no-workspace': code<{ of: string; folder: string }>(
    'error',
    'A commit or the index has no workspace',
    (a) =>
      `${a.of === 'the index' ? 'The index' : quote(a.of)} has no confman.json5 and no configs folder in ${quote(a.folder)} or above it`,
  ),
} as const;
