import { lstatSync, type Stats } from 'node:fs';
import { putStat, statWidth } from './file-stat.ts';

/** What a path leads to, links not followed. */
export const statKinds = { missing: 0, file: 1, folder: 2, symlink: 3, special: 4 } as const;

/** Stats of many paths: for path i the kind `kinds[i]` and, unless it is missing, `statWidth` numbers from `i * statWidth`. */
export interface StatBatch {
  readonly kinds: Uint8Array;
  readonly stats: Float64Array;
}

/** A batch in memory that threads share. `counters[0]` is the next path to be taken, `counters[1]` counts those done. */
export interface SharedBatch extends StatBatch {
  readonly counters: Int32Array;
}

/** A second thread that helps with a batch. It may be slow to start, or never come. */
export interface StatHelper {
  help(root: string, paths: readonly string[], batch: SharedBatch): void;
}

/** Paths that one thread takes at a time. */
const chunk = 256;
/** How long a chunk in another thread may take, in milliseconds, before it is done again here. */
const patience = 2000;

/** @param paths relative to `root`; what cannot be looked at counts as missing */
export function statBatch(root: string, paths: readonly string[], helper: StatHelper | undefined): StatBatch {
  const batch = sharedBatch(paths.length);
  if (paths.length > chunk * 4) helper?.help(root, paths, batch);
  takeChunks(root, paths, batch);
  if (!allDone(batch, paths.length)) statRange(root, paths, batch, 0, paths.length);
  return batch;
}

function sharedBatch(length: number): SharedBatch {
  return {
    kinds: new Uint8Array(new SharedArrayBuffer(length)),
    stats: new Float64Array(new SharedArrayBuffer(length * statWidth * Float64Array.BYTES_PER_ELEMENT)),
    counters: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
  };
}

/** Takes chunks until none is left; every thread that works on a batch runs this. */
export function takeChunks(root: string, paths: readonly string[], batch: SharedBatch): void {
  const { counters } = batch;
  for (let from = Atomics.add(counters, 0, chunk); from < paths.length; from = Atomics.add(counters, 0, chunk)) {
    const to = Math.min(from + chunk, paths.length);
    statRange(root, paths, batch, from, to);
    Atomics.add(counters, 1, to - from);
    Atomics.notify(counters, 1);
  }
}

function allDone({ counters }: SharedBatch, total: number): boolean {
  for (;;) {
    const done = Atomics.load(counters, 1);
    if (done === total) return true;
    if (Atomics.wait(counters, 1, done, patience) === 'timed-out') return false;
  }
}

function statRange(root: string, paths: readonly string[], { kinds, stats }: StatBatch, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const found = look(`${root}/${paths[i]}`);
    kinds[i] = found === undefined ? statKinds.missing : kindOf(found);
    if (found !== undefined) putStat(stats, i * statWidth, found);
  }
}

const quietly = { throwIfNoEntry: false } as const;

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, quietly);
  } catch {
    return undefined;
  }
}

function kindOf(found: Stats): number {
  if (found.isFile()) return statKinds.file;
  if (found.isDirectory()) return statKinds.folder;
  return found.isSymbolicLink() ? statKinds.symlink : statKinds.special;
}
