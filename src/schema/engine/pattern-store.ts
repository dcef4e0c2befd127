import type { CompiledPattern } from '../../patterns/compile-pattern.ts';
import { NotPrepared } from '../not-prepared.ts';
import type { RunContext } from './run-context.ts';
import type { PatternTester } from './runtime.ts';

/**
 * The patterns of schemas that were found usable. Those that the native engine runs as they are written can be had without
 * the pattern compiler, from what an earlier run found out; whichever way, the answers are the same.
 */
export class PatternStore {
  readonly #context: RunContext;
  readonly #maxSteps: number;
  readonly #plain = new Set<string>();
  readonly #testers = new Map<string, PatternTester>();
  readonly #compiled = new Map<string, CompiledPattern>();
  #compile: ((pattern: string) => CompiledPattern) | undefined;

  constructor(context: RunContext, maxSteps: number) {
    this.#context = context;
    this.#maxSteps = maxSteps;
  }

  trust(plainPatterns: Iterable<string>): void {
    for (const pattern of plainPatterns) this.#plain.add(pattern);
  }

  compileWith(compile: (pattern: string) => CompiledPattern): void {
    this.#compile = compile;
    // What runs as it is written has a second engine from here on, for where the first runs out of its stack.
    this.#testers.clear();
  }

  /** What the pattern compiler says, once for each pattern. */
  compiled(pattern: string): CompiledPattern {
    let compiled = this.#compiled.get(pattern);
    if (compiled === undefined) {
      compiled = this.#compile?.(pattern);
      if (compiled === undefined) throw new NotPrepared();
      this.#compiled.set(pattern, compiled);
    }
    return compiled;
  }

  /** Whether the native engine runs a pattern, and as it is written: a later run then needs no pattern compiler for it. */
  runsAsWritten(pattern: string): boolean {
    const compiled = this.compiled(pattern);
    if (!compiled.ok || compiled.engine !== 'native') return false;
    try {
      return new RegExp(pattern, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  }

  readonly of = (pattern: string): PatternTester => {
    let tester = this.#testers.get(pattern);
    if (tester === undefined) {
      const isTrusted = this.#compile === undefined && this.#plain.has(pattern);
      tester = isTrusted ? this.#native(pattern) : this.#tester(pattern);
      this.#testers.set(pattern, tester);
    }
    return tester;
  };

  #native(pattern: string): PatternTester {
    const compiled = new RegExp(pattern, 'u');
    return {
      test: (text) => {
        try {
          return compiled.test(text);
        } catch {
          // The native engine ran out of its stack: whoever explains the failure asks the compiler, which has another.
          return this.#context.exhausted();
        }
      },
    };
  }

  #tester(pattern: string): PatternTester {
    const compiled = this.compiled(pattern);
    if (!compiled.ok) throw new Error(`a pattern was let through that cannot be used: ${compiled.reason}`);
    if (compiled.engine === 'native') return compiled;
    const { limit } = compiled;
    return {
      test: (text) => {
        if (text.length > limit) return this.#context.tooLong(limit);
        // Its time depends on the pattern as well; a text at its limit costs a quarter of all steps.
        this.#context.spend((text.length / limit) * (this.#maxSteps / 4));
        return compiled.test(text);
      },
    };
  }
}
