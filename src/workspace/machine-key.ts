import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, linkSync, mkdirSync, openSync, readSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const keyLength = 32;

/** The folder for a user's caches on this system. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg?.startsWith('/') === true) return join(xdg, 'confman');
  if (process.platform === 'win32' && local !== undefined) return join(local, 'confman');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'confman');
  return join(homedir(), '.cache', 'confman');
}

/**
 * A secret of this user on this machine, outside of every repository. The caches in a workspace are sealed with it, so
 * that a repository cannot bring a cache along and have its answers, or its code, taken for ours. Undefined where none
 * can be kept: then there is no cache.
 *
 * @param env `CONFMAN_CACHE_KEY` gives the key itself, for build machines that restore caches between runs
 */
export function machineKey(env: NodeJS.ProcessEnv): Buffer | undefined {
  const given = env['CONFMAN_CACHE_KEY'];
  if (given !== undefined && given.length >= 16) return Buffer.from(given);
  const folder = cacheFolder(env);
  const path = join(folder, 'key');
  return readKey(path) ?? createKey(folder, path);
}

function readKey(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const stats = fstatSync(file);
    if (!stats.isFile() || !isPrivate(stats)) return undefined;
    const key = Buffer.alloc(keyLength);
    return readSync(file, key, 0, keyLength, 0) === keyLength ? key : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Others must not be able to read or replace it. */
function isPrivate({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  return process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o077) === 0);
}

/** Written whole and then linked into place: of two processes one wins, and both read what it wrote. */
function createKey(folder: string, path: string): Buffer | undefined {
  const draft = join(folder, `key.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, randomBytes(keyLength), { flag: 'wx', mode: 0o600 });
    try {
      linkSync(draft, path);
    } finally {
      unlinkSync(draft);
    }
  } catch {
    // Another process may have been first, or the folder cannot be written: reading tells.
  }
  return readKey(path);
}
