import type { CompiledEntry, CompiledModule, CompiledValidators, RestoredValidators } from './compiled-cache.ts';
import { unpackValidators } from './compiled-cache.ts';
import type { PatternStore } from './engine/pattern-store.ts';
import { requireForValidators } from './engine/require-for-validators.ts';
import { createRuntime, type Judge, type RuntimeParts } from './engine/runtime.ts';

/** The validators of an earlier run. Anything that does not fit is passed over in silence: it will be compiled anew. */
export class CompiledStore {
  readonly #restored: RestoredValidators | undefined;
  readonly #parts: Omit<RuntimeParts, 'unitOf'>;
  readonly #units = new Map<number, Record<string, unknown>>();

  constructor(bytes: Uint8Array | undefined, parts: Omit<RuntimeParts, 'unitOf'>, patterns: PatternStore) {
    this.#restored = bytes === undefined ? undefined : unpackValidators(bytes);
    this.#parts = parts;
    for (const module of this.#restored?.modules ?? []) patterns.trust(module.plainPatterns);
  }

  /** What the validators need beside themselves. */
  get needsPatternCompiler(): boolean {
    return this.#restored?.modules.some((module) => module.otherPatterns) ?? false;
  }

  get isEmpty(): boolean {
    return this.#restored === undefined;
  }

  get world(): string | undefined {
    return this.#restored?.world;
  }

  has(key: string): boolean {
    return this.#entry(key) !== undefined;
  }

  judge(key: string): Judge | undefined {
    const entry = this.#entry(key);
    const unit = entry && this.#module(entry.module)[entry.unit];
    return typeof unit === 'function' ? (unit as Judge) : undefined;
  }

  /** The entries of these keys with their modules, to be written again. */
  keep(keys: Iterable<string>): CompiledValidators {
    const entries: Record<string, CompiledEntry> = {};
    const modules: CompiledModule[] = [];
    const moved = new Map<number, number>();
    for (const key of keys) {
      const entry = this.#entry(key);
      const module = entry && this.#restored?.modules[entry.module];
      if (entry === undefined || module === undefined) continue;
      if (!moved.has(entry.module)) moved.set(entry.module, modules.push(module) - 1);
      entries[key] = { module: moved.get(entry.module) as number, unit: entry.unit };
    }
    return { entries, modules };
  }

  #entry(key: string): CompiledEntry | undefined {
    const entries = this.#restored?.entries;
    return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
  }

  #module(index: number): Record<string, unknown> {
    let units = this.#units.get(index);
    if (units === undefined) {
      const unitOf = (id: string): Judge => this.#module(index)[id] as Judge;
      units = (this.#restored as RestoredValidators).module(index)(
        createRuntime({ ...this.#parts, unitOf }),
        requireForValidators,
      );
      this.#units.set(index, units);
    }
    return units;
  }
}
