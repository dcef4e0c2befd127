import { constants } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeFailure } from './atomic-write-failure.ts';
import { errorCode, nodeFs } from './output-folder-fs.ts';

/** Writes a document that is not there yet, in a folder that is. @param path relative to the root of the repository */
export function createDocument(repository: string, path: string, text: string): Diagnostic | undefined {
  const bytes = new TextEncoder().encode(text);
  try {
    const file = nodeFs.openSync(join(repository, path), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
    for (let done = 0; done < bytes.length;) done += nodeFs.writeSync(file, bytes, done, bytes.length - done);
    nodeFs.closeSync(file);
    return undefined;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') return writeFailure(path, error);
    return diagnostic('migration/exists', { path }, { hint: 'Edit it, or remove it first' });
  }
}
