import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { frozenUntil, nextTime } from '../../src/publish/policy/publish-times.ts';

const at = (text: string): number => Date.parse(text);
const told = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString().replace('.000Z', 'Z');

describe('a freeze', () => {
  const windows = [
    { from: '2026-12-20T18:00:00+01:00', until: '2026-12-24T00:00:00Z' },
    { from: '2026-12-24T00:00:00Z', until: '2027-01-02T00:00:00Z' },
    { from: '2027-02-01T00:00:00Z', until: '2027-02-02T00:00:00Z' },
  ];

  it('holds from its first moment to its end, and windows that touch are one', () => {
    expect(frozenUntil(windows, at('2026-12-20T16:59:59Z'))).toBeUndefined();
    expect(told(frozenUntil(windows, at('2026-12-20T17:00:00Z')))).toBe('2027-01-02T00:00:00Z');
    expect(told(frozenUntil(windows.toReversed(), at('2026-12-30T00:00:00Z')))).toBe('2027-01-02T00:00:00Z');
    expect(frozenUntil(windows, at('2027-01-02T00:00:00Z'))).toBeUndefined();
  });

  it('is nothing where a window ends before it begins', () => {
    expect(
      frozenUntil([{ from: '2026-05-02T00:00:00Z', until: '2026-05-01T00:00:00Z' }], at('2026-05-01T12:00:00Z')),
    ).toBeUndefined();
  });
});

describe('the next time of a schedule', () => {
  it('is today, tomorrow, or on the next of its days', () => {
    expect(told(nextTime({ at: '06:30' }, at('2026-05-13T06:30:00Z')))).toBe('2026-05-13T06:30:00Z');
    expect(told(nextTime({ at: '06:30' }, at('2026-05-13T06:30:01Z')))).toBe('2026-05-14T06:30:00Z');
    // 2026-05-13 is a Wednesday.
    expect(told(nextTime({ at: '06:30', days: ['mon', 'tue'] }, at('2026-05-13T00:00:00Z')))).toBe('2026-05-18T06:30:00Z');
    expect(told(nextTime({ at: '06:30', days: ['wed'] }, at('2026-05-13T07:00:00Z')))).toBe('2026-05-20T06:30:00Z');
  });

  it('is told by the clocks of its zone, in summer and in winter', () => {
    const berlin = { at: '06:30', timeZone: 'Europe/Berlin' };
    expect(told(nextTime(berlin, at('2026-07-01T00:00:00Z')))).toBe('2026-07-01T04:30:00Z');
    expect(told(nextTime(berlin, at('2026-12-01T00:00:00Z')))).toBe('2026-12-01T05:30:00Z');
    const kiritimati = { at: '00:15', days: ['thu'], timeZone: 'Pacific/Kiritimati' } as const;
    expect(told(nextTime(kiritimati, at('2026-05-13T00:00:00Z')))).toBe('2026-05-13T10:15:00Z');
  });

  it('comes once where a clock is put forward or back', () => {
    const night = { at: '02:30', timeZone: 'Europe/Berlin' };
    expect(told(nextTime(night, at('2026-03-29T00:00:00Z')))).toBe('2026-03-29T01:30:00Z');
    expect(told(nextTime(night, at('2026-10-25T00:00:00Z')))).toBe('2026-10-25T00:30:00Z');
    expect(told(nextTime(night, at('2026-10-25T00:30:01Z')))).toBe('2026-10-26T01:30:00Z');
  });

  it('is none in a zone that does not exist', () => {
    expect(nextTime({ at: '06:30', timeZone: 'Mars/Olympus' }, 0)).toBeUndefined();
  });

  it('is at or after the moment, at most a week and a day later, and shows the time of its zone', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const schedules = fc.record({
      at: fc
        .tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
      days: fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }),
      timeZone: fc.constantFrom(
        'UTC',
        'Europe/Berlin',
        'America/New_York',
        'Asia/Kolkata',
        'Pacific/Auckland',
        'Pacific/Pago_Pago',
      ),
    });
    const moments = fc.integer({ min: at('2020-01-01T00:00:00Z') / 1000, max: at('2040-01-01T00:00:00Z') / 1000 });
    fc.assert(
      fc.property(schedules, moments, (schedule, seconds) => {
        const found = nextTime(schedule, seconds * 1000) as number;
        expect(found - seconds * 1000).toBeGreaterThanOrEqual(0);
        expect(found - seconds * 1000).toBeLessThanOrEqual(8 * 86_400_000);
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: schedule.timeZone, timeStyle: 'short' }).format(found);
        expect(shown).toBe(schedule.at);
        const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: schedule.timeZone, weekday: 'short' }).format(found);
        expect(schedule.days).toContain(weekday.toLowerCase());
        expect(nextTime(schedule, found)).toBe(found);
      }),
      { seed: 20_261_122, verbose: 1 },
    );
  });
});
