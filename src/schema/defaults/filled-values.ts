import type { JsonValue } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { OnFill } from './fill-defaults.ts';

/**
 * What was filled into the last value: a deprecated field that only its default brought in is nobody's doing, and there is
 * nothing to warn of. Findings are asked for right after a value was filled in.
 */
export class FilledValues {
  #filled: JsonValue = null;
  #original: JsonValue = null;
  #places: ReadonlySet<Pointer> = new Set();

  /** Fills a value in, and remembers what was added. */
  note(original: JsonValue, onFill: OnFill | undefined, fill: (onFill: OnFill) => JsonValue): JsonValue {
    const places = new Set<Pointer>();
    this.#filled = fill((pointer, site) => {
      places.add(pointer);
      onFill?.(pointer, site);
    });
    this.#original = original;
    this.#places = places;
    return this.#filled;
  }

  /** The value as it was before; undefined where it is not the last one, or nothing was added. */
  before(data: JsonValue): JsonValue | undefined {
    return data === this.#filled && this.#places.size > 0 ? this.#original : undefined;
  }

  /** Whether what stands at a pointer of the last value was filled in. */
  covers(data: JsonValue, pointer: Pointer): boolean {
    if (data !== this.#filled) return false;
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (this.#places.has(at)) return true;
    return false;
  }
}
