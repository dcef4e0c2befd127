import { deepEqual, type JsonValue } from '../../model/json.ts';
import { parsePointer, valueAt, type Pointer } from '../../model/pointer.ts';
import type { AppState } from './app-state.ts';

/** How often the value at a place has changed by the newest commit of a line. */
export interface CountedVersions {
  /** As `appHistory` counts them: its first value is 1, and that it goes is one more; 0 where it never had one. */
  readonly count: number;
  /** In force: of the last state in which the app was valid; undefined where it has none. */
  readonly value: JsonValue | undefined;
}

/** What is at a place: a value, none, or not even the app. */
export type Stand = { readonly state: 'set'; readonly value: JsonValue } | { readonly state: 'unset' | 'absent' };

/**
 * Counts the versions of one value while the commits are gone through, the newest first: as many as `VersionCollector` makes, of
 * which nothing is kept. States in which the app is invalid are not added.
 */
export class VersionTally {
  readonly pointer: Pointer;
  readonly #tokens: readonly string[];
  #newest: Stand | undefined;
  #last: Stand | undefined;
  #stretches = 0;
  /** Which of the stretches is the oldest with a value: nothing is told of before the first value. */
  #first = 0;

  constructor(pointer: Pointer) {
    this.pointer = pointer;
    this.#tokens = parsePointer(pointer) ?? [];
  }

  see(state: Exclude<AppState, { kind: 'invalid' }>): Stand {
    if (state.kind === 'absent') return { state: 'absent' };
    const value = valueAt(state.app.data as JsonValue, this.#tokens);
    return value === undefined ? { state: 'unset' } : { state: 'set', value };
  }

  add(stand: Stand): void {
    this.#newest ??= stand;
    if (this.#last === undefined || !isSame(this.#last, stand)) this.#stretches += 1;
    if (stand.state === 'set') this.#first = this.#stretches;
    this.#last = stand;
  }

  get counted(): CountedVersions {
    return { count: this.#first, value: this.#newest?.state === 'set' ? this.#newest.value : undefined };
  }
}

function isSame(a: Stand, b: Stand): boolean {
  return a.state === 'set' && b.state === 'set' ? deepEqual(a.value, b.value) : a.state === b.state;
}
