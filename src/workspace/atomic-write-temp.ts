import { hostname } from 'node:os';
import { isAlive } from '../git/is-alive.ts';

/**
 * Names of what is not finished yet: `.confman-<host>-<pid>-<n>.tmp`, for a release also with the tag of its target.
 * No id segment starts with a dot, so no output has such a name, and anyone can tell whose it is and whether that
 * process still runs. Creating one exclusively makes the counter safe where two processes share a number.
 */
const NAME = /^\.confman-([0-9a-f]{8})-(\d{1,10})-\d{1,10}(?:-([0-9a-f]{8}))?\.(tmp|new|old)$/;

export type TempKind = 'tmp' | 'new' | 'old';

export interface TempName {
  readonly host: string;
  readonly pid: number;
  /** Of the release's target; undefined for a file. */
  readonly tag: string | undefined;
  readonly kind: TempKind;
}

let host: string | undefined;
let counter = 0;

export function tempName(kind: TempKind, tag?: string): string {
  host ??= shortHash(hostname());
  counter += 1;
  return `.confman-${host}-${process.pid}-${counter}${tag === undefined ? '' : `-${tag}`}.${kind}`;
}

export function parseTempName(name: string): TempName | undefined {
  const [, madeOn, pid, tag, kind] = NAME.exec(name) ?? [];
  if (madeOn === undefined || kind === undefined) return undefined;
  return { host: madeOn, pid: Number(pid), tag, kind: kind as TempKind };
}

export function shortHash(text: string): string {
  // Asked for here, because every command loads this file, and few of those that load nothing else write one.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** What tells whether something unfinished is still being worked on. */
export interface Liveness {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the process that made something, last changed at `modified`, may still run. */
  readonly isAlive: (pid: number, modified: number) => boolean;
}

export const machineLiveness: Liveness = { now: Date.now, isAlive };

/**
 * Whether something unfinished can be removed: its process on this machine is gone, or it is so old that a process of
 * that number must be another one. Of processes on other machines only the age is known.
 *
 * @param patience in milliseconds
 */
export function isStale(name: TempName, modified: number, patience: number, { now, isAlive: alive }: Liveness): boolean {
  host ??= shortHash(hostname());
  return now() - modified > patience || (name.host === host && !alive(name.pid, modified));
}
