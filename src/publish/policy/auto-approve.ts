import type { ChangeGroup, EffectiveView } from '../../effective-diff/effective-view.ts';
import { parsePointer, type Pointer } from '../../model/pointer.ts';
import type { AutoApproveRule } from '../../namespaces/settings.ts';

export interface WholeChange {
  /** All apps and all values: a view that was narrowed would hide what a rule has to see. */
  readonly view: EffectiveView;
  /** Something changes that is no app's value: a namespace, a schema, a setting, a file that no app reads. */
  readonly beyondApps: boolean;
  /** Values of the variable `environment` of an app, before and after; undefined where it has none. */
  readonly environmentsOf: (app: string) => readonly (string | undefined)[];
}

/** The first rule that the whole change keeps to, as its place in the list. */
export function autoApproval(rules: readonly AutoApproveRule[], change: WholeChange): number | undefined {
  const { view, beyondApps } = change;
  if (beyondApps || view.cut > 0 || view.unknown.length > 0 || view.validity.length > 0 || view.schemas.length > 0)
    return undefined;
  const at = rules.findIndex((rule) => keepsTo(rule, change));
  return at < 0 ? undefined : at;
}

function keepsTo({ pointers, widening, environments, maxApps }: AutoApproveRule, change: WholeChange): boolean {
  const { view, environmentsOf } = change;
  const wholeApps = view.added.length + view.removed.length > 0;
  if (maxApps !== undefined && view.changed.length > maxApps) return false;
  // An app that comes or goes changes at its root, which is below no place.
  if (pointers !== undefined && (wholeApps || !view.changes.every((each) => isBelow(each, pointers)))) return false;
  if (widening === true && (view.removed.length > 0 || !view.changes.every(widens))) return false;
  if (environments === undefined) return true;
  return view.changed.every((app) => environmentsOf(app).every((name) => name !== undefined && environments.includes(name)));
}

/** In all its apps: elements that are merged by key stand at another place in some. */
function isBelow({ oldPointer, newPointer, elsewhere }: ChangeGroup, places: readonly string[]): boolean {
  const all = [{ oldPointer, newPointer }, ...(elsewhere?.values() ?? [])];
  const at = all.flatMap((each) => [each.oldPointer, each.newPointer]).filter((pointer) => pointer !== undefined);
  return at.length > 0 && at.every((pointer) => places.some((place) => covers(place, pointer)));
}

function covers(place: string, pointer: Pointer): boolean {
  const [wanted, tokens] = [parsePointer(place), parsePointer(pointer)];
  if (wanted === undefined || tokens === undefined || wanted.length > tokens.length) return false;
  return wanted.every((token, i) => token === '*' || token === tokens[i]);
}

/**
 * A value that may not be shown may not be judged either: nobody could look after it. Of a list of numbers, such as ports, another
 * one is no greater one: what was in it is gone.
 */
function widens({ kind, before, after, secret, newPointer }: ChangeGroup): boolean {
  if (secret) return false;
  if (kind === 'added') return true;
  const isElement = /\/\d+$/.test(newPointer ?? '');
  return kind === 'changed' && !isElement && typeof before === 'number' && typeof after === 'number' && after > before;
}
