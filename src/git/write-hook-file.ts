import {
  closeSync,
  constants,
  fchmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** Why a hook could not be written: the code of the file system. */
export interface HookWriteFailure {
  readonly reason: string;
}

/**
 * Puts a file in the place of a hook, whole: git never sees half of one. A link in its place is replaced.
 *
 * @param text one character for each byte
 */
export function writeHookFile(path: string, text: string, mode: number): HookWriteFailure | undefined {
  return attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    sweepDrafts(path);
    const draft = `${path}.confman-${process.pid}.tmp`;
    rmSync(draft, { force: true });
    const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0), mode);
    try {
      fchmodSync(file, mode);
      writeFileSync(file, text, 'latin1');
    } finally {
      closeSync(file);
    }
    moveOver(draft, path);
  });
}

/** What a run that was killed left beside the hook. */
function sweepDrafts(path: string): void {
  const [folder, name] = [dirname(path), `${basename(path)}.confman-`];
  for (const entry of readdirSync(folder).filter((each) => each.startsWith(name))) {
    const pid = /^(\d{1,10})\.tmp$/.exec(entry.slice(name.length))?.[1];
    const modified = lstatSync(join(folder, entry), { throwIfNoEntry: false })?.mtimeMs;
    const isLeft = pid !== undefined && modified !== undefined && !isAlive(Number(pid), modified);
    if (isLeft) rmSync(join(folder, entry), { force: true });
  }
}

function moveOver(draft: string, path: string): void {
  try {
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Gives a hook a second name, so that another file can take its place without a moment in which git finds none. A link is
 * moved instead, and where the file system knows no second names any file.
 *
 * @param to nothing may be there
 */
export function setHookAside(from: string, to: string, isLink: boolean): HookWriteFailure | undefined {
  return attempt(() => {
    if (isLink) return renameSync(from, to);
    try {
      linkSync(from, to);
    } catch {
      renameSync(from, to);
    }
  });
}

/** Puts a hook that was set aside back into its place, over ours. */
export function restoreHookFile(from: string, to: string): HookWriteFailure | undefined {
  return attempt(() => renameSync(from, to));
}

/** As if the hook had not been set aside, after what was to take its place could not be written. */
export function undoAside(aside: string, path: string): void {
  attempt(() => {
    renameSync(aside, path);
    // Two names of one file stay both.
    rmSync(aside, { force: true });
  });
}

export function removeHookFile(path: string): HookWriteFailure | undefined {
  return attempt(() => unlinkSync(path));
}

function attempt(work: () => void): HookWriteFailure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { reason: code };
  }
}
