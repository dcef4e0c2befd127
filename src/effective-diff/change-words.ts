import type { Place } from '../diagnostics/finding.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { JsonValue } from '../model/json.ts';
import { unreachable } from '../model/unreachable.ts';
import type { CauseView, ChangeGroup, EffectiveView } from './effective-view.ts';

/** A change in words, still in parts, so that each can be painted. */
export interface ChangeWords {
  readonly path: string;
  /** Stands between the path and the values: `added:`. */
  readonly verb: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Behind the values. */
  readonly note: string;
}

const mostPath = 400;

/** @param room so many characters of a value are told */
export function changeWords(group: ChangeGroup, room: number): ChangeWords {
  const { kind, before, after, secret } = group;
  const path = visibleText(group.path === '' ? '/' : group.path, mostPath);
  const texts = {
    before: before === undefined ? undefined : valueText(before, room),
    after: after === undefined ? undefined : valueText(after, room),
  };
  const alike = secret && texts.before !== undefined && texts.before === texts.after;
  return {
    path,
    verb:
      kind === 'changed'
        ? ''
        : kind === 'moved'
          ? `moved from place ${placeOf(group.oldPointer)} to ${placeOf(group.newPointer)}`
          : kind,
    ...texts,
    note: alike ? '(another value, not shown)' : '',
  };
}

function valueText(value: JsonValue, room: number): string {
  return visibleText(JSON.stringify(value), room);
}

/** Places count from 1 in what people read. */
function placeOf(pointer = ''): number {
  return Number(pointer.slice(pointer.lastIndexOf('/') + 1)) + 1;
}

export function placeText({ file, line, column }: Place): string {
  return `${visibleText(file, mostPath)}:${line}:${column}`;
}

/** @param show how texts are shown that are not ours: places, names */
export function causeWords(
  { kind, side, place, now, detail }: CauseView,
  view: EffectiveView,
  show: (text: string) => string = (text) => visibleText(text, mostPath),
): string {
  const at = place === undefined ? '' : show(placeText(place));
  const within = side === 'base' && view.command === 'diff' ? ` in ${show(view.base.name)}` : '';
  const instead = now === undefined ? '' : `, now at ${show(placeText(now))}`;
  const more = detail === undefined ? '' : ` (${show(detail)})`;
  switch (kind) {
    case 'set':
      return `set at ${at}`;
    case 'default':
      return `the default at ${at}`;
    case 'removed':
      return `removed at ${at}`;
    case 'unset':
      return `no longer set at ${at}${within}${instead}`;
    case 'reference':
      return side === 'base' ? `no longer by the reference at ${at}${within}${instead}` : `by the reference at ${at}`;
    case 'origin':
      return now === undefined ? `set at ${at}` : `set at ${at} and ${show(placeText(now))}`;
    case 'cascade':
    case 'namespace':
    case 'schema':
    case 'document':
      return at === '' ? `by the ${kind}${more}` : `by the ${kind} at ${at}${within}${more}`;
    case 'settings':
      return `by the settings${more}`;
    case 'unknown':
      return '';
    default:
      return unreachable(kind);
  }
}

/** `apps/a`, or `412 apps`. */
export function appsWords(apps: readonly string[]): string {
  const [only] = apps;
  return apps.length === 1 && only !== undefined ? visibleText(only, mostPath) : counted(apps.length, 'app');
}

/** The first of them, and how many more there are. */
export function someApps(apps: readonly string[], most: number, shown: (app: string) => string): string {
  // One name takes no more room than saying that there is one more.
  const first = apps.slice(0, apps.length === most + 1 ? most + 1 : most).map((app) => shown(visibleText(app, 200)));
  const left = apps.length - first.length;
  return left === 0 ? first.join(', ') : `${first.join(', ')} and ${left} more`;
}

/** `main (1a2b3c4)`, `the working tree`. */
export function sideWords({ name, commit }: EffectiveView['base']): string {
  const short = commit?.slice(0, 7);
  const shown = visibleText(name, 120);
  return short === undefined || commit?.startsWith(name) === true ? shown : `${shown} (${short})`;
}
