import * as fs from 'node:fs';
import type { Dirent, Stats } from 'node:fs';

/** The part of the file system that outputs are written with. Tests put a failing one in its place. */
export interface OutputFs {
  readonly openSync: (path: string, flags: number, mode?: number) => number;
  readonly writeSync: (file: number, data: Uint8Array, offset: number, length: number) => number;
  readonly readSync: (file: number, into: Uint8Array, offset: number, length: number) => number;
  readonly fstatSync: (file: number) => Stats;
  readonly fchmodSync: (file: number, mode: number) => void;
  readonly closeSync: (file: number) => void;
  readonly renameSync: (from: string, to: string) => void;
  readonly unlinkSync: (path: string) => void;
  readonly mkdirSync: (path: string) => void;
  /** With every folder above it; links on the way are followed. */
  readonly mkdirsSync: (path: string) => void;
  readonly rmdirSync: (path: string) => void;
  /** Undefined where there is nothing. */
  readonly lstatSync: (path: string) => Stats | undefined;
  readonly readdirSync: (path: string) => Dirent[];
  readonly realpathSync: (path: string) => string;
  readonly readlinkSync: (path: string) => string;
  readonly symlinkSync: (target: string, path: string) => void;
}

export const nodeFs: OutputFs = {
  openSync: fs.openSync,
  writeSync: fs.writeSync,
  readSync: (file, into, offset, length) => fs.readSync(file, into, offset, length, null),
  fstatSync: (file) => fs.fstatSync(file),
  fchmodSync: fs.fchmodSync,
  closeSync: fs.closeSync,
  renameSync: fs.renameSync,
  unlinkSync: fs.unlinkSync,
  mkdirSync: (path) => fs.mkdirSync(path),
  mkdirsSync: (path) => void fs.mkdirSync(path, { recursive: true }),
  rmdirSync: (path) => fs.rmdirSync(path),
  lstatSync: (path) => fs.lstatSync(path, { throwIfNoEntry: false }),
  readdirSync: (path) => fs.readdirSync(path, { withFileTypes: true }),
  realpathSync: (path) => fs.realpathSync(path),
  readlinkSync: (path) => fs.readlinkSync(path),
  // The kind of a link matters on Windows only, where a junction needs no privilege.
  symlinkSync: (target, path) => fs.symlinkSync(target, path, 'junction'),
};

/** `ENOSPC` and the like; undefined for what no file system says. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
