import type { SchemaLibrary } from '../index/library.ts';
import { metaschemaDocuments } from '../metaschemas/metaschema-documents.ts';
import { compilePattern } from '../../patterns/compile-pattern.ts';
import { createExplainEngine, type ExplainEngine } from './explain-engine.ts';
import { createFastEngine, type FastEngine } from './fast-engine.ts';
import type { PatternStore } from './pattern-store.ts';
import type { RuntimeParts } from './runtime.ts';

/**
 * Everything that compiles schemas, and with it ajv and the pattern compiler. Loaded by a run only when it has to compile:
 * nothing may import this file but dynamically.
 */
export class Engines {
  readonly #library: SchemaLibrary;
  readonly #parts: Omit<RuntimeParts, 'unitOf'>;
  readonly #fast = new Map<boolean, FastEngine>();
  readonly #explain = new Map<boolean, ExplainEngine>();

  constructor(library: SchemaLibrary, parts: Omit<RuntimeParts, 'unitOf'>, patterns: PatternStore) {
    this.#library = library;
    this.#parts = parts;
    patterns.compileWith(compilePattern);
    library.addMetaschemas(metaschemaDocuments());
  }

  /** @param ownProperties members that every object inherits are told apart from own ones, which takes time */
  fast(ownProperties: boolean): FastEngine {
    let engine = this.#fast.get(ownProperties);
    if (engine === undefined) {
      engine = createFastEngine(this.#library, this.#parts, ownProperties);
      this.#fast.set(ownProperties, engine);
    }
    return engine;
  }

  explain(ownProperties: boolean): ExplainEngine {
    let engine = this.#explain.get(ownProperties);
    if (engine === undefined) {
      engine = createExplainEngine(this.#library, this.#parts, this.fast(ownProperties));
      this.#explain.set(ownProperties, engine);
    }
    return engine;
  }
}
