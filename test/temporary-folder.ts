import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** Bytes that have to be free there; all the tests together use a small part of it at a time. */
const enough = 2 ** 31;
const prefix = 'confman-tests-';

/**
 * The tests make and remove some hundred thousand small files, most of them git's, and a disk takes longer for that than
 * everything else together. Where there is room they are kept in memory, unless somebody says with TMPDIR where to put them.
 *
 * @returns removes the folder
 */
export function setup(): (() => void) | void {
  if (process.env['TMPDIR'] !== undefined) return undefined;
  const folder = folderInMemory();
  if (folder === undefined) return undefined;
  process.env['TMPDIR'] = folder;
  return () => {
    delete process.env['TMPDIR'];
    rmSync(folder, { recursive: true, force: true });
  };
}

function folderInMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < enough) return undefined;
    removeLeftovers();
    const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
    // Programs of other users pass through it, as they do through any folder for temporary files.
    chmodSync(folder, 0o755);
    if (runsPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    // There is no such place, or nobody may write to it.
  }
  return undefined;
}

/** Of runs that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(memory)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(memory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Hooks of git are programs, and in some containers nothing runs that is kept in memory. */
function runsPrograms(folder: string): boolean {
  const script = join(folder, 'script');
  writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(script).status === 0;
}
