import type { CompiledPattern } from '../patterns/compile-pattern.ts';

/**
 * In steps of a pattern's `cost`. Of 1,800 patterns that were found in public packages one takes 130 in the median, and over
 * 100,000 only one.
 */
const LEAST = 2_000_000;
const MOST = 6_000_000;
const PER_CHARACTER = 10;

/** What the patterns of a document may take together: there can be ten thousand of them, each made to take long. */
export class PatternRoom {
  readonly #charged = new Set<string>();
  #left = LEAST;
  #more = MOST - LEAST;

  get isFull(): boolean {
    return this.#left <= 0;
  }

  charge(pattern: string, { cost }: CompiledPattern): void {
    if (this.#charged.has(pattern)) return;
    this.#charged.add(pattern);
    const gained = Math.min(this.#more, PER_CHARACTER * pattern.length);
    this.#more -= gained;
    this.#left += gained - cost;
  }
}
