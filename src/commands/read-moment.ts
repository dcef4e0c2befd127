/**
 * A time as people type it: a day, of which the start or the end is meant, or a moment with its offset.
 * @returns ISO 8601, UTC, whole seconds; undefined where it is none
 */
export function readMoment(text: string, day: 'start' | 'end'): string | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const moment = Date.parse(isDay ? `${text}T${day === 'start' ? '00:00:00' : '23:59:59'}Z` : text);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
