import { code, list, quote } from '../code-row.ts';

export const snapshotCodes = {
  'snapshot/cannot-express': code<{ app: string; format: string; pointer: string; reason: string }>(
    'error',
    'An output format cannot hold a value',
    (a) => `The format ${a.format} cannot hold ${quote(a.pointer)} of ${quote(a.app)}: ${a.reason}`,
  ),
  'snapshot/bad-source-date-epoch': code<{ value: string }>(
    'error',
    'SOURCE_DATE_EPOCH is no time',
    (a) => `SOURCE_DATE_EPOCH is ${quote(a.value)}, and it takes whole seconds since 1970`,
  ),
  'snapshot/path-collision': code<{ path: string; ids: readonly string[] }>(
    'error',
    'Two outputs need the same place',
    (a) => `The output path ${quote(a.path)} is needed by ${list(a.ids)}`,
  ),
  'snapshot/output-link': code<{ path: string }>(
    'error',
    'A symbolic link lies in the output folder',
    (a) => `${quote(a.path)} is a symbolic link, and nothing is written through links`,
  ),
  'snapshot/output-not-folder': code<{ path: string }>(
    'error',
    'An output folder is a file',
    (a) => `${quote(a.path)} is not a folder, so nothing can be written below it`,
  ),
  'snapshot/release-target': code<{ path: string; reason: string }>(
    'error',
    'The target of an export holds something else',
    (a) => `${quote(a.path)} is not replaced: ${a.reason}`,
  ),
  'snapshot/release-busy': code<{ path: string }>(
    'error',
    'Other exports keep replacing the same target',
    (a) => `${quote(a.path)} was replaced by another process at every attempt`,
  ),
  'snapshot/no-commit': code<{ reason: string }>(
    'warning',
    'A release was not built from a commit',
    (a) => `The manifest names no commit: ${a.reason}`,
  ),
  'snapshot/shallow-history': code<Record<never, never>>(
    'error',
    'The history is too short to count the schema sequence',
    () => 'This is a shallow clone, and the schema sequence of a release counts the whole history',
  ),
  'snapshot/leftover': code<{ path: string; reason: string }>(
    'warning',
    'Something that is no longer needed could not be removed',
    (a) => `${quote(a.path)} is no longer needed and could not be removed (${a.reason})`,
  ),
  'snapshot/manifest-missing': code<{ path: string }>(
    'error',
    'A folder is no release',
    (a) => `There is no release manifest at ${quote(a.path)}`,
  ),
  'snapshot/manifest-version': code<{ found: string; supported: number }>(
    'error',
    'A manifest has a format version that is not known',
    (a) => `The manifest has format version ${a.found}, and this confman reads version ${a.supported}`,
  ),
  'snapshot/manifest-invalid': code<{ pointer: string; reason: string }>(
    'error',
    'A manifest is damaged or was not written by confman',
    (a) => `The manifest is not usable${a.pointer === '' ? '' : ` at ${quote(a.pointer)}`}: ${a.reason}`,
  ),
  'snapshot/verify-missing': code<{ path: string; id: string }>(
    'error',
    'A file of a release is missing',
    (a) => `${quote(a.path)} is missing; the manifest lists it for ${quote(a.id)}`,
  ),
  'snapshot/verify-extra': code<{ path: string; kind: string }>(
    'error',
    'A release holds something that its manifest does not list',
    (a) => `The manifest does not list ${a.kind} ${quote(a.path)}`,
  ),
  'snapshot/verify-changed': code<{ path: string; id: string; reason: string }>(
    'error',
    'A file of a release was changed',
    (a) => `${quote(a.path)} is not the file that was released for ${quote(a.id)}: ${a.reason}`,
  ),
  'snapshot/verify-mismatch': code<{ app: string; expected: string; found: string }>(
    'error',
    'A released snapshot is not what its commit gives',
    (a) => `The snapshot of ${quote(a.app)} has digest ${a.found}, its sources give ${a.expected}`,
  ),
  'snapshot/verify-schema': code<{ id: string; expected: string | null; found: string | null }>(
    'error',
    'A released schema, or the schema of a released app, is not what its commit gives',
    (a) => `For ${quote(a.id)} the release has ${a.found ?? 'no schema'}, its sources give ${a.expected ?? 'no schema'}`,
  ),
  'snapshot/verify-sequence': code<{ expected: number; found: number }>(
    'error',
    'The schema sequence of a release is not that of its commit',
    (a) => `The manifest has schema sequence ${a.found}, its commit has ${a.expected}`,
  ),
  'snapshot/verify-not-released': code<{ id: string }>(
    'error',
    'A release lacks something that its commit gives',
    (a) => `The sources give ${quote(a.id)}, and the release does not have it`,
  ),
  'snapshot/verify-not-in-sources': code<{ id: string }>(
    'error',
    'A release has something that its commit does not give',
    (a) => `The release has ${quote(a.id)}, and its sources do not give it`,
  ),
  'snapshot/verify-working-tree': code<Record<never, never>>(
    'info',
    'A release that names no commit was compared with the working tree',
    () => 'The manifest names no commit, so the release was compared with the files as they are now',
  ),
  'snapshot/verify-other-version': code<{ made: string; running: string }>(
    'info',
    'A release that differs was made by another version of confman',
    (a) => `The release was made by confman ${a.made}, and this is ${a.running}`,
  ),
  'snapshot/too-large': code<{ app: string }>(
    'error',
    'A snapshot is longer than any text can be',
    (a) => `The snapshot of ${quote(a.app)} is too long to be written`,
  ),
} as const;
