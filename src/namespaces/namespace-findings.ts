import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Site } from '../model/source.ts';
import { namedFindings } from './group-findings.ts';
import type { Groups } from './groups.ts';
import type { Namespace } from './namespace.ts';

/**
 * What a namespace document says that cannot hold, beside its shape: nothing of it concerns the data of apps.
 *
 * @param groups undefined where they are not known
 */
export function namespaceFindings({ grants, settings, source }: Namespace, groups: Groups | undefined): Diagnostic[] {
  const siteAt = (pointer: string): Site => ({ source, pointer: `/settings/${pointer}`, at: 'value' });
  const { freeze = [], schedule } = settings;
  return [
    ...grants.flatMap(({ principal, text, site }) => namedFindings(principal, text, site, groups)),
    ...freeze.flatMap(({ from, until }, i) => windowFindings(from, until, (key) => siteAt(`freeze/${i}/${key}`))),
    ...(schedule?.timeZone === undefined ? [] : zoneFindings(schedule.timeZone, siteAt('schedule/timeZone'))),
  ];
}

function windowFindings(from: string, until: string, siteAt: (key: 'from' | 'until') => Site): Diagnostic[] {
  const wrong = (['from', 'until'] as const).filter((key) => !isMoment(key === 'from' ? from : until));
  if (wrong.length > 0)
    return wrong.map((key) =>
      diagnostic(
        'namespaces/bad-time',
        { what: 'time that exists', text: key === 'from' ? from : until },
        { site: siteAt(key), hint: 'Correct the date or the time' },
      ),
    );
  if (Date.parse(from) < Date.parse(until)) return [];
  const related = [{ site: siteAt('from'), message: 'it begins here' }];
  const hint = 'Write a later moment, or swap the two';
  return [
    diagnostic(
      'namespaces/bad-time',
      { what: 'time after the beginning', text: until },
      { site: siteAt('until'), related, hint },
    ),
  ];
}

/** A shape that the schema accepts may still name a 30th of February, which engines move on to March. */
function isMoment(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})T/.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

function zoneFindings(timeZone: string, site: Site): Diagnostic[] {
  if (isZone(timeZone)) return [];
  const hint = 'Write a name such as "UTC" or "Europe/Berlin"';
  return [diagnostic('namespaces/bad-time', { what: 'time zone', text: timeZone }, { site, hint })];
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
