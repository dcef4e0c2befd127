import type { ForgeFailure } from './forge-failure.ts';

/** The longest that one call waits at once for a forge that asks for patience, in milliseconds. Beyond that the reader decides. */
export const longestWait = 60_000;
/** The longest that it waits in all: twice for a minute, and no third time. */
const longestTotal = 125_000;
const ATTEMPTS = 4;

export interface Attempted {
  /** From 1 on. */
  readonly attempt: number;
  /** Whether doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
  /** Milliseconds that were waited before this attempt. */
  readonly waited: number;
  /** From 0 up to 1: those who were turned away together do not come back together. */
  readonly random: number;
}

/** @returns milliseconds after which the call is made again; undefined: it is not */
export function retryDelay(failure: ForgeFailure, { attempt, repeatable, waited, random }: Attempted): number | undefined {
  if (attempt >= ATTEMPTS) return undefined;
  const { kind, retryAfter } = failure;
  if (retryAfter !== undefined && retryAfter > longestWait) return undefined;
  // Never earlier than it was asked for.
  const wait = retryAfter === undefined ? backoff(attempt, random) : retryAfter + random * 1000;
  if (waited + wait > longestTotal) return undefined;
  // What was turned away for its rate was not carried out, whatever it was.
  if (kind === 'rate-limited') return wait;
  return repeatable && (kind === 'unavailable' || kind === 'no-answer') ? wait : undefined;
}

/** Twice as long from attempt to attempt, and up to half as long again. @param attempt from 1 on @returns milliseconds */
export function backoff(attempt: number, random: number): number {
  const pause = 1000 * 2 ** (attempt - 1);
  return pause + (pause / 2) * random;
}

/**
 * How long a forge asks to wait: `Retry-After` in seconds or as a date, else the time at which the counted requests begin anew.
 *
 * @returns milliseconds
 */
export function askedDelay(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) return /^\d{1,9}$/.test(after) ? Number(after) * 1000 : until(Date.parse(after), now);
  const used = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  return used && reset !== null && /^\d{1,12}$/.test(reset) ? until(Number(reset) * 1000, now) : undefined;
}

function until(time: number, now: number): number | undefined {
  return Number.isNaN(time) ? undefined : Math.max(1000, time - now);
}
