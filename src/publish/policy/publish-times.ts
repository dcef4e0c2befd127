import type { FreezeWindow, Schedule } from '../../namespaces/settings.ts';

const day = 86_400_000;
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * When the freeze that holds now ends. Windows that touch or overlap are one: nobody can publish between them.
 * @param now milliseconds since 1970
 * @returns undefined where there is none
 */
export function frozenUntil(windows: readonly FreezeWindow[], now: number): number | undefined {
  const spans = windows
    .map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) }))
    .toSorted((a, b) => a.from - b.from);
  let end: number | undefined;
  for (const { from, until } of spans) if (from <= (end ?? now) && until > (end ?? now)) end = until;
  return end;
}

/** What is said of the window that holds now; the first that says anything. @param now milliseconds since 1970 */
export function frozenFor(windows: readonly FreezeWindow[], now: number): string | undefined {
  const holding = windows.filter(({ from, until }) => Date.parse(from) <= now && now < Date.parse(until));
  return holding.find(({ reason }) => reason !== undefined && reason !== '')?.reason;
}

/**
 * The first time of a schedule at or after a moment, in milliseconds since 1970. In the night in which a clock is put forward,
 * a time that it leaves out is as much later as the clock is put; one that comes twice is the first.
 */
export function nextTime({ at, days, timeZone = 'UTC' }: Schedule, after: number): number | undefined {
  const zone = zoneOf(timeZone);
  if (zone === undefined) return undefined;
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  // The local date may be one off from that of UTC; of eight days one is of any name.
  for (let offset = -1; offset <= 8; offset += 1) {
    const date = new Date(after + offset * day);
    const local = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hours, minutes);
    const weekday = names[new Date(local).getUTCDay()];
    const moment = momentOf(local, zone);
    if (moment >= after && (days === undefined || (weekday !== undefined && days.includes(weekday)))) return moment;
  }
  return undefined;
}

function zoneOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** @param local what a clock there shows, written as if it were UTC */
function momentOf(local: number, zone: Intl.DateTimeFormat): number {
  const before = local - offsetAt(local - day, zone);
  if (before + offsetAt(before, zone) === local) return before;
  const after = local - offsetAt(local + day, zone);
  return after + offsetAt(after, zone) === local ? after : before;
}

/** What clocks there are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: Intl.DateTimeFormat): number {
  const parts = new Map(zone.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const of = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(moment / 1000) * 1000;
}
