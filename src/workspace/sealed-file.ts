import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const sealLength = 32;
const largest = 1024 * 1024 * 1024;

/** The bytes of a cache file that this machine wrote, or undefined: absent, foreign, damaged, all the same. */
export function readSealed(path: string, key: Buffer): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size < sealLength || stats.size > largest) return undefined;
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    if (readSync(file, bytes, 0, stats.size, 0) !== stats.size) return undefined;
    const content = bytes.subarray(sealLength);
    return timingSafeEqual(bytes.subarray(0, sealLength), seal(content, key, path)) ? content : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * Replaces the file whole. A cache that cannot be written is no error: the next run does the work again.
 * @param place `new`: what is there already stays
 * @returns whether it is what stands there now
 */
export function writeSealed(path: string, content: Uint8Array, key: Buffer, place: 'over' | 'new' = 'over'): boolean {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true });
    if (!lstatSync(folder).isDirectory()) return false;
    ignoreInGit(folder);
    // In containers every run has the same number: one that was killed may have left its own.
    rmSync(draft, { force: true });
    writeFileSync(draft, Buffer.concat([seal(content, key, path), content]), { flag: 'wx' });
    if (place === 'over') renameSync(draft, path);
    else linkSync(draft, path);
    return true;
  } catch {
    return false;
  } finally {
    try {
      rmSync(draft, { force: true });
    } catch {
      // The doctor names it.
    }
  }
}

/** Bound to its path as well: a sealed file of one workspace is none of another. */
function seal(content: Uint8Array, key: Buffer, path: string): Buffer {
  return createHmac('sha256', key).update(path).update('\0').update(content).digest();
}

function ignoreInGit(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // It is there already.
  }
}
