import type { ChangeGroup } from '../../effective-diff/effective-view.ts';
import { deepEqual, isArray, isObject, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { appChanges } from '../effective/app-changes.ts';
import { ChangeGroups } from '../effective/group-changes.ts';
import { isWanted } from '../effective/is-wanted.ts';
import { ShownValues } from '../effective/shown-values.ts';
import type { AppState } from './app-state.ts';

/** Something that was in force from a commit on. `since` is its place on the line; undefined where the history is cut off before it. */
export interface CollectedVersion {
  /** `unset`: the app is there and has nothing at the pointer. */
  readonly state: 'set' | 'unset' | 'absent';
  /** Of secrets no more than may be shown; undefined too where there is no room for more values. */
  readonly value: JsonValue | undefined;
  readonly since: number | undefined;
  /** What is different in it from the version before, where both are objects or arrays. */
  readonly changes: readonly ChangeGroup[];
  /** Another secret than before, of which the same is shown. */
  readonly secret: boolean;
}

/** Commits at which the app was invalid: nothing was published, and what was in force before stayed so. */
export interface InvalidStretch {
  /** Place on the line of the oldest of them; undefined where the history is cut off before it. */
  readonly since: number | undefined;
  /** Place of the commit that ended it; undefined while it lasts. */
  readonly until: number | undefined;
}

/** A state with a value or without, while older ones may turn out to be the same. */
interface Open {
  readonly state: CollectedVersion['state'];
  readonly value: JsonValue | undefined;
  readonly app: CompiledApp | undefined;
  since: number | undefined;
}

/** So many characters of values are kept; the versions are told without them from there on. */
const room = 50_000_000;

/**
 * Makes versions of the states of an app, the newest first: neighbours with the same value are one, and what an invalid app would
 * have had counts for nothing. What any newer schema, or that of the version itself or the one before it, calls a secret is hidden.
 */
export class VersionCollector {
  readonly invalid: InvalidStretch[] = [];
  readonly #versions: CollectedVersion[] = [];
  readonly #pointer: Pointer;
  readonly #tokens: readonly string[];
  readonly #kept: number;
  readonly #schemas = new Map<CompiledApp['schema'], CompiledApp>();
  readonly #schemes: Set<string>;
  #open: Open | undefined;
  #stretch: { since: number | undefined; readonly until: number | undefined; readonly newer: Open | undefined } | undefined;
  #characters = 0;
  /** Where the state that was visited last began. */
  #last: number | undefined;

  /** @param kept of so many versions, the newest, the values are kept @param schemes of references to secrets, wherever they stand */
  constructor(pointer: Pointer, schemes: readonly string[], kept = Infinity) {
    this.#pointer = pointer;
    this.#tokens = parsePointer(pointer) ?? [];
    this.#schemes = new Set(schemes);
    this.#kept = kept;
  }

  add(state: AppState, since: number | undefined): void {
    if (state.kind === 'invalid') this.#addInvalid(since);
    else this.#addState(state, since);
    this.#last = since;
  }

  /** All that was collected, once the first state was added. Nothing is told of before the first value. */
  end(): readonly CollectedVersion[] {
    const first = this.#open;
    if (first?.state === 'set') this.#close(first, undefined);
    else while (this.#versions.length > 0 && this.#versions.at(-1)?.state !== 'set') this.#versions.pop();
    this.#endStretch(undefined);
    return this.#versions;
  }

  #addInvalid(since: number | undefined): void {
    if (this.#stretch === undefined) this.#stretch = { since, until: this.#last, newer: this.#open };
    else this.#stretch.since = since;
  }

  #addState(state: Exclude<AppState, { kind: 'invalid' }>, since: number | undefined): void {
    const next = this.#read(state, since);
    this.#endStretch(next);
    const open = this.#open;
    if (open === undefined) this.#open = next;
    else if (isSame(open, next)) open.since = since;
    else {
      this.#close(open, next);
      this.#open = next;
    }
  }

  /** A tree that cannot be judged concerns no app that was not there before nor after. */
  #endStretch(older: Open | undefined): void {
    const stretch = this.#stretch;
    this.#stretch = undefined;
    if (stretch === undefined) return;
    const isThere = [stretch.newer, older].some((each) => each !== undefined && each.state !== 'absent');
    if (isThere || (stretch.newer === undefined && older === undefined))
      this.invalid.push({ since: stretch.since, until: stretch.until });
  }

  #read(state: Exclude<AppState, { kind: 'invalid' }>, since: number | undefined): Open {
    if (state.kind === 'absent') return { state: 'absent', value: undefined, app: undefined, since };
    const { app, schemes } = state;
    this.#schemas.set(app.schema, this.#schemas.get(app.schema) ?? app);
    for (const scheme of schemes) this.#schemes.add(scheme);
    const value = valueAt(app.data as JsonValue, this.#tokens);
    return { state: value === undefined ? 'unset' : 'set', value, app, since };
  }

  #close({ state, value, app, since }: Open, before: Open | undefined): void {
    if (this.#versions.length >= this.#kept || this.#characters > room) {
      this.#versions.push({ state, value: undefined, since, changes: [], secret: false });
      return;
    }
    const shown = new ShownValues([...this.#schemas.values()], [...this.#schemes]);
    const [kept, old] = [value, before?.value].map((each) => (each === undefined ? undefined : shown.value(each, this.#pointer)));
    this.#characters += JSON.stringify(kept ?? null).length;
    const secret = kept !== undefined && old !== undefined && deepEqual(kept, old);
    const changes = changesOf(before, { value, app }, this.#pointer, shown);
    this.#versions.push({ state, value: kept, since, changes, secret });
  }
}

function isSame(a: Open, b: Open): boolean {
  if (a.state !== b.state) return false;
  return a.value === undefined || b.value === undefined || deepEqual(a.value, b.value);
}

function changesOf(
  before: Open | undefined,
  now: Pick<Open, 'value' | 'app'>,
  pointer: Pointer,
  shown: ShownValues,
): readonly ChangeGroup[] {
  if (before?.app === undefined || now.app === undefined) return [];
  if (!isContainer(before.value) || !isContainer(now.value)) return [];
  const groups = new ChangeGroups();
  for (const { change } of appChanges(before.app, now.app) ?? [])
    if (isWanted(change, [pointer])) groups.add(now.app.id, change, { kind: 'unknown', at: undefined }, shown);
  return groups.groups;
}

function isContainer(value: JsonValue | undefined): boolean {
  return isObject(value) || isArray(value);
}
