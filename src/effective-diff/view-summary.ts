import type { Finding } from '../diagnostics/finding.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { sideWords } from './change-words.ts';
import type { AppStatus, EffectiveView, FieldGroup } from './effective-view.ts';

/** Whether anything is different, also whether apps are there and valid. */
export function hasChanges({ changes, schemas, validity, added, removed }: EffectiveView): boolean {
  return changes.length + schemas.length + validity.length + added.length + removed.length > 0;
}

/** One sentence about the whole. */
export function summaryOf(view: EffectiveView): string {
  const { base, head, compared, changed, changes, added, removed } = view;
  const sides = `${sideWords(base)} and ${sideWords(head)}`;
  const where = placesOf(view);
  if (view.command === 'compare') return compareSummary(view, sides);
  if (!hasChanges(view)) {
    if (compared === 0 && view.unknown.length === 0) return `No effective change: there is no app in ${sides}`;
    const all = compared === 1 ? 'the app is' : `all ${compared} apps are`;
    const known = view.unknown.length === 0 ? all : `${compared - view.unknown.length} of ${compared} apps are`;
    return `No effective change${where}: ${known} the same ${where === '' ? '' : 'there, '}in ${sides}`;
  }
  const total = compared + added.length + removed.length;
  const what =
    changes.length === 0
      ? 'Other validity or schemas, no other values,'
      : `${counted(changes.length, 'effective change')}${where}`;
  const only = changes.length + view.schemas.length + view.validity.length === 0;
  const apps = only ? whatCame(view) : `${what} in ${changed.length} of ${counted(total, 'app')}`;
  return `${apps}: ${sideWords(base)} → ${sideWords(head)}`;
}

/** Nothing is known of other places than those that were looked at. */
function placesOf({ pointers = [] }: EffectiveView): string {
  const most = 3;
  const named = pointers.slice(0, most).map((pointer) => visibleText(pointer === '' ? '/' : pointer, 120));
  const more = pointers.length > most ? ` and ${pointers.length - most} more` : '';
  return named.length === 0 ? '' : ` at ${named.join(', ')}${more}`;
}

function whatCame(view: EffectiveView): string {
  const { added, removed, compared } = view;
  const parts = [
    ...(added.length > 0 ? [`${counted(added.length, 'app')} added`] : []),
    ...(removed.length > 0 ? [`${counted(removed.length, 'app')} removed`] : []),
  ];
  if (compared === 0) return parts.join(', ');
  return `${parts.join(', ')}, no change${placesOf(view)} in the other ${compared}`;
}

function compareSummary(view: EffectiveView, sides: string): string {
  const where = placesOf(view);
  const named = view.named.length === 0 ? '' : `; ${view.named.length} more by their names alone`;
  if (view.unknown.length > 0) return `Nothing can be said: ${view.unknown.join(', ')} cannot be put together`;
  return hasChanges(view)
    ? `${counted(view.changes.length, 'difference')}${where} between ${sides}${named}`
    : `No difference${where} between ${sides}${named}`;
}

const statusNames: Readonly<Record<AppStatus, string>> = {
  Valid: 'valid',
  Invalid: 'invalid',
  NotValidated: 'without a schema',
  Broken: 'cannot be put together',
};

export function statusName(status: AppStatus): string {
  return statusNames[status];
}

export function isGood(status: AppStatus): boolean {
  return status === 'Valid' || status === 'NotValidated';
}

/** Why apps that are invalid now are. */
export function findingsOf({ findings }: EffectiveView, { apps, after }: FieldGroup<AppStatus>): Finding[] {
  const group = new Set(apps);
  return isGood(after) ? [] : findings.filter((finding) => finding.apps.some((app) => group.has(app)));
}

/** What is not listed although it changed; empty where everything is. */
export function cutSentence({ cut }: EffectiveView): string {
  return cut === 0 ? '' : `${counted(cut, 'more change')} of single apps, too many to be listed`;
}
