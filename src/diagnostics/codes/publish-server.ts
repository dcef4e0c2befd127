import { code, quote } from '../code-row.ts';

/** What a server of requests, and whoever runs it, is told. */
export const publishServerCodes = {
  'publish/left-lock': code<{ ref: string; since: string }>(
    'error',
    'A git that was killed has left a ref locked',
    (a) => `${quote(a.ref)} is locked since ${a.since}: a git that was killed has left its lock`,
  ),
} as const;
