import { findText, type FoundText, type TextQuery } from '../../patterns/find-text.ts';
import type { WorkLimit } from './work-limit.ts';

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
      this.#work.spend(matching.length + notMatching.length > 0 ? 500 : 20);
      this.#known.set(key, (found = findText(query)));
    }
    return found;
  }
}
