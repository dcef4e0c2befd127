import type { SchemaLibrary } from '../index/library.ts';
import { metaschemaDocuments } from '../metaschemas/metaschema-documents.ts';
import { compilePattern } from '../patterns/compile-pattern.ts';
import type { SchemaSettings } from '../schema-options.ts';
import { createExplainEngine, type ExplainEngine } from './explain-engine.ts';
import { createFastEngine, type FastEngine } from './fast-engine.ts';
import type { RunContext } from './run-context.ts';
import type { PatternTester } from './runtime.ts';

/**
 * Everything that compiles schemas, and with it ajv and the pattern compiler. Loaded by a run only when it has to compile:
 * nothing outside of this file's imports may import it but dynamically.
 */
export class Engines {
  readonly #library: SchemaLibrary;
  readonly #settings: SchemaSettings;
  readonly #context: RunContext;
  readonly #patterns = new Map<string, PatternTester>();
  readonly #fast = new Map<boolean, FastEngine>();
  readonly #explain = new Map<boolean, ExplainEngine>();

  constructor(library: SchemaLibrary, settings: SchemaSettings, context: RunContext) {
    this.#library = library;
    this.#settings = settings;
    this.#context = context;
    library.addMetaschemas(metaschemaDocuments());
  }

  /** @param ownProperties members that every object inherits are told apart from own ones, which takes time */
  fast(ownProperties: boolean): FastEngine {
    let engine = this.#fast.get(ownProperties);
    if (engine === undefined) {
      engine = createFastEngine(this.#library, this.#parts(), ownProperties);
      this.#fast.set(ownProperties, engine);
    }
    return engine;
  }

  explain(ownProperties: boolean): ExplainEngine {
    let engine = this.#explain.get(ownProperties);
    if (engine === undefined) {
      engine = createExplainEngine(this.#library, this.#parts(), this.fast(ownProperties));
      this.#explain.set(ownProperties, engine);
    }
    return engine;
  }

  #parts() {
    return { context: this.#context, settings: this.#settings, patternOf: (source: string) => this.#patternOf(source) };
  }

  #patternOf(source: string): PatternTester {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    const compiled = compilePattern(source);
    if (!compiled.ok) throw new Error(`the pattern was not refused before: ${compiled.reason}`);
    const tester = compiled.engine === 'native' ? compiled : this.#charged(compiled);
    this.#patterns.set(source, tester);
    return tester;
  }

  /** The linear engine's time depends on the pattern as well; a text at its limit costs a quarter of all steps. */
  #charged({ limit, test }: PatternTester & { readonly limit: number }): PatternTester {
    return {
      test: (text) => {
        if (text.length > limit) this.#context.exhausted();
        this.#context.spend((text.length / limit) * (this.#settings.maxSteps / 4));
        return test(text);
      },
    };
  }
}
