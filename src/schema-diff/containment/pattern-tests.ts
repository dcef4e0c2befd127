import type { ValueChecks } from '../../model/schema-world.ts';
import type { Verdict } from './verdict.ts';

/** Which texts match which patterns; the same are asked for again and again. */
export class PatternTests {
  readonly #checks: Pick<ValueChecks, 'matches'>;
  readonly #known = new Map<string, Map<string, Verdict>>();

  constructor(checks: Pick<ValueChecks, 'matches'>) {
    this.#checks = checks;
  }

  /** Undefined where the pattern cannot be used, or the text is too long for it. */
  test(pattern: string, text: string): Verdict {
    let known = this.#known.get(pattern);
    if (known === undefined) this.#known.set(pattern, (known = new Map()));
    if (known.has(text)) return known.get(text);
    const verdict = this.#checks.matches(pattern, text);
    known.set(text, verdict);
    return verdict;
  }
}
