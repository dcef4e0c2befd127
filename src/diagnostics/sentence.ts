import type { Severity } from './diagnostic.ts';
import type { Report } from './finding.ts';
import { visibleText } from './visible-text.ts';

/** `1 error`, `3 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `in 400 apps (apps/a, apps/b, ... and 398 more)`; empty where no app is affected. */
export function appsPhrase(apps: readonly string[], name: (app: string) => string = (app) => visibleText(app)): string {
  if (apps.length === 0) return '';
  const shown = apps.length <= 3 ? apps : apps.slice(0, 2);
  const more = apps.length > shown.length ? `, ... and ${apps.length - shown.length} more` : '';
  return `in ${counted(apps.length, 'app')} (${shown.map((app) => name(app)).join(', ')}${more})`;
}

/** Also those that are not shown. */
export function countOf({ findings, hidden = [] }: Report, severity: Severity): number {
  return [findings, hidden].flat().reduce((count, finding) => count + (finding.severity === severity ? 1 : 0), 0);
}

/** `3 errors and 1 warning`, or `no errors`. */
export function findingsPhrase(report: Report): string {
  const counts = [
    [countOf(report, 'error'), 'error'],
    [countOf(report, 'warning'), 'warning'],
    [countOf(report, 'info'), 'note'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  if (parts.length === 0) return 'no errors';
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `400 of 1000 apps are invalid; 12 rebuilt, 588 unchanged`; empty where no app was looked at. What `validate` leaves alone goes without saying. */
export function appsSentence({ apps, command, dry = false }: Report): string {
  if (apps.total === 0) return '';
  const work =
    apps.rebuilt + apps.unchanged > 0 && command !== 'validate'
      ? `; ${apps.rebuilt} ${dry ? 'to be rebuilt' : 'rebuilt'}, ${apps.unchanged} unchanged`
      : '';
  return `${validity(apps)}${work}`;
}

/** `1 of 3 apps is invalid`, `all 3 apps are valid`. */
export function validity({ total, valid, invalid }: Report['apps']): string {
  if (invalid > 0) return `${invalid} of ${counted(total, 'app')} ${invalid === 1 ? 'is' : 'are'} invalid`;
  if (valid === total) return total === 1 ? 'the app is valid' : `all ${total} apps are valid`;
  return `${valid} of ${counted(total, 'app')} ${valid === 1 ? 'is' : 'are'} valid`;
}

/** `17 more findings are not shown; raise --max-diagnostics to see them`; empty where all are shown. */
export function omittedSentence({ omitted }: Report): string {
  if (omitted === 0) return '';
  const findings = omitted === 1 ? '1 more finding is' : `${omitted} more findings are`;
  return `${findings} not shown; raise --max-diagnostics to see ${omitted === 1 ? 'it' : 'them'}`;
}
