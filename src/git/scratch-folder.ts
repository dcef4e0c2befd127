import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** Whose it is stands in the name, so that there is no moment in which nobody can tell. */
const name = /^confman-(?:release|signature)-([0-9a-f]{8})-(\d{1,10})-[^-]{6}$/;

/**
 * A new folder among those for temporary files. A run that was killed could not remove its own: the next one does.
 * @returns absolute
 */
export function scratchFolder(kind: 'release' | 'signature'): string {
  const among = tmpdir();
  sweep(among);
  return realpathSync(mkdtempSync(join(among, `confman-${kind}-${machine()}-${process.pid}-`)));
}

/** Those of this user, and of processes of this machine that are gone. */
function sweep(among: string): void {
  for (const entry of namesIn(among)) {
    const [, madeOn, pid] = name.exec(entry) ?? [];
    if (madeOn === undefined || madeOn !== machine()) continue;
    try {
      const path = join(among, entry);
      const stats = lstatSync(path);
      const isOurs = stats.isDirectory() && (process.getuid === undefined || stats.uid === process.getuid());
      if (isOurs && !isAlive(Number(pid), stats.mtimeMs)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else is removing it, or it cannot be removed: it hinders nobody.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

let known: string | undefined;

/** Containers may share a folder, and number their processes each for itself. */
function machine(): string {
  known ??= createHash('sha256').update(`${hostname()}\0${processSpace()}`).digest('hex').slice(0, 8);
  return known;
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
