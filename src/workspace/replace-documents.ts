import { basename, dirname, join } from 'node:path';
import { startsWithMark } from '../documents/decode-text.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { nodeFs, type OutputFs } from './output-folder-fs.ts';
import { readPlainFile } from './read-plain-file.ts';
import { replaceFile } from './replace-file.ts';

export interface Replacement {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Blob id of what is to be replaced. */
  readonly oid: string;
  readonly text: string;
}

/** What is said where a document is not what was read any more: each command has a code of its own. */
type ChangedCode = 'migration/changed-meanwhile' | 'lint/changed-meanwhile';

/** Of a file: read, write and execute for owner, group and others. */
const PERMISSIONS = 0o777;

/**
 * Writes all of the documents or none: each is replaced whole, and when one of them cannot be, those before it get their
 * old contents back. Nothing is written where one of them is not what was read. A byte order mark, which no text has, stays,
 * and so do the permissions of a file.
 */
export function replaceDocuments(
  repository: string,
  replacements: readonly Replacement[],
  changed: ChangedCode,
  fs: OutputFs = nodeFs,
): Diagnostic | undefined {
  const before = new Map<string, Uint8Array>();
  for (const { path, oid } of replacements) {
    const file = readPlainFile(repository, path);
    if (!('bytes' in file) || file.oid !== oid) {
      const hint = 'Run the command again';
      return diagnostic(changed, { path }, { hint });
    }
    before.set(path, file.bytes);
  }
  const done: string[] = [];
  for (const { path, text } of replacements) {
    try {
      const mark = startsWithMark(before.get(path) as Uint8Array) ? '\u{FEFF}' : '';
      write(repository, path, new TextEncoder().encode(mark + text), fs);
      done.push(path);
    } catch (error) {
      for (const each of done) writeBack(repository, each, before.get(each) as Uint8Array, fs);
      return writeFailure(path, error);
    }
  }
  return undefined;
}

function write(repository: string, path: string, bytes: Uint8Array, fs: OutputFs): void {
  const file = join(repository, path);
  const mode = fs.lstatSync(file)?.mode;
  replaceFile(dirname(file), basename(file), bytes, fs, mode === undefined ? undefined : mode & PERMISSIONS);
}

/** The first failure is the one to report. */
function writeBack(repository: string, path: string, bytes: Uint8Array, fs: OutputFs): void {
  try {
    write(repository, path, bytes, fs);
  } catch {
    // git has it.
  }
}
