import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** Bytes that have to be free there; all the tests together use a small part of it at a time. */
const enough = 2 ** 31;
const prefix = 'confman-tests-';

/**
 * All that tests leave in the folder for temporary files goes with the run, so that what many of them need can be made once.
 *
 * They make and remove some hundred thousand small files, most of them git's, and a disk takes longer for that than everything
 * else together. Where there is room they are kept in memory, unless somebody says with TMPDIR where to put them.
 *
 * @returns removes the folder
 */
export function setup(): (() => void) | void {
  const before = process.env['TMPDIR'];
  // Every project has its setup, and one of them is the first.
  if (before !== undefined && basename(before).startsWith(prefix)) return undefined;
  const folder = (before === undefined ? folderInMemory() : undefined) ?? newFolder(realpathSync(tmpdir()));
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function folderInMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < enough) return undefined;
    removeLeftovers();
    const folder = newFolder(memory);
    if (runsPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    // There is no such place, or nobody may write to it.
  }
  return undefined;
}

function newFolder(above: string): string {
  const folder = mkdtempSync(join(above, `${prefix}${process.pid}-`));
  // Programs of other users pass through it, as they do through any folder for temporary files.
  chmodSync(folder, 0o755);
  return folder;
}

/** Of runs that were killed. Containers may share the place, and see other processes: what is new may be at work there. */
function removeLeftovers(): void {
  for (const name of readdirSync(memory)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    const path = join(memory, name);
    const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > 3600_000;
    if (Number.isInteger(pid) && isOld && !isRunning(pid)) rmSync(path, { recursive: true, force: true });
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
