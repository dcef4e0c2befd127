import { readFileSync } from 'node:fs';

/** The clock of a file system may lag behind by a tick. */
const TICK = 20;

/**
 * Whether a process of this machine that made something, last changed at `modified`, may still run. One that may not be signalled is
 * alive as well. In containers every run has the same number: what is older than this process was made by another.
 */
export function isAlive(pid: number, modified: number): boolean {
  if (pid === process.pid) return modified >= Date.now() - process.uptime() * 1000 - TICK;
  try {
    return process.kill(pid, 0) && !isDefunct(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** It has ended, and nobody has asked how: in a container the first process is often none that does. */
function isDefunct(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return /^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
