import { SchemaEnv } from 'ajv/dist/compile/index.js';
import type { JsonObject } from '../../model/json.ts';
import type { Draft } from '../../model/schema-world.ts';
import { stepsOf } from '../lowering/loops.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import type { LoweredSchema, Unit } from '../lowering/unit.ts';
import type { ajvFor } from './ajv-for.ts';

export type AjvInstance = ReturnType<typeof ajvFor>;
export type CompiledUnit = NonNullable<ReturnType<AjvInstance['getSchema']>>;

/** Compiles units as they are asked for; one instance of ajv per draft. */
export class UnitCompiler {
  readonly #units: readonly Unit[];
  readonly #instanceFor: (draft: Draft) => AjvInstance;
  readonly #instances = new Map<Draft, AjvInstance>();
  readonly #compiled = new Map<string, CompiledUnit>();
  readonly #failures = new Map<string, string>();
  #added = 0;

  /** @param units grows while it is used; what a unit calls stands before it, unless they call each other */
  constructor(units: readonly Unit[], instanceFor: (draft: Draft) => AjvInstance) {
    this.#units = units;
    this.#instanceFor = instanceFor;
  }

  /** The function of a unit. @throws TooComplex where the engine gives up on it, for being too large or too deep */
  compiled(id: string): CompiledUnit {
    const known = this.#compiled.get(id);
    if (known !== undefined) return known;
    this.#addAll();
    const found = this.#compiled.get(id);
    if (found === undefined) throw new TooComplex(this.#failures.get(id) ?? 'it cannot be compiled');
    return found;
  }

  /** All that was compiled so far, by draft. */
  *instances(): Iterable<readonly [AjvInstance, readonly string[]]> {
    for (const [draft, ajv] of this.#instances) {
      const ids = this.#units.filter((unit) => unit.draft === draft && this.#compiled.has(unit.id)).map((unit) => unit.id);
      yield [ajv, ids];
    }
  }

  /** In the order of their completion, so that one never waits for a long row of others while it is compiled. */
  #addAll(): void {
    const fresh = this.#units.slice(this.#added);
    this.#added = this.#units.length;
    for (const unit of fresh) this.#add(unit);
    for (const { id, draft } of fresh) {
      try {
        const compiled = this.#instance(draft).getSchema(id);
        if (compiled !== undefined) this.#compiled.set(id, compiled);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        this.#fail(id, draft, error.message);
      }
    }
  }

  /** Others may call it already: they give up in their turn. */
  #fail(id: string, draft: Draft, reason: string): void {
    this.#failures.set(id, reason);
    const env = this.#instance(draft).schemas[id];
    const giveUp = (): never => {
      throw new TooComplex(reason);
    };
    if (env !== undefined) env.validate = giveUp as unknown as CompiledUnit;
  }

  #add({ id, draft, schema }: Unit): void {
    const ajv = this.#instance(draft);
    const root = rootOf(schema);
    ajv.schemas[id] = new SchemaEnv({ schema: root, schemaId: ajv.opts.schemaId, baseId: id, localRefs: {} });
  }

  #instance(draft: Draft): AjvInstance {
    let instance = this.#instances.get(draft);
    if (instance === undefined) {
      instance = this.#instanceFor(draft);
      this.#instances.set(draft, instance);
    }
    return instance;
  }
}

/** The object itself is kept: failures are traced back to places by it. */
function rootOf(schema: LoweredSchema): JsonObject {
  if (schema === true) return {};
  if (schema === false) return { 'confman:never': true };
  return Object.assign(schema, { 'confman:step': stepsOf(schema) });
}
