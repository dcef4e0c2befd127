import { findText, type FoundText, type TextQuery } from '../../patterns/find-text.ts';
import type { WorkLimit } from './work-limit.ts';

/** Steps that a search counts as that took all it may; others are quick. */
const FRUITLESS = 5_000;

/** Answers that are asked for again and again. */
export class TextSearch {
  readonly #known = new Map<string, FoundText>();
  readonly #work: WorkLimit;

  constructor(work: WorkLimit) {
    this.#work = work;
  }

  find(query: TextQuery): FoundText {
    const { matching, notMatching, minLength, maxLength, notOneOf } = query;
    const key = JSON.stringify([[...matching].sort(), [...notMatching].sort(), minLength, String(maxLength), notOneOf]);
    let found = this.#known.get(key);
    if (found === undefined) {
      found = findText(query);
      this.#known.set(key, found);
      const isPlain = matching.length + notMatching.length === 0;
      this.#work.spend(isPlain ? 20 : found.is === 'unknown' ? FRUITLESS : 300);
    }
    return found;
  }
}
