import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';

/** 9999-12-31T23:59:59Z: beyond it the text would get longer. */
const LAST_SECOND = 253402300799;

/** The text of an instant, always 20 characters: `2026-05-13T16:50:00Z`. Seconds since 1970, brought into the years 1970 to 9999. */
export function instantText(seconds: number): string {
  const whole = Math.min(Math.max(Math.floor(seconds), 0), LAST_SECOND);
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}Z`;
}

export function isInstantText(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
}

export interface TimeSources {
  /** The value of SOURCE_DATE_EPOCH; undefined or empty when it is not set. */
  readonly sourceDateEpoch?: string | undefined;
  /** The committer time of the revision that is built, in seconds; undefined for the working tree and the index. */
  readonly commitTime?: number | undefined;
  /** The time of the build, in seconds. */
  readonly now: number;
}

/**
 * What `resolvedAt` says: SOURCE_DATE_EPOCH (reproducible-builds.org), else the commit's time, else the time of the build.
 * A SOURCE_DATE_EPOCH that is no number of seconds is an error and not a reason to fall back: the caller asked for a fixed time.
 */
export function resolvedAt(times: TimeSources): Outcome<string> {
  const { sourceDateEpoch = '', commitTime, now } = times;
  if (sourceDateEpoch === '') return { value: instantText(commitTime ?? now), diagnostics: [] };
  const seconds = /^\d{1,12}$/.test(sourceDateEpoch) ? Number(sourceDateEpoch) : Infinity;
  if (seconds <= LAST_SECOND) return { value: instantText(seconds), diagnostics: [] };
  const finding = diagnostic(
    'snapshot/bad-source-date-epoch',
    { value: sourceDateEpoch },
    { hint: 'Set SOURCE_DATE_EPOCH to whole seconds, for example with: git log -1 --format=%ct' },
  );
  return { value: instantText(commitTime ?? now), diagnostics: [finding] };
}
