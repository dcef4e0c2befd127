import type { ChangeGroup } from '../../effective-diff/effective-view.ts';
import type { Publication } from '../../git/publication.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** The versions of a value, ready to be printed: nothing in it is a secret. */
export interface HistoryView {
  readonly app: string;
  readonly pointer: Pointer;
  /** What was walked: the branch or revision as people know it, and its newest commit. */
  readonly line: { readonly name: string; readonly commit: string };
  /** False where the history is cut off: then versions have no numbers. */
  readonly complete: boolean;
  /** How many versions there are, with those that are not listed. */
  readonly total: number;
  /** The newest first. */
  readonly versions: readonly HistoryVersion[];
  readonly invalid: readonly InvalidSpan[];
  /** The app that had the same document, under another id, before this one came. */
  readonly movedFrom: string | undefined;
}

export interface HistoryVersion {
  /** 1 is the first; undefined where that cannot be counted. */
  readonly number: number | undefined;
  /** `unset`: the app is there and has no such value; `absent`: there is no such app. */
  readonly state: 'set' | 'unset' | 'absent';
  readonly value: JsonValue | undefined;
  /** Of the commits walked: 0 is the newest. */
  readonly place: number;
  readonly publication: Publication;
  readonly subject: string;
  /** It may be older: the history is cut off at that commit. */
  readonly cut: boolean;
  readonly changes: readonly ChangeGroup[];
  /** Another secret than before, of which the same is shown. */
  readonly secret: boolean;
}

/** While an app is invalid nothing of it is published: the version before stays in force. */
export interface InvalidSpan {
  /** Of the commits walked: 0 is the newest. */
  readonly place: number;
  readonly since: Publication;
  /** Undefined while it lasts. */
  readonly until: Publication | undefined;
}
