import type { CompiledEntry, CompiledModule, CompiledValidators, RestoredValidators } from './compiled-cache.ts';
import { unpackValidators } from './compiled-cache.ts';
import type { PatternStore } from './engine/pattern-store.ts';
import { requireForValidators } from './engine/require-for-validators.ts';
import { createRuntime, type Judge, type RuntimeParts } from './engine/runtime.ts';

/** Every edit of a schema adds a module; with more than so many the least useful go. */
const MAX_MODULES = 12;

/** The validators of an earlier run. Anything that does not fit is passed over in silence: it will be compiled anew. */
export class CompiledStore {
  readonly #restored: RestoredValidators | undefined;
  readonly #parts: Omit<RuntimeParts, 'unitOf'>;
  readonly #units = new Map<number, Record<string, unknown> | undefined>();

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
    const unit = entry && this.#module(entry.module)?.[entry.unit];
    return typeof unit === 'function' ? (unit as Judge) : undefined;
  }

  /** What is still of use, with its modules: not what `isReplaced`, and not the modules that serve the fewest. */
  keep(isReplaced: (key: string, entry: CompiledEntry) => boolean): CompiledValidators {
    const kept = Object.entries(this.#restored?.entries ?? {}).filter(([key, entry]) => !isReplaced(key, entry));
    const uses = new Map<number, number>();
    for (const [, { module }] of kept) uses.set(module, (uses.get(module) ?? 0) + 1);
    const chosen = [...uses].sort(([a, m], [b, n]) => n - m || a - b).slice(0, MAX_MODULES);
    const moved = new Map(chosen.map(([module], i) => [module, i]));
    const entries = kept.filter(([, { module }]) => moved.has(module));
    return {
      entries: Object.fromEntries(entries.map(([key, entry]) => [key, { ...entry, module: moved.get(entry.module) as number }])),
      modules: chosen.map(([module]) => this.#restored?.modules[module] as CompiledModule),
    };
  }

  #entry(key: string): CompiledEntry | undefined {
    const entries = this.#restored?.entries;
    return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
  }

  /** Undefined where the text does not run, which never happens to one that is as it was written. */
  #module(index: number): Record<string, unknown> | undefined {
    if (this.#units.has(index)) return this.#units.get(index);
    const unitOf = (id: string): Judge => this.#module(index)?.[id] as Judge;
    let units: Record<string, unknown> | undefined;
    try {
      units = this.#restored?.module(index)(createRuntime({ ...this.#parts, unitOf }), requireForValidators);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    this.#units.set(index, units);
    return units;
  }
}
