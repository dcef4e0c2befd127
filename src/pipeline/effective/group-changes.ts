import type { CauseView, ChangeGroup, ChangePlace } from '../../effective-diff/effective-view.ts';
import type { ValueChange } from '../../effective-diff/value-change.ts';
import { canonicalJson, compareKeys } from '../../model/canonical-json.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import type { Site } from '../../model/source.ts';
import { placeAt } from '../place-at.ts';
import type { Cause } from './find-cause.ts';
import type { ShownValues } from './shown-values.ts';

interface Draft extends Omit<ChangeGroup, 'apps' | 'cause' | 'elsewhere'> {
  readonly cause: Cause;
  readonly apps: string[];
  elsewhere?: Map<string, ChangePlace>;
}

/** So many characters of changes are kept: each of ten thousand apps may have been changed in a way of its own. */
const mostCharacters = 50_000_000;

/** Changes of many apps as they are told: the same change for the same reason is one. Nothing in it is a secret. */
export class ChangeGroups {
  readonly #drafts = new Map<string, Draft>();
  readonly #room: number;
  #characters = 0;
  #cut = 0;

  /** @param room so many characters of changes are kept; what is more is counted */
  constructor(room: number = mostCharacters) {
    this.#room = room;
  }

  /** How many changes, of each app by itself, are not among the groups. */
  get cut(): number {
    return this.#cut;
  }

  add(app: string, change: ValueChange, cause: Cause, shown: ShownValues): void {
    const oldPointer = change.kind === 'added' ? undefined : change.oldPointer;
    const newPointer = change.kind === 'removed' ? undefined : change.newPointer;
    const [old, now] = ['before' in change ? change.before : undefined, 'after' in change ? change.after : undefined];
    const before = old === undefined ? undefined : shown.value(old, oldPointer ?? '');
    const after = now === undefined ? undefined : shown.value(now, newPointer ?? '');
    const secret = isOther(old, before) || isOther(now, after);
    const path = shown.path(change.path);
    const places = change.kind === 'moved' ? [oldPointer, newPointer].map(lastOf) : [];
    const values = [before, after].map((value) => (value === undefined ? '' : canonicalJson(value)));
    const key = [change.kind, path, ...places, ...values, keyOfCause(cause)].join('\0');
    const known = this.#drafts.get(key);
    if (known !== undefined) note(known, app, { oldPointer, newPointer });
    else if (this.#characters > this.#room) this.#cut += 1;
    else {
      this.#characters += key.length;
      const pointers = { oldPointer: oldPointer && shown.path(oldPointer), newPointer: newPointer && shown.path(newPointer) };
      const told = { kind: change.kind, path, ...pointers, before, after, secret };
      const draft: Draft = { ...told, cause, apps: [] };
      note(draft, app, { oldPointer, newPointer });
      this.#drafts.set(key, draft);
    }
  }

  /** What concerns most apps comes first. */
  get groups(): ChangeGroup[] {
    return [...this.#drafts.values()].map((draft) => ({ ...draft, cause: viewOf(draft.cause) })).sort(compareGroups);
  }
}

/** Two changes of one app may look the same once nothing of a secret is left in them. */
function note(draft: Draft, app: string, { oldPointer, newPointer }: ChangePlace): void {
  if (draft.apps.at(-1) === app) return;
  draft.apps.push(app);
  if (oldPointer === draft.oldPointer && newPointer === draft.newPointer) return;
  draft.elsewhere ??= new Map();
  draft.elsewhere.set(app, { oldPointer, newPointer });
}

function isOther(value: JsonValue | undefined, shown: JsonValue | undefined): boolean {
  return value !== undefined && shown !== undefined && !deepEqual(value, shown);
}

function lastOf(pointer: string | undefined): string {
  return pointer?.slice(pointer.lastIndexOf('/') + 1) ?? '';
}

function keyOfCause({ kind, at, now, detail = '' }: Cause): string {
  const places = [at?.site, now].map((site) => `${site?.source.path}\0${site?.pointer}`);
  return [kind, at?.side, ...places, detail].join('\0');
}

function viewOf({ kind, at, now, detail }: Cause): CauseView {
  return { kind, side: at?.side ?? 'head', place: at && placeOf(at.site), now: now && placeOf(now), detail };
}

/** A change is told without an excerpt: a place needs no text. */
function placeOf(site: Site): CauseView['place'] {
  return { ...placeAt(site, []), text: undefined };
}

function compareGroups(a: ChangeGroup, b: ChangeGroup): number {
  return (
    b.apps.length - a.apps.length ||
    compareKeys(a.cause.place?.file ?? '', b.cause.place?.file ?? '') ||
    (a.cause.place?.line ?? 0) - (b.cause.place?.line ?? 0) ||
    (a.cause.place?.column ?? 0) - (b.cause.place?.column ?? 0) ||
    compareKeys(a.path, b.path) ||
    compareKeys(a.kind, b.kind) ||
    compareKeys(a.apps[0] ?? '', b.apps[0] ?? '') ||
    compareKeys(JSON.stringify([a.before, a.after]), JSON.stringify([b.before, b.after]))
  );
}
