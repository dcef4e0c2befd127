import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { fileSite } from './file-site.ts';

const YOURSELF = 'Allow the user who runs confman to read it';

/** What the errors of a file system mean for somebody who wants a file read, and what to do about it. */
const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['permission is denied', YOURSELF],
  EPERM: ['the operation is not permitted', YOURSELF],
  EMFILE: ['too many files are open', 'Raise the limit of open files, for example with: ulimit -n 4096'],
  ENFILE: ['too many files are open on this machine', 'Run the command again when fewer programs are running'],
  EIO: ['the device reports an error', 'Check the disk'],
  ENOENT: ['it vanished in the meantime', 'Run the command again'],
};

/** @param reason an error code of the system, or words */
export function readFailure(path: string, reason: string): Diagnostic {
  const [words, hint] = REASONS[reason] ?? [reason, 'Put a file that can be read in its place, or remove it'];
  return diagnostic('workspace/unreadable', { path, reason: words }, { site: fileSite(path), hint });
}
