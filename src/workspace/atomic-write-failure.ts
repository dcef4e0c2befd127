import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorCode } from './output-folder-fs.ts';

const ELSEWHERE = 'choose another output folder with --out';

/** What the errors of a file system mean for somebody who wants a file written, and what to do about it. */
const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: ['no space is left on the disk', `Free some space, or ${ELSEWHERE}`],
  EDQUOT: ['the disk quota is used up', `Free some space, or ${ELSEWHERE}`],
  EFBIG: ['the file is larger than the file system allows', `Make the app smaller, or ${ELSEWHERE}`],
  EACCES: ['permission is denied', `Allow this user to write there, or ${ELSEWHERE}`],
  EPERM: ['the operation is not permitted', `Allow this user to write there, or ${ELSEWHERE}`],
  EROFS: ['the file system is read-only', `Make it writable, or ${ELSEWHERE}`],
  ENOTDIR: ['a file stands where a folder is needed', `Remove that file, or ${ELSEWHERE}`],
  EISDIR: ['a folder stands in its place', `Remove that folder, or ${ELSEWHERE}`],
  ENOTEMPTY: ['a folder stands in its place', `Remove that folder, or ${ELSEWHERE}`],
  EEXIST: ['something else stands in its place', `Remove it, or ${ELSEWHERE}`],
  ELOOP: ['a symbolic link stands in its place', `Remove the link, or ${ELSEWHERE}`],
  ENAMETOOLONG: ['the name is too long for the file system', 'Shorten the id of the app'],
  ENOENT: ['its folder vanished in the meantime', 'Run the command again'],
  EMFILE: ['too many files are open', 'Raise the limit of open files, for example with: ulimit -n 4096'],
  ENFILE: ['too many files are open on this machine', 'Run the command again when fewer programs are running'],
  EBUSY: ['it is in use, or another file system is mounted there', 'Choose a folder inside of it with --out'],
  EXDEV: ['another file system is mounted there', 'Choose a folder inside of it with --out'],
  EIO: ['the device reports an error', `Check the disk, or ${ELSEWHERE}`],
};

/** Whether a failed write says that every other would fail too. */
export function isHopeless({ code, args }: Diagnostic): boolean {
  return code === 'workspace/write-failed' && ['ENOSPC', 'EDQUOT', 'EROFS'].some((each) => REASONS[each]?.[0] === args['reason']);
}

/**
 * The finding for a failed write. What is no error of the file system is a bug and thrown on.
 *
 * @param shown the path as people know it
 */
export function writeFailure(shown: string, error: unknown): Diagnostic {
  const failure = failureOf(error);
  return diagnostic('workspace/write-failed', { path: shown, reason: failure.reason }, { hint: failure.hint });
}

/** The same for something that is left behind: nothing is wrong but that it is there. */
export function removeFailure(shown: string, error: unknown): Diagnostic {
  const { reason } = failureOf(error);
  return diagnostic('snapshot/leftover', { path: shown, reason }, { hint: 'Remove it by hand' });
}

function failureOf(error: unknown): { readonly reason: string; readonly hint: string } {
  const code = errorCode(error);
  if (code === undefined) throw error;
  const [reason, hint] = REASONS[code] ?? [`the file system says ${code}`, `Run the command again, or ${ELSEWHERE}`];
  return { reason, hint };
}
