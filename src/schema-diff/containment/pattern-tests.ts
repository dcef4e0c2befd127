import { compilePattern, type CompiledPattern } from '../../patterns/compile-pattern.ts';
import type { Verdict } from './verdict.ts';

/** The patterns of schemas, each compiled once. */
export class PatternTests {
  readonly #compiled = new Map<string, CompiledPattern>();

  /** Undefined where the pattern cannot be used, or the text is too long for it. */
  test(pattern: string, text: string): Verdict {
    let compiled = this.#compiled.get(pattern);
    if (compiled === undefined) this.#compiled.set(pattern, (compiled = compilePattern(pattern)));
    return compiled.ok && text.length <= compiled.limit ? compiled.test(text) : undefined;
  }
}
