import type { Finding, Place } from '../diagnostics/finding.ts';
import type { JsonValue } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { ValueChange } from './value-change.ts';

/** `Broken`: the app could not be put together, so that it has no values. */
export type AppStatus = 'Valid' | 'Invalid' | 'NotValidated' | 'Broken';

/**
 * Why a value is another: `set`, `default`, `removed` say what the new side does there; `unset` that the old side set it there
 * and nothing does any more; the others are causes that are no value. `origin`: where two apps have their values from.
 */
export type CauseKind =
  | 'set'
  | 'default'
  | 'removed'
  | 'unset'
  | 'reference'
  | 'cascade'
  | 'namespace'
  | 'settings'
  | 'schema'
  | 'document'
  | 'origin'
  | 'unknown';

export interface CauseView {
  readonly kind: CauseKind;
  /** Which side has the place. */
  readonly side: 'base' | 'head';
  /** Undefined for settings, which have a file alone, and where no cause was found. */
  readonly place: Place | undefined;
  /** Of what is gone: where the new value comes from. Of `origin`: where the second app has its value from. */
  readonly now: Place | undefined;
  /** What in it: variables of a namespace, keys of the settings, the schema. */
  readonly detail: string | undefined;
}

/** The same change, for the same reason, in all these apps. */
export interface ChangeGroup {
  readonly kind: ValueChange['kind'];
  readonly path: string;
  /** Of one of the apps: elements that are merged by key may stand elsewhere in others. */
  readonly oldPointer: Pointer | undefined;
  readonly newPointer: Pointer | undefined;
  /** As they may be shown: of secrets nothing but the scheme. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  /** Something in it was withheld, so that both values may look the same. */
  readonly secret: boolean;
  readonly cause: CauseView;
  readonly apps: readonly string[];
  /** Of apps in which it stands elsewhere than the pointers above say. Not to be shown: keys may be secrets. */
  readonly elsewhere?: ReadonlyMap<string, ChangePlace>;
}

/** Where a change is, in the old data and in the new; undefined where one of them has nothing there. */
export interface ChangePlace {
  readonly oldPointer: Pointer | undefined;
  readonly newPointer: Pointer | undefined;
}

export interface FieldGroup<T> {
  readonly before: T;
  readonly after: T;
  readonly apps: readonly string[];
}

export interface SideView {
  /** As people know it: `main`, `working tree`. */
  readonly name: string;
  /** Full name; null for what is not committed. */
  readonly commit: string | null;
}

export interface EffectiveView {
  readonly command: 'diff' | 'compare';
  readonly base: SideView;
  readonly head: SideView;
  /** Changes were looked for at and below these places alone; everywhere where there are none. */
  readonly pointers?: readonly Pointer[];
  /** So many apps were compared: those that both sides have. */
  readonly compared: number;
  /** Apps in which anything is different, added and removed ones included, sorted. */
  readonly changed: readonly string[];
  readonly changes: readonly ChangeGroup[];
  /** So many changes more, of each app by itself, are not listed: there were too many. */
  readonly cut: number;
  /** Id of the bound schema version; null where none is. */
  readonly schemas: readonly FieldGroup<string | null>[];
  readonly validity: readonly FieldGroup<AppStatus>[];
  /** Of apps that are invalid now and were not. */
  readonly findings: readonly Finding[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Apps that can be put together on neither side: nothing can be said of them. */
  readonly unknown: readonly string[];
  /** Of `compare`: differences that come from the names of the two apps alone. */
  readonly named: readonly ChangeGroup[];
}
