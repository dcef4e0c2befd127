import type { Stats } from 'node:fs';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { lstat } from './file-stat.ts';
import { OutputFolder } from './output-folder.ts';

/** The folder of the snapshots with what the file system says of its files. */
export class SnapshotFiles {
  readonly output: OutputFolder;

  constructor(output: OutputFolder) {
    this.output = output;
  }

  stats(path: string): Stats | undefined {
    try {
      return lstat(`${this.output.path}/${path}`);
    } catch {
      return undefined;
    }
  }

  read(path: string): Uint8Array | undefined {
    const size = this.stats(path)?.size;
    return size === undefined ? undefined : this.output.read(path, size);
  }

  write(path: string, bytes: Uint8Array): Diagnostic | undefined {
    return this.output.write(path, bytes);
  }

  /** Stats of the folder itself (`''`) and of folders in it. */
  folderStats(folder: string): Stats | undefined {
    return this.stats(folder);
  }
}
