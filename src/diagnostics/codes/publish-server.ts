import { code, quote } from '../code-row.ts';

/** What a server of requests, and whoever runs it, is told. */
export const publishServerCodes = {
  'publish/left-lock': code<{ ref: string; since: string }>(
    'error',
    'A git that was killed has left a ref locked',
    (a) => `${quote(a.ref)} is locked since ${a.since}: a git that was killed has left its lock`,
  ),
  'publish/breaks-root': code<Record<never, never>>(
    'error',
    'Who may do what could not be told, or not be changed, after publishing',
    () => 'After publishing, the namespace of the root could not be used, or nobody could change who may do what',
  ),
  'publish/broken-branch': code<{ commit: string; reason: string }>(
    'error',
    'The protected branch cannot be used, and this does not mend it',
    (a) => `The protected branch cannot be used as it is at ${a.commit.slice(0, 12)}: ${a.reason}`,
  ),
  'publish/other-branch': code<{ installed: string; settings: string }>(
    'error',
    'The hooks would protect another branch than the settings name',
    (a) => `The hooks are to protect ${quote(a.installed)}, and confman.json5 there says that ${quote(a.settings)} is protected`,
  ),
} as const;
