import { longestId } from '../../model/document-id.ts';
import { all, code, list, nearest, quote } from '../code-row.ts';

export const workspaceCodes = {
  'workspace/not-found': code<{ from: string }>(
    'error',
    'There is no workspace here or above',
    (a) => `No confman.json5 and no configs folder in ${quote(a.from)} or above it`,
  ),
  'workspace/app-not-found': code<{ app: string; near: readonly string[] }>(
    'error',
    'A named app does not exist',
    (a) => `No app matches ${quote(a.app)}${nearest(a.near)}`,
  ),
  'workspace/id-not-found': code<{ id: string; near: readonly string[] }>(
    'error',
    'A named document or app does not exist',
    (a) => `Nothing has the id ${quote(a.id)}${nearest(a.near)}`,
  ),
  'workspace/id-collision': code<{ id: string; files: readonly string[] }>(
    'error',
    'Two files have the same id',
    (a) => `The id ${quote(a.id)} is claimed by ${all(a.files)}`,
  ),
  'workspace/id-case': code<{ ids: readonly string[]; files: readonly string[] }>(
    'error',
    'Two ids differ only in letter case',
    (a) => `The ids ${all(a.ids)} differ only in letter case (${all(a.files)})`,
  ),
  'workspace/bad-id': code<{ path: string }>('error', 'A file name is no id segment', (a) =>
    a.path.length > longestId
      ? `The path ${quote(a.path)} gives no valid id: it is too long, and ids have at most ${longestId} characters`
      : `The path ${quote(a.path)} gives no valid id: a segment starts with a letter, a digit or _ and goes on with letters, digits, . _ -`,
  ),
  'workspace/folder-twice': code<{ folder: string; places: readonly string[] }>(
    'error',
    'A folder has two places in the tree',
    (a) => `The folder ${quote(a.folder === '' ? '.' : a.folder)} has a place in the tree already: ${a.places.join(' and ')}`,
  ),
  'workspace/more-findings': code<{ limit: number }>(
    'warning',
    'An app has more findings than the limit',
    (a) => `No more than ${a.limit} errors and ${a.limit} warnings of an app are told; here there are more`,
  ),
  'workspace/reserved-folder': code<{ folder: string }>(
    'error',
    'The config tree has a top folder named schemas',
    (a) => `The folder ${quote(a.folder)} would hide the schema ids, which start with schemas/`,
  ),
  'workspace/symlink': code<{ path: string }>(
    'error',
    'A symbolic link lies in the tree',
    (a) => `${quote(a.path)} is a symbolic link; links are never followed`,
  ),
  'workspace/submodule': code<{ path: string }>(
    'error',
    'A submodule lies in the tree',
    (a) => `${quote(a.path)} is another git repository; submodules are not read`,
  ),
  'workspace/special-file': code<{ path: string }>(
    'error',
    'Something that is no regular file lies in the tree',
    (a) => `${quote(a.path)} is neither a file nor a folder`,
  ),
  'workspace/unreadable': code<{ path: string; reason: string }>(
    'error',
    'A file or folder cannot be read',
    (a) => `${quote(a.path)} cannot be read (${a.reason})`,
  ),
  'workspace/too-many-documents': code<{ found: number; limit: number }>(
    'error',
    'The workspace has more documents than the limit',
    (a) => `The workspace has more than ${a.limit} documents`,
  ),
  'workspace/folder-outside': code<{ folder: string }>(
    'error',
    'A folder of the settings leaves the repository',
    (a) => `${quote(a.folder)} is not a folder inside the repository`,
  ),
  'workspace/missing-folder': code<{ folder: string }>(
    'error',
    'A folder that was named does not exist',
    (a) => `There is no folder ${quote(a.folder)}`,
  ),
  'workspace/bad-mount': code<{ at: string }>(
    'error',
    'A mount names no place in the tree',
    (a) => `Nothing can be mounted at ${quote(a.at)}`,
  ),
  'workspace/overlapping-folders': code<{ folder: string; resolved: string }>(
    'error',
    'The snapshots would lie among the documents',
    (a) => `The folder of the snapshots ${quote(a.resolved)} overlaps the folder ${quote(a.folder)} of the tree`,
  ),
  'workspace/wrong-id': code<{ stated: string; id: string }>(
    'error',
    'The _id of a document is not its id',
    (a) => `The document states the id ${quote(a.stated)}, but its place gives it ${quote(a.id)}`,
  ),
  'workspace/shape': code<{ name: string }>(
    'error',
    'A cascade, namespace or settings document has a wrong shape',
    (a) => `This is no ${a.name} document`,
  ),
  'workspace/commit-unreadable': code<{ commit: string; reason: string }>(
    'error',
    'A commit cannot be read',
    (a) => `The commit ${quote(a.commit)} cannot be read: ${a.reason}`,
  ),
  'workspace/init-exists': code<{ path: string }>(
    'error',
    'There is a workspace where a new one was asked for',
    (a) => `${quote(a.path)} is a workspace already`,
  ),
  'workspace/init-not-empty': code<{ path: string; names: readonly string[] }>(
    'error',
    'The folder for a new workspace holds something',
    (a) => `${quote(a.path)} is not empty; it holds ${list(a.names, 3)}`,
  ),
  'workspace/tree-gone': code<Record<never, never>>(
    'warning',
    'All apps disappeared while they were watched',
    () => 'There is no app any more; no snapshot is removed while watching',
  ),
  'workspace/write-failed': code<{ path: string; reason: string }>(
    'error',
    'An output file cannot be written',
    (a) => `${quote(a.path)} cannot be written (${a.reason})`,
  ),
} as const;
