const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))?$/i;
const DURATION = /^P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** More than any of these needs; fractions of a second may be as long as one likes, but not longer than this. */
const MAX_LENGTH = 100;

/** RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  const match = text.length === 10 ? DATE.exec(text) : null;
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** RFC 3339 `full-time`; a leap second only where it is 23:59:60 in UTC. */
export function isTime(text: string): boolean {
  return isTimeOfDay(text) && /(?:z|[+-]\d\d:\d\d)$/i.test(text);
}

/** ISO 8601: the offset may be missing. */
export function isTimeOfDay(text: string): boolean {
  const match = text.length <= MAX_LENGTH ? TIME.exec(text) : null;
  if (match === null) return false;
  const [hour, minute, second] = match.slice(1, 4).map(Number) as [number, number, number];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (match[4] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  return (hour * 60 + minute - offset + 2 * 1440) % 1440 === 1439;
}

export function isDateTime(text: string): boolean {
  return /^[tT]$/.test(text[10] ?? '') && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/** ISO 8601 as people write it: a space in the middle, no offset. */
export function isLocalDateTime(text: string): boolean {
  return /^[tT ]$/.test(text[10] ?? '') && isDate(text.slice(0, 10)) && isTimeOfDay(text.slice(11));
}

/** ISO 8601: at least one unit, and one after `T` where there is a `T`; weeks stand alone. */
export function isDuration(text: string): boolean {
  return text.length <= MAX_LENGTH && DURATION.test(text) && !/[PT]$/.test(text);
}
