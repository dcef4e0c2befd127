import { compareKeys } from '../../model/canonical-json.ts';
import type { JsonValue } from '../../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../../model/schema-world.ts';
import { ClassTable } from './class-table.ts';
import { Interpreter } from './interpreter.ts';
import { Literals } from './literals.ts';
import { PatternTests } from './pattern-tests.ts';
import type { SchemaClass } from './schema-class.ts';
import { searchWitness } from './search-witness.ts';
import { Solver } from './solver.ts';
import { TextSearch } from './text-search.ts';
import { OutOfWork, WorkLimit } from './work-limit.ts';

/** Whether every value that one schema accepts is accepted by another. */
export type ContainmentAnswer =
  /** Proved. */
  | { readonly answer: 'yes' }
  /** `witness` is accepted by the one and not by the other; in `environment`, where the schemas speak of environments. */
  | { readonly answer: 'no'; readonly witness: JsonValue; readonly environment?: string | undefined }
  | { readonly answer: 'unknown'; readonly reason: string };

export interface ContainmentOptions {
  /** How many steps one question may take; the default is about a second for hostile schemas, and out of reach of others. */
  readonly steps?: number | undefined;
}

/** Answers for two versions of a schema. Answers are remembered, so that questions about parts of an answered one are cheap. */
export interface Containment {
  /** Whether a schema of the first world lies within one of the second. */
  subset(ofA: SchemaNode, ofB: SchemaNode): ContainmentAnswer;
  /** The other way round. */
  supset(ofB: SchemaNode, ofA: SchemaNode): ContainmentAnswer;
}

const STEPS = 150_000;
/** All questions about parts of the schemas together; whatever is asked of the whole documents gets its own steps. */
const STEPS_OF_PARTS = 800_000;
/** Of a question about parts, once those are spent. */
const LAST_STEPS = 600;
/** Of larger schemas a witness is judged by the interpreter alone: compiling them takes longer than comparing them. */
const MAX_COMPILED = 1_000;
/** More environments are not gone through. */
const MAX_ENVIRONMENTS = 20;

export function createContainment(a: SchemaWorld, b: SchemaWorld, options: ContainmentOptions = {}): Containment {
  return new Prover(a, b, options);
}

interface Place {
  readonly world: SchemaWorld;
  readonly node: SchemaNode;
}

class Prover implements Containment {
  readonly #a: SchemaWorld;
  readonly #b: SchemaWorld;
  readonly #table = new ClassTable();
  readonly #literals = new Literals(this.#table);
  readonly #work = new WorkLimit();
  readonly #patterns: PatternTests;
  readonly #texts = new TextSearch(this.#work);
  readonly #solvers = new Map<string | undefined, Solver>();
  readonly #known = new Map<string, ContainmentAnswer>();
  readonly #steps: number;
  #isPrepared = false;

  constructor(a: SchemaWorld, b: SchemaWorld, { steps = STEPS }: ContainmentOptions) {
    this.#a = a;
    this.#b = b;
    this.#steps = steps;
    this.#patterns = new PatternTests(a.checks);
  }

  subset(ofA: SchemaNode, ofB: SchemaNode): ContainmentAnswer {
    return this.#compare({ world: this.#a, node: ofA }, { world: this.#b, node: ofB });
  }

  supset(ofB: SchemaNode, ofA: SchemaNode): ContainmentAnswer {
    return this.#compare({ world: this.#b, node: ofB }, { world: this.#a, node: ofA });
  }

  #compare(inner: Place, outer: Place): ContainmentAnswer {
    if (!this.#isPrepared) this.#table.prepare(this.#a, this.#b);
    this.#isPrepared = true;
    const [first, second] = [this.#classOf(inner), this.#classOf(outer)];
    if (first === second) return { answer: 'yes' };
    const isWhole = inner.node === inner.world.root && outer.node === outer.world.root;
    const key = `${first.id} ${second.id} ${isWhole}`;
    let known = this.#known.get(key);
    if (known === undefined)
      this.#known.set(key, (known = this.#prove(first, second, isWhole ? [inner.world, outer.world] : undefined)));
    return known;
  }

  #classOf({ world, node }: Place): SchemaClass {
    return this.#table.classOf(world, node);
  }

  #prove(first: SchemaClass, second: SchemaClass, whole: readonly [SchemaWorld, SchemaWorld] | undefined): ContainmentAnswer {
    const environments = this.#environments();
    if (environments.length > MAX_ENVIRONMENTS)
      return { answer: 'unknown', reason: 'the schemas speak of too many environments' };
    let answer: ContainmentAnswer = { answer: 'yes' };
    for (const environment of environments) {
      const one = this.#proveIn(first, second, environment, whole);
      if (one.answer === 'no') return one;
      if (one.answer === 'unknown') answer = one;
    }
    return answer;
  }

  /** Any at once, each that is named, and one that is not. */
  #environments(): (string | undefined)[] {
    const named = [...this.#table.environments].sort(compareKeys);
    if (named.length === 0) return [undefined];
    let other = 'other';
    while (this.#table.environments.has(other)) other += '-';
    return [undefined, ...named, other];
  }

  #proveIn(
    first: SchemaClass,
    second: SchemaClass,
    environment: string | undefined,
    whole: readonly [SchemaWorld, SchemaWorld] | undefined,
  ): ContainmentAnswer {
    const solver = this.#solver(environment);
    const { interpreter } = solver.parts;
    const worlds = this.#table.size > MAX_COMPILED ? undefined : whole;
    const tells = (value: JsonValue): boolean =>
      (worlds?.[0].accepts(value, environment) ?? interpreter.accepts(first, value)) === true &&
      (worlds?.[1].accepts(value, environment) ?? interpreter.accepts(second, value)) === false;
    const steps = this.#stepsFor(whole !== undefined);
    const { reason, witness } = this.#ask(solver, first, second, steps);
    if (reason === undefined && witness === undefined) return { answer: 'yes' };
    if (witness !== undefined && tells(witness.value)) return { answer: 'no', witness: witness.value, environment };
    const found = searchWitness(first, second, solver, tells, steps);
    if (found !== undefined) return { answer: 'no', witness: found.value, environment };
    return { answer: 'unknown', reason: reason ?? 'a value that should tell could not be confirmed' };
  }

  /** The walk asks about thousands of parts; where each of them is hard, most of the answers would be worth nothing. */
  #stepsFor(isWhole: boolean): number {
    const { size } = this.#table;
    return isWhole || this.#work.taken < STEPS_OF_PARTS + 500 * size ? this.#steps + 50 * size : LAST_STEPS;
  }

  #ask(
    solver: Solver,
    first: SchemaClass,
    second: SchemaClass,
    steps: number,
  ): { readonly reason?: string; readonly witness?: { readonly value: JsonValue } } {
    const question = [this.#literals.schema(first, true), this.#literals.schema(second, false)];
    try {
      const found = solver.ask(question, steps);
      if (found.is === 'unknown') return { reason: found.reason };
      return found.is === 'empty' ? {} : { witness: found };
    } catch (error) {
      if (error instanceof OutOfWork) return { reason: 'the proof takes too many steps' };
      if (error instanceof RangeError) return { reason: 'the schemas nest too deep' };
      throw error;
    }
  }

  #solver(environment: string | undefined): Solver {
    let solver = this.#solvers.get(environment);
    if (solver === undefined) {
      const { checks } = this.#a;
      const patterns = this.#patterns;
      const interpreter = new Interpreter({ checks, patterns, environment });
      const [literals, texts, work] = [this.#literals, this.#texts, this.#work];
      solver = new Solver({ literals, checks, environment, interpreter, patterns, texts, work });
      this.#solvers.set(environment, solver);
    }
    return solver;
  }
}
