import { childTrace, derivedTrace, type Strategy, type Trace } from '../model/provenance.ts';

/** Elements of an array that were put behind those of another one. */
interface Part {
  /** Of the array that they come from. */
  readonly trace: Trace;
  readonly length: number;
  /** Where they stand in it, where that is not one after the other from its first. */
  readonly indices?: readonly number[] | undefined;
  /** The rule by which they came to stand here; undefined where they were here before. */
  readonly strategy: Strategy | undefined;
}

/**
 * Provenance of the elements of an array that was put together of parts. Nothing is copied: a hundred layers may each add
 * thousands of elements, and what was there before is asked for where it was.
 */
export class JoinedTraces implements ReadonlyMap<string, Trace> {
  readonly size: number;
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    this.size = parts.reduce((sum, { length }) => sum + length, 0);
  }

  get(key: string): Trace | undefined {
    let at = Number(key);
    if (String(at) !== key || !Number.isInteger(at) || at < 0) return undefined;
    for (const { trace, length, indices, strategy } of this.#parts) {
      if (at < length) {
        const element = childTrace(trace, indices?.[at] ?? at);
        return strategy === undefined ? element : derivedTrace(element, { strategy });
      }
      at -= length;
    }
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  *keys(): MapIterator<string> {
    for (let i = 0; i < this.size; i++) yield String(i);
  }

  *entries(): MapIterator<[string, Trace]> {
    for (const key of this.keys()) yield [key, this.get(key) as Trace];
  }

  *values(): MapIterator<Trace> {
    for (const [, trace] of this.entries()) yield trace;
  }

  forEach(each: (trace: Trace, key: string, traces: ReadonlyMap<string, Trace>) => void): void {
    for (const [key, trace] of this.entries()) each(trace, key, this);
  }

  [Symbol.iterator](): MapIterator<[string, Trace]> {
    return this.entries();
  }
}
